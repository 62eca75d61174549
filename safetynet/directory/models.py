"""What is offered, by whom, where and to whom: public facts, and so readable and sortable."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import (
    Dialect,
    ForeignKey,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from safetynet.agencies import Agency, Member
from safetynet.db import Model, Plain, PlainCodes
from safetynet.db.model import PlainText
from safetynet.directory.codes import TELLING, Gender, ServiceType, Unlisted
from safetynet.directory.phones import Phone
from safetynet.directory.texts import joined
from safetynet.vault import Category

OPENINGS_GROW_OLD = 14
"""Days after which a number of openings is an old number (practice.md §9 has no rule; ours)."""
CONFIRMED_EVERY = 7
"""Days after which whoever offers it is asked again how much room there is."""


_ORDER = ("sort_name", "id")
_ASKED = ("age_from", "age_to", "open_slots")


class Lines(PlainText):
    """A list of short texts, one a line; an empty one is NULL, as in rows from before it was."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return "\n".join(value) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return value.split("\n") if value else None


PlainLines = Annotated[list[str], mapped_column(Lines())]


def lines_or_none(value: Sequence[str] | None) -> list[str] | None:
    """Return what a column of lines holds: each on one line, and None for nothing."""
    return [" ".join(text.split("\n")) for text in value or () if text] or None


class Organization(Model):
    """Somebody who offers services; perhaps an agency that signs in here, perhaps not."""

    __tablename__ = "organizations"

    name: Mapped[Plain]
    alternate_name: Mapped[Plain | None]
    description: Mapped[Plain | None]
    email: Mapped[Plain | None]
    website: Mapped[Plain | None]
    phones: Mapped[PlainLines | None]
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey(Agency.id), unique=True)
    agency: Mapped[Agency | None] = relationship()
    unlisted: Mapped[Unlisted | None]
    """Why nothing of it is for the public; its services are then unlisted too."""
    source_key: Mapped[Plain | None] = mapped_column(unique=True)
    """The id in the file it was imported from, so that a second import brings it up to date."""

    @validates("phones")
    def _keep_lines(self, _name: str, value: Sequence[str] | None) -> list[str] | None:
        return lines_or_none(value)


