"""What a county made of a law: proposed by one person for its counsel, confirmed by another."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from safetynet import clock
from safetynet.agencies import Member
from safetynet.db import Plain, PlainCodes, WithMac
from safetynet.sharing.models import DisclosureBasis


class SettingState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class SettingDecidedError(Exception):
    """Somebody confirmed or refused it before."""


class OwnSettingError(Exception):
    """Whoever proposed it is not the second person."""


class ByCounsel(WithMac):
    """What a county's counsel signed off, from a day on.

    A change is a new row; nobody edits one. A forged one counts for nothing.
    """

    __abstract__ = True
    ABSENT_IF_FORGED = True
    SIGNED = (
        "since",
        "counsel",
        "signed_on",
        "reference",
        "state",
        "proposed_by_id",
        "decided_by_id",
        "decided_at",
    )
    """What of it is under the MAC, whatever it is about."""

    since: Mapped[date]
    counsel: Mapped[Plain]
    """The county's counsel, who signed; everybody may know."""
    signed_on: Mapped[date]
    reference: Mapped[Plain]
    """Why, and where the signed paper is."""
    state: Mapped[SettingState] = mapped_column(default=SettingState.PROPOSED)
    proposed_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    decided_at: Mapped[datetime | None]

    @property
    def holds_from(self) -> date | None:
        """The day it says, or that of the second person's word where that came later."""
        if self.state is not SettingState.CONFIRMED or self.decided_at is None:
            return None
        return max(self.since, clock.day_of(self.decided_at))

    def decide(self, state: SettingState, by_id: UUID, now: datetime) -> None:
        """Take the second person's word; raises SettingDecidedError or OwnSettingError."""
        if self.state is not SettingState.PROPOSED:
            raise SettingDecidedError
        if by_id == self.proposed_by_id:
            raise OwnSettingError
        self.state, self.decided_by_id, self.decided_at = state, by_id, now


class LawSetting(ByCounsel):
    """One law from a day on: whether the county uses it, for how many days, for which kinds."""

    __tablename__ = "law_settings"
    UNDER_MAC = ("id", "law", "is_used", "days", "categories", *ByCounsel.SIGNED)

    law: Mapped[DisclosureBasis]
    is_used: Mapped[bool]
    days: Mapped[int]
    categories: Mapped[PlainCodes]
