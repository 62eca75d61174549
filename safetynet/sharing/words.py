"""How pages say what kinds of content there are."""

from flask_babel import lazy_gettext as _l

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
    Category.PROGRAMME: _l("Taking part in a programme"),
    Category.RESEARCH: _l("Research for a review"),
    Category.PRIVILEGED: _l("Privileged"),
    Category.TEAM_DISCUSSION: _l("The team's own words"),
    Category.FILE: _l("Files"),
    Category.OFFICE: _l("Office"),
}
"""The categories of a release (practice.md §9), and our own."""