class Place(Model):
    """Where an organization may be found. A confidential place has no row at all (CR-21)."""

    __tablename__ = "places"

    organization_id: Mapped[UUID] = mapped_column(ForeignKey(Organization.id), index=True)
    organization: Mapped[Organization] = relationship()
    name: Mapped[Plain | None]
    alternate_name: Mapped[Plain | None]
    description: Mapped[Plain | None]
    address_1: Mapped[Plain | None]
    address_2: Mapped[Plain | None]
    city: Mapped[Plain | None]
    county: Mapped[Plain | None]
    state: Mapped[Plain | None]
    postal_code: Mapped[Plain | None]
    country: Mapped[Plain | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    transport: Mapped[Plain | None]
    access: Mapped[Plain | None]
    phones: Mapped[PlainLines | None]
    hours: Mapped[PlainLines | None]
    is_postal: Mapped[bool] = mapped_column(default=False)
    """Letters reach it there; nobody is sent there."""
    source_key: Mapped[Plain | None] = mapped_column(unique=True)

    @validates("phones", "hours")
    def _keep_lines(self, _name: str, value: Sequence[str] | None) -> list[str] | None:
        return lines_or_none(value)

    @property
    def told(self) -> list[Phone]:
        return [Phone.of(code) for code in self.phones or ()]

    @property
    def near(self) -> str:
        """Return what somebody would say who looks for something nearby."""
        return joined(self.city, self.county, self.state, self.postal_code)


class Service(Model):
    """One thing that is offered, as it would be told to anybody who asks."""

    __tablename__ = "services"
    IN_PASSING = frozenset({"sort_name", "facts", "search_text", "open_slots"})
    __table_args__ = (
        # All that a search asks stands in an index, in the order in which it answers: a short one
        # for facts, which most searches ask, and a longer one for words.
        Index("ix_services_facts", "is_active", *_ORDER, "facts", *_ASKED),
        Index("ix_services_words", *_ORDER, "search_text", "facts", *_ASKED, "is_active"),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey(Organization.id), index=True)
    organization: Mapped[Organization] = relationship()
    name: Mapped[Plain]
    alternate_name: Mapped[Plain | None]
    description: Mapped[Plain | None]
    website: Mapped[Plain | None]
    email: Mapped[Plain | None]
    types: Mapped[PlainCodes]
    terms: Mapped[PlainLines | None]
    """What the sender's taxonomy calls it."""
    languages: Mapped[PlainCodes]
    """ISO 639-1 codes."""
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    genders: Mapped[PlainLines | None]
    """Whom it takes; empty is everybody."""
    without_papers: Mapped[bool | None]
    """Whether it welcomes who has no papers; None says nothing."""
    eligibility: Mapped[Plain | None]
    application: Mapped[Plain | None]
    fees: Mapped[Plain | None]
    documents: Mapped[Plain | None]
    phone: Mapped[Plain | None]
    phones: Mapped[PlainLines | None]
    hours: Mapped[PlainLines | None]
    hours_note: Mapped[Plain | None]
    """The opening hours as its people write them."""
    areas: Mapped[PlainLines | None]
    """The towns and counties it serves."""
    location_note: Mapped[Plain | None]
    near: Mapped[Plain | None]
    """Towns, counties and postal codes of its places, by which it is found."""
    is_confidential: Mapped[bool] = mapped_column(default=False)
    """Where it is must not be known; then no address is held here at all."""
    takes_referrals: Mapped[bool] = mapped_column(default=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    unlisted: Mapped[Unlisted | None]
    """Why it is not listed; None while it is."""
    openings: Mapped[int | None]
    wait_days: Mapped[int | None]
    wait_note: Mapped[Plain | None]
    openings_confirmed_on: Mapped[date | None]
    openings_confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    openings_confirmed_by: Mapped[Member | None] = relationship()
    source_key: Mapped[Plain | None] = mapped_column(unique=True)

    offered_by: Mapped[Plain | None]
    """The organization's name when the line below was written."""
    sort_name: Mapped[Plain] = mapped_column(default="")
    facts: Mapped[Plain] = mapped_column(default="")
    search_text: Mapped[Plain] = mapped_column(default="")
    """Its facts as words, and the words by which it is found, see `finding`."""
    open_slots: Mapped[Plain] = mapped_column(default="")

    @validates("phones", "terms", "genders", "hours", "areas")
    def _keep_lines(self, _name: str, value: Sequence[str] | None) -> list[str] | None:
        return lines_or_none(value)

    @property
    def kinds(self) -> list[ServiceType]:
        return [ServiceType(code) for code in self.types]

    @property
    def is_listed(self) -> bool:
        return self.is_active and self.unlisted is None

    @property
    def is_for_anybody(self) -> bool:
        """Say what `queries.listed` asks, of a row with its organization."""
        return self.is_listed and self.organization.unlisted is None

    @property
    def taken(self) -> list[Gender]:
        return [Gender(code) for code in self.genders or ()]

    @property
    def told(self) -> list[Phone]:
        """Return every number of its own, the one to call first."""
        return [Phone.of(code) for code in self.phones or ()] or (
            [Phone(self.phone)] if self.phone else []
        )

    @property
    def tells(self) -> Category | None:
        """Return the category that a mere visit here would give away, or None."""
        return next((category for kind, category in TELLING.items() if kind in self.kinds), None)

    def refind(self) -> None:
        """Let what it is found by be written again, see `keeping_findable`."""
        self.offered_by = None

    def confirm_openings(
        self, day: date, openings: int | None = None, by: UUID | None = None
    ) -> None:
        """Say that the number is right today; `openings` says that it became another."""
        self.openings = self.openings if openings is None else openings
        self.openings_confirmed_on = day
        self.openings_confirmed_by_id = by

    def has_old_openings(self, day: date) -> bool:
        confirmed = self.openings_confirmed_on
        return confirmed is None or (day - confirmed).days > OPENINGS_GROW_OLD


class ServicePlace(Model):
    """A service is offered at a place."""

    __tablename__ = "service_places"
    __table_args__ = (UniqueConstraint("service_id", "place_id"),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey(Service.id), index=True)
    service: Mapped[Service] = relationship()
    place_id: Mapped[UUID] = mapped_column(ForeignKey(Place.id), index=True)
    place: Mapped[Place] = relationship()


class DirectoryMatch(Model):
    """What somebody said that the columns of a file are whose headings nobody knew.

    No heading is kept, nor anything below one: by mistake the file may be a list of people.
    """

    __tablename__ = "directory_matches"

    headings: Mapped[Plain] = mapped_column(index=True)
    """SHA-256 of the headings."""
    choices: Mapped[PlainCodes]
    """What a column is, by its place: "3 address_1"; no code where it is left out."""
