"""How pages speak of a county's laws: whom they let be told, what they ask for, how they stand."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from safetynet.sharing import DisclosureBasis
from safetynet.statutes.queries import Stage


class Use(StrEnum):
    USED = "used"
    NOT_USED = "not_used"


USE_WORDS = {
    Use.USED: _l("Yes, for these days and these kinds of content"),
    Use.NOT_USED: _l("No, nothing is told by it in this county"),
}

TO_WHOM_WORDS = {
    DisclosureBasis.TEAM_STATUTE: _l("The coordinating office"),
    DisclosureBasis.CHILD_STATUTE: _l(
        "An agency whose people take part in the exchange; with a referral, the coordinating office"
    ),
    DisclosureBasis.MANDATED_REPORT: _l(
        "Police, probation or child welfare; with a referral, the coordinating office"
    ),
    DisclosureBasis.CASE_FILE: _l("An agency that WIC 827 names"),
    DisclosureBasis.COURT_ORDER: _l("An agency that the order names"),
    DisclosureBasis.EMERGENCY: _l("An agency that can keep somebody alive"),
}

STAGE_WORDS = {
    Stage.WAITING: _l("Waits for a second person"),
    Stage.COMING: _l("Comes"),
    Stage.IN_FORCE: _l("Holds"),
    Stage.PAST: _l("Held before"),
    Stage.REFUSED: _l("Refused"),
}
STAGE_LOOKS = {Stage.WAITING: "waiting", Stage.COMING: "open", Stage.IN_FORCE: "done"}
