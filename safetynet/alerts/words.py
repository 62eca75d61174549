"""How pages say of what kind an alert is."""

from flask_babel import lazy_gettext as _l

from safetynet.alerts.models import AlertKind

ALERT_WORDS = {
    AlertKind.NOT_ALONE: _l("Do not go alone"),
    AlertKind.WEAPONS: _l("Weapons"),
    AlertKind.VIOLENCE: _l("Threats or violence"),
    AlertKind.TRACKED: _l("Phone or car is tracked"),
    AlertKind.SELF_HARM: _l("May harm herself or himself"),
    AlertKind.OTHER: _l("Another danger"),
}
