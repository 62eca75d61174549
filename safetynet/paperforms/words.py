"""How pages say what became of a paper form."""

from flask_babel import lazy_gettext as _l

from safetynet.paperforms.models import PaperState

STATE_WORDS = {
    PaperState.OUT: _l("Out"),
    PaperState.TYPED_IN: _l("Typed in"),
    PaperState.LOST: _l("Lost"),
}
STATE_LOOKS = {
    PaperState.OUT: "waiting",
    PaperState.TYPED_IN: "done",
    PaperState.LOST: "quiet",
}
