"""How pages say what kinds of content there are."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from safetynet.sharing.answering import Why
from safetynet.sharing.barrier_models import MatterKind
from safetynet.sharing.models import How, Signer
from safetynet.sharing.signing import Wrong
from safetynet.vault import Category

CATEGORY_WORDS = {
    Category.IDENTITY: _l("Name and identity"),
    Category.SAFE_CONTACT: _l("Safe contact"),
    Category.LOCATION: _l("Where she or he stays"),
    Category.SAFETY_RISK: _l("Safety and risk"),
    Category.EXPLOITATION_ACCOUNT: _l("Account of exploitation"),
    Category.PERSONS_OF_CONCERN: _l("Persons of concern"),
    Category.REFERRAL_NARRATIVE: _l("Referral narrative"),
    Category.PLAN: _l("Plan"),
    Category.LINKAGE: _l("Services and linkages"),
    Category.HEALTH: _l("Health"),
    Category.MENTAL_HEALTH: _l("Mental health"),
    Category.SUBSTANCE_USE: _l("Substance use"),
    Category.REPRODUCTIVE_HIV: _l("Reproductive health and HIV"),
    Category.EDUCATION: _l("Education"),
    Category.JUVENILE_COURT: _l("Juvenile court and probation"),
    Category.CHILD_WELFARE: _l("Child welfare"),
    Category.LEGAL_ADVICE: _l("Legal advice"),
    Category.PROGRAMME: _l("Taking part in a program"),
    Category.RESEARCH: _l("Research for a review"),
    Category.PRIVILEGED: _l("Privileged"),
    Category.TEAM_DISCUSSION: _l("The team's own words"),
    Category.FILE: _l("Files"),
    Category.OFFICE: _l("Office"),
}
"""The categories of a release (practice.md §9), and our own."""


def kinds_said(categories: Iterable[Category]) -> str:
    """Return kinds of content as they stand within a sentence."""
    words = (str(CATEGORY_WORDS[category]) for category in categories)
    return ", ".join(word[:1].lower() + word[1:] for word in words)


WHY_NOT_WORDS = {
    Why.ROLE: _l("Your role reads no content, whatever is signed."),
    Why.PRIVILEGED: _l("What a counselor was told never leaves %(owner)s, whatever is signed."),
    Why.OFFICE: _l("The own business of %(owner)s."),
    Why.MATTER: _l(
        "Your agency prosecutes or investigates an open matter of this young person: it sees what "
        "it contributed. A release would open more, which the young person signs with %(owner)s; "
        "or a court’s order."
    ),
    Why.TEAM: _l(
        "The team’s own words are read around the table; the coordinator gives an agency its seat."
    ),
    Why.COVERED: _l(
        "%(owner)s is a victim services agency: no membership opens anything of it. A release "
        "would, which the young person signs with %(owner)s."
    ),
    Why.KIND: _l(
        "The law on review teams does not carry this. A release that names it would, which the "
        "young person signs with %(owner)s."
    ),
    Why.APART: _l(
        "The law on review teams carries this between agencies at one table, and %(owner)s and "
        "yours are not both at it. The coordinator gives seats; or a release would open it, which "
        "the young person signs with %(owner)s."
    ),
}
"""Why content of an agency is closed, what would open it, and who could sign; `owner` is its name.
"""

HOW_WORDS = {
    How.APP: _l("Shown here, in the system"),
    How.VERBAL: _l("Told in person or by phone"),
    How.WRITTEN: _l("In writing"),
}

SIGNER_WORDS = {
    Signer.YOUTH: _l("The young person"),
    Signer.GUARDIAN: _l("A parent or guardian"),
    Signer.YOUTH_ALONE: _l("The young person alone, because the law allows it for this service"),
}

WARNINGS = {
    Category.SUBSTANCE_USE: _l(
        "Substance use records are under federal rules (42 CFR Part 2): the recipient may not pass "
        "them on, and counseling notes need a consent of their own."
    ),
    Category.MENTAL_HEALTH: _l(
        "Notes of psychotherapy are not part of this; they need a consent of their own (HIPAA)."
    ),
    Category.REPRODUCTIVE_HIV: _l(
        "Reproductive health and HIV: minors decide on these alone, and nobody tells a guardian."
    ),
    Category.EDUCATION: _l(
        "School records: FERPA asks for the parent’s consent too, or the student’s from 18."
    ),
    Category.JUVENILE_COURT: _l(
        "A juvenile case file may be inspected by those named in WIC 827; copies need the court."
    ),
    Category.LEGAL_ADVICE: _l("Legal advice shared with others may lose its protection in court."),
}
"""What is said beside a kind of content that has a law of its own (CR-10, CR-11, CR-18)."""

WRONG_WORDS = {
    Wrong.NOTHING_SHARED: _l("Choose what may be shared"),
    Wrong.NEVER_SHARED: _l("One of these is never shared by a release"),
    Wrong.NO_WAY: _l("Choose how it may be shared"),
    Wrong.NO_PURPOSE: _l("Write what the sharing is for"),
    Wrong.NO_LIMIT: _l("Write what stays with your agency"),
    Wrong.NO_RISKS: _l("Write what you talked about"),
    Wrong.NO_NAMES: _l("Enter the names as signed"),
    Wrong.NOT_TOLD: _l("Say this first; nobody signs without knowing it"),
    Wrong.NOT_SIGNED: _l("Enter the day of signing"),
    Wrong.NOT_YET: _l("That day has not come yet"),
    Wrong.NO_START: _l("Enter the first day"),
    Wrong.STARTS_FIRST: _l("It cannot start before it was signed"),
    Wrong.NO_END: _l("Enter the last day; every release ends"),
    Wrong.ENDS_FIRST: _l("The end lies after the start"),
    Wrong.TOO_LONG: _l("A release holds for a year at most; sign a new one then"),
    Wrong.NOBODY: _l("Choose who signs"),
    Wrong.YOUTH: _l("A guardian never signs without the young person"),
    Wrong.GUARDIAN: _l(
        "Under 18 a parent or guardian signs too, unless the law lets the young person sign alone"
    ),
    Wrong.BOTH_WAYS: _l("Alone means alone: no guardian is asked or told"),
    Wrong.NOT_A_MINOR: _l("From 18 on the young person signs, and nobody else"),
    Wrong.NO_LAW: _l("Name the service and the law that lets the young person sign alone"),
    Wrong.UNSAFE: _l("Whoever is said to have harmed or exploited them can never sign"),
    Wrong.OF_CONCERN: _l(
        "Somebody named here is recorded as a person of concern, and can never sign. Talk with the "
        "young person alone about who is safe."
    ),
}
"""What is wrong with a release, said at the field where it can be mended."""

MATTER_WORDS = {
    MatterKind.CHARGED: _l("Charged"),
    MatterKind.VICTIM_WITNESS: _l("Victim or witness"),
}
