from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp

from safetynet.cases.models import ClosingKind
from safetynet.cases.words import CLOSING_WORDS
from safetynet.forms import EditForm, Form, OneOfRadio, an_id
from safetynet.vault import Category

REASON = 2000
"""Characters; a closing reason is a paragraph, not a report."""


class NumberForm(Form):
    """Asks for a number and takes nothing else, so that no name gets into an address."""

    number = StringField(
        _l("Case number"),
        [
            InputRequired(_l("Enter a case number")),
            Regexp(r"SN-\d{4}-\d{1,6}\Z", message=_l("Enter a case number, such as SN-2026-014")),
        ],
        filters=(lambda text: text.upper() if text else text,),
        description=_l("Such as SN-2026-014."),
    )


class SeatForm(Form):
    """Which agency comes to the table; the view fills in those that are not there yet."""

    agency = SelectField(_l("Agency"), [InputRequired(_l("Choose an agency"))], coerce=an_id)


class ClosingForm(EditForm):
    DRAFTS = Category.TEAM_DISCUSSION

    kind = OneOfRadio(
        _l("How does it end?"), ClosingKind, CLOSING_WORDS, validators=[InputRequired(_l("Choose"))]
    )
    reason = TextAreaField(
        _l("Reason"),
        [InputRequired(_l("Write one sentence on why the case closes")), Length(max=REASON)],
        description=_l("The team reads this. Facts from one agency stay out unless she agreed."),
    )


class ReopeningForm(EditForm):
    DRAFTS = Category.TEAM_DISCUSSION

    reason = TextAreaField(
        _l("Reason"),
        [InputRequired(_l("Write one sentence on why the case opens again")), Length(max=REASON)],
        description=_l("The team reads this."),
    )
