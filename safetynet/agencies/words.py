"""How pages say what agencies and people are."""

from flask_babel import lazy_gettext as _l

from safetynet.access import Role

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
