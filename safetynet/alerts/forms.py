from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from safetynet import clock
from safetynet.alerts.models import LONGEST_DAYS, AlertKind
from safetynet.alerts.words import ALERT_WORDS
from safetynet.forms import DayField, EditForm, Form, OneOf
from safetynet.vault import Category


def _in_a_month() -> date:
    return clock.today() + timedelta(days=30)


def _within_half_a_year(_form: Form, field: Any) -> None:
    if not field.data:
        return
    if field.data <= clock.today():
        raise ValidationError(_("Choose a day to come"))
    if field.data > clock.today() + timedelta(days=LONGEST_DAYS):
        raise ValidationError(_("Choose a day within half a year"))


def _review_on() -> Any:
    return DayField(
        _l("Look at it again on"),
        [InputRequired(_l("Choose a day")), _within_half_a_year],
        default=_in_a_month,
        description=_l("Within half a year. It stays until two people remove it."),
    )


class AlertForm(Form):
    DRAFTS = Category.SAFETY_RISK

    kind = OneOf(
        _l("What kind of danger"),
        AlertKind,
        ALERT_WORDS,
        blank=_l("Choose"),
        validators=[InputRequired(_l("Choose what kind of danger it is"))],
    )
    text = TextAreaField(
        _l("What everybody must know, and do"),
        [InputRequired(_l("Say what everybody must know")), Length(max=1000)],
        description=_l(
            "In a sentence or two. It stands at the top of the case file, in the review and in the "
            "packet, for whoever may see content on safety."
        ),
    )
    review_on = _review_on()


class LookAgainForm(EditForm):
    review_on = _review_on()


class RemovalForm(EditForm):
    DRAFTS = Category.SAFETY_RISK

    removal_reason = TextAreaField(
        _l("Why it is over"), [InputRequired(_l("Say why it is over")), Length(max=1000)]
    )


class ToldForm(Form):
    person = StringField(
        _l("Who was told, if not you yourself"),
        [Optional(), Length(max=120)],
        description=_l("Name and agency. Leave it empty to say that you know of it."),
    )
