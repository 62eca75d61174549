"""The result of a screening, as the agency that screened has it. No word of any instrument.

Instruments are licensed: what is kept is which one was used, and what came of it.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import AgencyClass, Member
from safetynet.db import Owned
from safetynet.vault import Category, Sealed, SealedCode


class Tool(StrEnum):
    """Which instrument, by its name alone (practice.md §1.1)."""

    CSE_IT = "cse_it"
    QYIT = "qyit"
    TVIT = "tvit"
    CSEC_SCREEN = "csec_screen"
    HTST = "htst"
    OWN = "own"
    """Our own list of signs from public sources: no instrument, and nobody has validated it."""
    OTHER = "other"


class Band(StrEnum):
    """How a result is read; instruments call theirs differently."""

    NONE = "none"
    POSSIBLE = "possible"
    CLEAR = "clear"
    NOT_SCORED = "not_scored"


class Setting(StrEnum):
    OFFICE = "office"
    SCHOOL = "school"
    CLINIC = "clinic"
    DETENTION = "detention"
    PLACEMENT = "placement"
    STREET = "street"
    TELEPHONE = "telephone"
    RECORDS = "records"
    OTHER = "other"


class Source(StrEnum):
    """On what it rests."""

    YOUTH = "youth"
    CAREGIVER = "caregiver"
    RECORDS = "records"
    STAFF = "staff"
    OBSERVED = "observed"
    OTHER = "other"


class Sign(StrEnum):
    """Signs that public sources name; none of them alone says anything."""

    MISSING = "missing"
    OLDER_COMPANION = "older_companion"
    UNEXPLAINED_THINGS = "unexplained_things"
    CONTROLLED = "controlled"
    COACHED = "coached"
    NO_DOCUMENTS = "no_documents"
    INJURIES = "injuries"
    MARKED = "marked"
    HOTELS = "hotels"
    ADVERTISED = "advertised"
    SECOND_PHONE = "second_phone"
    OUT_OF_SCHOOL = "out_of_school"
    DEBT = "debt"
    AFRAID = "afraid"


_KIND_OF = {
    AgencyClass.HEALTH: Category.HEALTH,
    AgencyClass.SUBSTANCE_USE: Category.SUBSTANCE_USE,
    AgencyClass.EDUCATION: Category.EDUCATION,
    AgencyClass.PROBATION: Category.JUVENILE_COURT,
    AgencyClass.CHILD_WELFARE: Category.CHILD_WELFARE,
}
RESULTS_ARE = frozenset({*_KIND_OF.values(), Category.EXPLOITATION_ACCOUNT})


def kind_of_results(kind: AgencyClass) -> Category:
    """Return of which kind an agency’s results are: of the law by which it keeps its files."""
    return _KIND_OF.get(kind, Category.EXPLOITATION_ACCOUNT)


class ScreeningResult(Owned):
    """One screening and what came of it. This is not legal evidence that trafficking occurred."""

    __tablename__ = "screening_results"

    screened_on: Mapped[date]
    next_due_on: Mapped[date | None]
    tool: Mapped[SealedCode]
    tool_name: Mapped[Sealed | None]
    """Where it is none of those that we know."""
    tool_version: Mapped[Sealed | None]
    screener: Mapped[Sealed]
    """Who asked; that may be somebody without an account."""
    setting: Mapped[SealedCode | None]
    sources: Mapped[SealedCode | None]
    """Codes, joined by commas; so are the signs."""
    signs: Mapped[SealedCode | None]
    band: Mapped[SealedCode]
    totals: Mapped[Sealed | None]
    """A line for each group of the instrument, with its total."""
    overridden: Mapped[SealedCode | None]
    """The band that the screener holds for right, in the place of the computed one."""
    override_reason: Mapped[Sealed | None]
    told_to: Mapped[Sealed | None]
    """Whom the result was told to."""
    author_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))

    @property
    def stands_for(self) -> str:
        """The band that counts: the screener's own, where there is one."""
        return self.overridden or self.band

    def is_due_on(self, day: date) -> bool:
        return self.next_due_on is not None and self.next_due_on <= day
