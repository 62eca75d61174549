from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField, TimeField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from safetynet import clock
from safetynet.events.models import MAY_LIE_AHEAD, OUTCOMES, EventKind, Outcome
from safetynet.events.words import EVENT_WORDS, OUTCOME_WORDS
from safetynet.forms import DayField, EditForm, Form, MomentField, OneOf
from safetynet.vault import Category


def _or_none(text: str | None) -> str | None:
    return text or None


class _What(Form):
    DRAFTS = Category.SAFETY_RISK

    kind_given: EventKind | None = None
    """Of what kind the event is; which answers fit depends on it."""

    day = DayField(_l("Day"), [InputRequired(_l("Enter the day"))], default=clock.today)
    at_time = TimeField(
        _l("Time"), [Optional()], description=_l("Needed for the clock when somebody is missing.")
    )
    outcome = OneOf(
        _l("What came of it"),
        Outcome,
        OUTCOME_WORDS,
        blank=_l("Not known, or not asked"),
        description=_l("For a hearing or an attempt to make contact."),
    )
    text = TextAreaField(
        _l("What others should know"), [Optional(), Length(max=5000)], filters=(_or_none,)
    )
    police_told_at = MomentField(_l("Law enforcement told"), [Optional()])
    report_number = StringField(
        _l("Report number"), [Optional(), Length(max=60)], filters=(_or_none,)
    )
    ncmec_told_at = MomentField(
        _l("National Center for Missing and Exploited Children told"), [Optional()]
    )

    def validate_day(self, field: Any) -> None:
        """Only what is scheduled can lie ahead."""
        ahead = field.data and field.data > clock.today()
        if ahead and self.kind_given and self.kind_given not in MAY_LIE_AHEAD:
            raise ValidationError(_("This day lies ahead. Enter when it happened"))

    def validate_outcome(self, field: Any) -> None:
        if self.kind_given and field.data and field.data not in OUTCOMES.get(self.kind_given, ()):
            raise ValidationError(_("This does not come of such an event. Choose another"))

    def validate_police_told_at(self, field: Any) -> None:
        self._only_for_missing(field)

    def validate_report_number(self, field: Any) -> None:
        self._only_for_missing(field)

    def validate_ncmec_told_at(self, field: Any) -> None:
        self._only_for_missing(field)

    def _only_for_missing(self, field: Any) -> None:
        if field.data and self.kind_given not in {EventKind.MISSING, None}:
            raise ValidationError(_("Fill this in only when somebody is missing"))


class EventForm(_What):
    kind = OneOf(
        _l("What happened, or will happen"),
        EventKind,
        EVENT_WORDS,
        blank=_l("Choose"),
        validators=[InputRequired(_l("Choose what happened"))],
        description=_l("Decides who may see it. It cannot be changed later."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        self.kind_given = self.kind.data
        return bool(super().validate(extra_validators))


class EventEditForm(EditForm, _What):
    def about(self, kind: EventKind) -> "EventEditForm":
        self.kind_given = kind
        if kind is not EventKind.MISSING:
            del self.police_told_at, self.report_number, self.ncmec_told_at
        return self
