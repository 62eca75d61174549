from flask_babel import lazy_gettext as _l

from safetynet.answers.finding import Word
from safetynet.answers.models import Purpose

PURPOSE_WORDS = {
    Purpose.REVIEW: _l("To prepare or hold a review"),
    Purpose.INTAKE: _l("To begin work with this young person"),
    Purpose.PLACEMENT: _l("To find a place to stay"),
    Purpose.SAFETY: _l("To keep this young person safe now"),
}
WORDS = {
    Word.YES: _l("Yes"),
    Word.NO: _l("No"),
    Word.NEEDS_RELEASE: _l("Needs a release"),
}
LOOKS = {Word.YES: "done", Word.NO: "quiet", Word.NEEDS_RELEASE: "waiting"}
