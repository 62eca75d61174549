"""A match: somebody's name is like that of a person of concern (CR-23)."""

import hmac
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Agency, Member
from safetynet.db import Owned, WithMac, mac_of
from safetynet.sharing import ConflictBlock
from safetynet.survivors import Survivor
from safetynet.vault import Category, Sealed


class Kind(StrEnum):
    """Who has such a name."""

    MEMBER = "member"
    """Somebody who signs in."""
    GUARDIAN = "guardian"
    HOUSEHOLD = "household"
    CONTACT = "contact"
    SAFE_PERSON = "safe_person"
    SAFE_ADULT = "safe_adult"
    LINKAGE = "linkage"
    SIGNER = "signer"


class MatchState(StrEnum):
    OPEN = "open"
    SAME = "same"
    OTHER = "other"


class DecidedError(Exception):
    """Somebody decided about this match before."""


class Match(WithMac):
    """Two names that may be one person's, by the ids of the rows that hold them; no word of either.

    The rows may be destroyed before it is, so no foreign key keeps them. A forged one is not there:
    SQL can say neither that a name matches nor that somebody found it harmless.
    """

    __tablename__ = "concern_matches"
    ABSENT_IF_FORGED = True
    UNDER_MAC = (
        "id",
        "survivor_id",
        "other_survivor_id",
        "kind",
        "member_id",
        "row_id",
        "seen_as",
        "of_agency_id",
        "is_of_office",
        "is_whole",
        "block_id",
        "state",
    )

    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    """Around whom the person of concern was written down."""
    other_survivor_id: Mapped[UUID | None] = mapped_column(ForeignKey(Survivor.id), index=True)
    """In whose record the other name stands, where that is somebody else's."""
    concern_id: Mapped[UUID]
    concern_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    """Who wrote the person of concern down, and is to be asked."""
    kind: Mapped[Kind]
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id), index=True)
    row_id: Mapped[UUID]
    """The row that holds the other name."""
    of_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    """Where that member works, or who wrote the other name down."""
    seen_as: Mapped[bytes] = mapped_column(LargeBinary(32))
    """A MAC over the other name and this row's id: it says only whether the name is still that."""
    is_of_office: Mapped[bool] = mapped_column(default=False)
    """About a coordinator: a privacy officer may decide too, or there might be nobody left."""
    is_whole: Mapped[bool] = mapped_column(default=False)
    """First and last name are the same; otherwise they are only alike."""
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey(ConflictBlock.id))
    state: Mapped[MatchState] = mapped_column(default=MatchState.OPEN, index=True)
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    decided_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        return self.state is MatchState.OPEN

    @property
    def pair(self) -> tuple[UUID, UUID]:
        """Whose person of concern, and which name: what is asked about once."""
        return self.survivor_id, self.row_id

    def see_as(self, name: str) -> None:
        """Keep what must be known to tell later that the name is another one."""
        self.seen_as = self._mac_over(name)

    def settles(self, name: str, *, is_whole: bool) -> bool:
        """Say whether nobody need look again: the name is as it was when somebody decided.

        What was said of a name that was only alike does not settle one that is the same.
        """
        is_as_it_was = hmac.compare_digest(self.seen_as, self._mac_over(name))
        return not self.is_open and is_as_it_was and (self.is_whole or not is_whole)

    def _mac_over(self, name: str) -> bytes:
        return mac_of(f"{self.__tablename__}.seen_as", (self.id, name))

    def decide(self, state: MatchState, by_id: UUID, now: datetime) -> None:
        """Raises DecidedError when somebody decided before."""
        if not self.is_open:
            raise DecidedError
        self.state, self.decided_by_id, self.decided_at = state, by_id, now


class MatchReason(Owned):
    """What whoever decided about a match found out, kept where they work."""

    __tablename__ = "match_reasons"
    CATEGORY = Category.OFFICE

    match_id: Mapped[UUID] = mapped_column(ForeignKey(Match.id), index=True)
    text: Mapped[Sealed]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
