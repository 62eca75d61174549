"""How pages say what state a case is in."""

from flask_babel import lazy_gettext as _l

from safetynet.cases.models import CaseStatus, ClosingKind

STATUS_WORDS = {
    CaseStatus.OPEN: _l("Open"),
    CaseStatus.WATCH: _l("On watch"),
    CaseStatus.CLOSED: _l("Closed"),
}
STATUS_LOOK = {
    CaseStatus.OPEN: "open",
    CaseStatus.WATCH: "waiting",
    CaseStatus.CLOSED: "quiet",
}
"""The look of the tag; the word carries the meaning."""

CLOSING_WORDS = {
    ClosingKind.SAFE_AND_STABLE: _l("Safe and stable"),
    ClosingKind.MOVED_AWAY: _l("Moved away"),
    ClosingKind.TRANSFERRED: _l("Transferred to another county or team"),
    ClosingKind.DECLINED: _l("The young person declined for now"),
    ClosingKind.LOST_CONTACT: _l("Contact was lost"),
    ClosingKind.ADULT_SERVICES: _l("Continues with adult services"),
    ClosingKind.OPENED_IN_ERROR: _l("Opened in error"),
}
