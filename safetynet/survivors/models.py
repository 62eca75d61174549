"""Who a young person is: the only tables that know a name."""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Agency, Member
from safetynet.db import Model, Owned
from safetynet.vault import Category, Sealed, SealedCode
from safetynet.vault.columns import lazy_attributes

DIALED = re.compile(r"[\d+()./\s-]*")
"""What a telephone dials; what follows is for the person who calls."""

SPLIT = "\x1f"
"""Parts the parts of a name in one envelope; three seals would cost 2.5 times as much."""


class Survivor(Model):
    """Somebody whom a referral brought; nothing but an id. Minted by the referring agency."""

    __tablename__ = "survivors"

    minted_by_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)


class NameKind(StrEnum):
    LEGAL = "legal"
    ALIAS = "alias"
    STREET = "street"
    SPELLING = "spelling"
    CODE = "code"
    """No name at all: the word by which a coded referral is known to its own agency."""


class Name(Owned):
    """One of several names; agencies search with all of them."""

    __tablename__ = "names"
    CATEGORY = Category.IDENTITY

    kind: Mapped[NameKind] = mapped_column(default=NameKind.LEGAL)
    parts: Mapped[Sealed]
    """first, middle, last; use the properties."""

    @staticmethod
    def joined(first: str, middle: str = "", last: str = "") -> str:
        """Return the parts as they are sealed."""
        return SPLIT.join(part.replace(SPLIT, " ").strip() for part in (first, middle, last))

    @property
    def first(self) -> str:
        return self._part(0)

    @property
    def middle(self) -> str:
        return self._part(1)

    @property
    def last(self) -> str:
        return self._part(2)

    @property
    def display(self) -> str:
        """First, middle and last in reading order."""
        return " ".join(part for part in (self.parts or "").split(SPLIT) if part)

    def _part(self, place: int) -> str:
        parts = (self.parts or "").split(SPLIT)
        return parts[place] if place < len(parts) else ""


class BirthDate(Owned):
    """One of several dates of birth that somebody gave."""

    __tablename__ = "birth_dates"
    CATEGORY = Category.IDENTITY

    iso: Mapped[SealedCode]
    is_estimated: Mapped[bool] = mapped_column(default=False)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.iso)

    def age_on(self, day: date) -> int:
        """Return whole years; somebody born on 29 February is a year older on 1 March."""
        born = self.day
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class ParticularKind(StrEnum):
    GENDER = "gender"
    PRONOUNS = "pronouns"
    ETHNICITY = "ethnicity"
    LANGUAGE = "language"
    DISABILITY = "disability"
    TRIBAL = "tribal"
    PARENTING = "parenting"
    REFERENCE = "reference"
    """The referring agency's own number."""


class Particular(Owned):
    """One thing about who she is, in the words of whoever wrote it."""

    __tablename__ = "particulars"
    CATEGORY = Category.IDENTITY

    kind: Mapped[ParticularKind]
    text: Mapped[Sealed]


class ContactKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    SOCIAL = "social"
    OTHER = "other"


class PersonTie(StrEnum):
    """Who somebody is through whom she is reached."""

    GUARDIAN = "guardian"
    HOUSEHOLD = "household"
    OTHER = "other"


class SafeContact(Owned):
    """How she may be reached without harm; opening it is a recorded act (CR-20)."""

    __tablename__ = "safe_contacts"
    CATEGORY = Category.SAFE_CONTACT

    kind: Mapped[ContactKind] = mapped_column(default=ContactKind.PHONE)
    value: Mapped[Sealed | None]
    """None where nobody may use it: "do not contact" removes the number."""
    person: Mapped[Sealed | None]
    """Who answers there, where it is not the young person."""
    tie: Mapped[PersonTie | None]
    may_call: Mapped[bool] = mapped_column(default=False)
    may_text: Mapped[bool] = mapped_column(default=False)
    may_leave_message: Mapped[bool] = mapped_column(default=False)
    best_times: Mapped[Sealed | None]
    say: Mapped[Sealed | None]
    """The code phrase, or who to say is calling."""
    not_to_know: Mapped[Sealed | None]
    """Who must not learn of the contact."""
    is_monitored: Mapped[bool] = mapped_column(default=False)
    do_not_contact: Mapped[bool] = mapped_column(default=False)
    confirmed_on: Mapped[date | None]

    @property
    def has_number(self) -> bool:
        """Say whether there is one, without opening it."""
        return lazy_attributes(SafeContact)["value"].stored(self) is not None

    @property
    def number(self) -> str | None:
        """How to reach her, unless nobody may: the one way in which pages and papers ask."""
        return None if self.do_not_contact else self.value

    @property
    def dialed(self) -> str:
        """The number as a telephone takes it."""
        number = DIALED.match(self.number or "")
        return re.sub(r"[^\d+]", "", number[0]) if number else ""

    def is_stale(self, day: date) -> bool:
        """Older than 30 days, or never confirmed: ask again first (screens.md)."""
        return self.confirmed_on is None or (day - self.confirmed_on).days > 30  # noqa: PLR2004


class StillSafe(StrEnum):
    """What whoever opens a number says to “still safe?”, each time (CR-20)."""

    YOUTH = "youth"
    LAST_SEEN = "last_seen"
    NOT_ASKED = "not_asked"
    URGENT = "urgent"
    """Nobody could be asked, and waiting is the greater danger."""
    NO = "no"


class AttemptOutcome(StrEnum):
    REACHED = "reached"
    MESSAGE_LEFT = "message_left"
    NOT_REACHED = "not_reached"
    WRONG_PERSON = "wrong_person"
    NOT_SAFE = "not_safe"


SHOWN_FOR = timedelta(minutes=30)
"""How long a number stays open on the page of one attempt."""


class ContactAttempt(Owned):
    """Once that somebody opened a number: what she was told before, and what came of it.

    It names the contact by its id alone: that may be another agency's, and be destroyed before.
    """

    __tablename__ = "contact_attempts"
    CATEGORY = Category.SAFE_CONTACT

    contact_id: Mapped[UUID] = mapped_column(index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id), index=True)
    still_safe: Mapped[StillSafe]
    outcome: Mapped[AttemptOutcome | None]
    ended_at: Mapped[datetime | None]
    text: Mapped[Sealed | None]

    def shows_number(self, now: datetime) -> bool:
        return self.outcome is None and now - self.created_at < SHOWN_FOR


class Address(Owned):
    """Where she lives or stays."""

    __tablename__ = "addresses"
    CATEGORY = Category.LOCATION

    text: Mapped[Sealed]
    is_safe_at_home: Mapped[bool] = mapped_column(default=False)
    """The address is the Safe at Home programme's substitute (CR-21)."""
