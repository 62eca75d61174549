"""A blank form on paper: a random code, whose it is, and what became of it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.db import Model, Plain
from safetynet.referrals import Referral


class PaperState(StrEnum):
    OUT = "out"
    """Printed; nobody typed it in yet."""
    TYPED_IN = "typed_in"
    LOST = "lost"


class PaperStateError(Exception):
    """The paper was typed in, or given up as lost, meanwhile."""


class PaperForm(Model):
    """One printed form. Whoever finds it learns a random code, which opens nothing by itself."""

    __tablename__ = "paper_forms"

    code: Mapped[Plain] = mapped_column(unique=True)
    """As it is typed, without the hyphen."""
    state: Mapped[PaperState] = mapped_column(default=PaperState.OUT)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    printed_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    printed_by: Mapped[Member] = relationship(foreign_keys=printed_by_id)
    printed_on: Mapped[date]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    referral_id: Mapped[UUID | None] = mapped_column(ForeignKey(Referral.id))
    """What was typed in from it."""
    referral: Mapped[Referral | None] = relationship()

    @property
    def is_out(self) -> bool:
        return self.state is PaperState.OUT

    @property
    def spelled(self) -> str:
        """The code as it stands on the paper."""
        return f"{self.code[:4]}-{self.code[4:]}"

    def type_in(self, referral_id: UUID, by_id: UUID, now: datetime) -> None:
        self._end(PaperState.TYPED_IN, by_id, now)
        self.referral_id = referral_id

    def lose(self, by_id: UUID, now: datetime) -> None:
        self._end(PaperState.LOST, by_id, now)

    def _end(self, state: PaperState, by_id: UUID, now: datetime) -> None:
        if not self.is_out:
            raise PaperStateError
        self.state, self.ended_by_id, self.ended_at = state, by_id, now
