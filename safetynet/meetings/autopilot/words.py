"""How pages say why a case is kept off an agenda."""

from flask_babel import lazy_gettext as _l

from safetynet.meetings.autopilot.models import NotNow

NOT_NOW_WORDS = {
    NotNow.TALKED_THROUGH: _l("Talked through elsewhere"),
    NotNow.SOMETHING_FIRST: _l("Something has to come first"),
    NotNow.PRESENTER_AWAY: _l("Whoever presents it is away"),
    NotNow.NO_TIME: _l("No time this once"),
}
