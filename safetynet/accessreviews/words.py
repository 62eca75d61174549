"""How pages say what became of a read that nothing explained."""

from flask_babel import lazy_gettext as _l

from safetynet.accessreviews.models import Verdict

VERDICT_WORDS = {
    Verdict.EXPLAINED: _l("Explained"),
    Verdict.SPOKEN_WITH: _l("Spoke with the person"),
    Verdict.REPORTED: _l("Reported to the privacy officer"),
}

VERDICT_CHOICES = {
    Verdict.EXPLAINED: _l("It is explained; I say how below"),
    Verdict.SPOKEN_WITH: _l("I spoke with the person"),
    Verdict.REPORTED: _l("Report it to the privacy officer"),
}
