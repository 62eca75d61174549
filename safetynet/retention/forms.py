from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange

from safetynet import clock
from safetynet.cases.forms import NumberForm
from safetynet.forms import DayField, EditForm, Form, OneOf, OneOfRadio, not_ahead
from safetynet.retention.classes import Action, Start
from safetynet.retention.due import years_after
from safetynet.retention.models import OrderBasis
from safetynet.retention.words import ACTION_WORDS, ORDER_WORDS, START_WORDS
from safetynet.vault import Category

REASON = 2000
FARTHEST = 5
"""Years; a postponement is not for ever, and can be given again."""
MOST_YEARS = 50

_CHOOSE = InputRequired(_l("Choose"))


class ScheduleForm(Form):
    years = IntegerField(
        _l("Years"),
        [
            InputRequired(_l("Enter a number of years")),
            NumberRange(1, MOST_YEARS, _l("Enter a number from 1 to 50")),
        ],
    )
    start = OneOf(_l("Counted from"), Start, START_WORDS, validators=[_CHOOSE])
    action = OneOfRadio(_l("What then happens"), Action, ACTION_WORDS, validators=[_CHOOSE])
    authority = StringField(
        _l("Law or policy"),
        [InputRequired(_l("Name the law or policy")), Length(max=200)],
        description=_l("Everybody can read this. Name no person."),
    )
    since = DayField(_l("From which day on"), [InputRequired(_l("Enter a day"))])

    def validate_since(self, field: DayField) -> None:
        """What held in the past is on record, and stays as it was."""
        if field.data and field.data < clock.today():
            raise ValidationError(_("Enter today or a later day"))


class PostponementForm(EditForm):
    DRAFTS = Category.OFFICE

    until = DayField(_l("Keep until"), [InputRequired(_l("Enter a day"))])
    reason = TextAreaField(
        _l("Reason"),
        [InputRequired(_l("Write one sentence on why the records are kept")), Length(max=REASON)],
        description=_l("Only your agency’s supervisors read this."),
    )

    def validate_until(self, field: DayField) -> None:
        """A day ahead, and within five years."""
        today: date = clock.today()
        if field.data and not today < field.data <= years_after(today, FARTHEST):
            raise ValidationError(_("Enter a day within the next five years"))


class HoldForm(NumberForm):
    DRAFTS = Category.OFFICE

    reason = TextAreaField(
        _l("Reason"),
        [InputRequired(_l("Write what asks for the records")), Length(max=REASON)],
        description=_l("A subpoena, a court, a duty to preserve. Only privacy officers read this."),
    )


class LiftingForm(EditForm):
    DRAFTS = Category.OFFICE

    reason = TextAreaField(
        _l("Why it is lifted"),
        [InputRequired(_l("Write why the hold is lifted")), Length(max=REASON)],
        description=_l("Only privacy officers read this."),
    )


class OrderForm(NumberForm):
    DRAFTS = Category.OFFICE

    basis = OneOf(
        _l("What was ordered"),
        OrderBasis,
        ORDER_WORDS,
        blank=_l("Choose"),
        validators=[_CHOOSE],
    )
    ordered_on = DayField(_l("Day of the order"), [InputRequired(_l("Enter a day")), not_ahead])
