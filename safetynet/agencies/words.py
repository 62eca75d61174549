"""How pages say what agencies and people are."""

from flask_babel import lazy_gettext as _l

from safetynet.access import Role
from safetynet.agencies.models import AgencyClass, PaperKind

ROLE_WORDS = {
    Role.ADVOCATE: _l("advocate"),
    Role.PROVIDER: _l("service provider"),
    Role.PROBATION: _l("probation officer"),
    Role.CHILD_WELFARE: _l("child welfare worker"),
    Role.COORDINATOR: _l("coordinator"),
    Role.PROSECUTOR: _l("prosecutor"),
    Role.COUNSEL: _l("counsel"),
    Role.LAW_ENFORCEMENT: _l("law enforcement"),
    Role.SUPERVISOR: _l("supervisor"),
    Role.PRIVACY_OFFICER: _l("privacy officer"),
    Role.ANALYST: _l("analyst"),
    Role.OBSERVER: _l("observer"),
    Role.ADMINISTRATOR: _l("administrator"),
}

AGENCY_CLASS_WORDS = {
    AgencyClass.VICTIM_SERVICES: _l("Victim services (VAWA, VOCA or FVPSA)"),
    AgencyClass.HEALTH: _l("Health or mental health"),
    AgencyClass.SUBSTANCE_USE: _l("Substance use treatment"),
    AgencyClass.EDUCATION: _l("School"),
    AgencyClass.LAW_ENFORCEMENT: _l("Law enforcement"),
    AgencyClass.PROSECUTION: _l("Prosecution"),
    AgencyClass.PROBATION: _l("Probation or court"),
    AgencyClass.CHILD_WELFARE: _l("Child welfare"),
    AgencyClass.DEFENCE: _l("Defence or youth’s counsel"),
    AgencyClass.COORDINATING: _l("Coordinating office"),
    AgencyClass.OTHER: _l("Other"),
    AgencyClass.ELSEWHERE: _l(
        "In another county: no accounts, told on paper or in a sealed packet"
    ),
}

PAPER_WORDS = {
    PaperKind.AGREEMENT: _l("Confidentiality agreement"),
    PaperKind.TRAINING: _l("Training"),
    PaperKind.MEMORANDUM: _l("Memorandum of understanding"),
}
