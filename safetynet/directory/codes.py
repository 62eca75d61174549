"""The vocabularies of the directory."""

from enum import StrEnum

from safetynet.vault import Category


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


class Gender(StrEnum):
    """Whom a service takes, where it does not take everybody."""

    GIRLS = "girls"
    BOYS = "boys"
    DIVERSE = "diverse"


class Unlisted(StrEnum):
    """Why a service that a file brought is not for anybody to find."""

    INACTIVE = "inactive"
    EXCLUDED = "excluded"
    """Its sender keeps it out of what the public reads."""
    WITHDRAWN = "withdrawn"
    """Somebody here took it out."""


class Opening(StrEnum):
    """When somebody wants a service to be open."""

    NOW = "now"
    EVENINGS = "evenings"
    WEEKENDS = "weekends"
