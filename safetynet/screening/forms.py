from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from safetynet.forms import EditForm, OneOfRadio
from safetynet.screening.models import MatchState
from safetynet.screening.words import DECISION_WORDS
from safetynet.vault import Category

LONG = 2000


class DecisionForm(EditForm):
    """What whoever looked found out."""

    DRAFTS = Category.OFFICE

    decision = OneOfRadio(
        _l("What you found out"),
        MatchState,
        DECISION_WORDS,
        validators=[InputRequired(_l("Choose"))],
    )
    reason = TextAreaField(
        _l("How you know"),
        [InputRequired(_l("Write whom you asked and how you know")), Length(max=LONG)],
        description=_l("Only those who decide about matches where you work read this."),
    )
