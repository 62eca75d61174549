"""What is offered, by whom and to whom: public facts, and so readable and sortable."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency
from safetynet.db import Model, Plain, PlainCodes
from safetynet.vault import Category

OPENINGS_GROW_OLD = 14
"""Days after which a number of openings is an old number (practice.md §9 has no rule; ours)."""


class ServiceType(StrEnum):
    """practice.md §9, service types."""

    CRISIS_INTERVENTION = "crisis_intervention"
    SAFETY_PLANNING = "safety_planning"
    SHELTER = "shelter"
    SPECIALISED_PLACEMENT = "specialised_placement"
    ADVOCACY = "advocacy"
    FORENSIC_EXAM = "forensic_exam"
    MEDICAL = "medical"
    REPRODUCTIVE_HEALTH = "reproductive_health"
    PREGNANCY_PARENTING = "pregnancy_parenting"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCE_USE = "substance_use"
    EDUCATION = "education"
    EMPLOYMENT = "employment"
    LEGAL_CRIMINAL = "legal_criminal"
    LEGAL_CIVIL = "legal_civil"
    LEGAL_IMMIGRATION = "legal_immigration"
    BASIC_NEEDS = "basic_needs"
    TRANSPORT = "transport"
    FAMILY_SUPPORT = "family_support"
    MENTORING = "mentoring"
    LIFE_SKILLS = "life_skills"
    VICTIM_COMPENSATION = "victim_compensation"
    TATTOO_REMOVAL = "tattoo_removal"


TELLING = {
    ServiceType.SUBSTANCE_USE: Category.SUBSTANCE_USE,
    ServiceType.REPRODUCTIVE_HEALTH: Category.REPRODUCTIVE_HIV,
    ServiceType.PREGNANCY_PARENTING: Category.REPRODUCTIVE_HIV,
    ServiceType.MENTAL_HEALTH: Category.MENTAL_HEALTH,
    ServiceType.LEGAL_IMMIGRATION: Category.LEGAL_ADVICE,
}
"""Services whose name alone tells what the law keeps apart (CR-10, CR-11): who goes there is
content of that category, and crosses only by a release that names it. The strictest comes first."""


class Organization(Model):
    """Somebody who offers services; perhaps an agency that signs in here, perhaps not."""

    __tablename__ = "organizations"

    name: Mapped[Plain]
    website: Mapped[Plain | None]
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey(Agency.id), unique=True)
    agency: Mapped[Agency | None] = relationship()
    source_key: Mapped[Plain | None] = mapped_column(unique=True)
    """The id in the file it was imported from, so that a second import brings it up to date."""


class Service(Model):
    """One thing that is offered, as it would be told to anybody who asks."""

    __tablename__ = "services"

    organization_id: Mapped[UUID] = mapped_column(ForeignKey(Organization.id), index=True)
    organization: Mapped[Organization] = relationship()
    name: Mapped[Plain]
    description: Mapped[Plain | None]
    types: Mapped[PlainCodes]
    languages: Mapped[PlainCodes]
    """ISO 639-1 codes."""
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    phone: Mapped[Plain | None]
    location_note: Mapped[Plain | None]
    is_confidential: Mapped[bool] = mapped_column(default=False)
    """Where it is must not be known; then no address is held here at all."""
    takes_referrals: Mapped[bool] = mapped_column(default=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    openings: Mapped[int | None]
    openings_confirmed_on: Mapped[date | None]
    source_key: Mapped[Plain | None] = mapped_column(unique=True)

    @property
    def kinds(self) -> list[ServiceType]:
        return [ServiceType(code) for code in self.types]

    @property
    def tells(self) -> Category | None:
        """Return the category that a mere visit here would give away, or None."""
        return next((category for kind, category in TELLING.items() if kind in self.kinds), None)

    def keep_place_secret(self) -> None:
        """Forget where it is; a confidential place has no address in any database (CR-21)."""
        if self.is_confidential:
            self.location_note = None

    def confirm_openings(self, day: date, openings: int | None = None) -> None:
        """Say that the number is right today; `openings` says that it became another."""
        self.openings = self.openings if openings is None else openings
        self.openings_confirmed_on = day

    def has_old_openings(self, day: date) -> bool:
        confirmed = self.openings_confirmed_on
        return confirmed is None or (day - confirmed).days > OPENINGS_GROW_OLD
