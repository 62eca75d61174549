"""What is typed about an incident: reported, decided, looked into, closed; and its clocks."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from safetynet import clock
from safetynet.breaches.clocks import LIMITS, Clock, Entered
from safetynet.breaches.operations import Report
from safetynet.breaches.states import (
    Certainty,
    Kind,
    State,
    Step,
)
from safetynet.breaches.words import (
    CERTAINTY_WORDS,
    KIND_WORDS,
    STEP_WORDS,
)
from safetynet.forms import (
    EditForm,
    Form,
    MomentField,
    OneOf,
    OneOfRadio,
    SomeOf,
    an_id,
    choices,
)
from safetynet.statutes.forms import (
    counsel_field,
    reference_field,
    signed_on_field,
    since_field,
)
from safetynet.vault import Category

SHORT, LONG = 300, 2000

CHOOSE = InputRequired(_l("Choose"))
MOMENT = InputRequired(_l("Enter a day and a time"))
_NAME_NOBODY = _l("Name no young person here, and write no case number.")


def has_come(_form: Form, field: MomentField) -> None:
    """Refuse a moment that has not come."""
    if field.data and field.data > clock.now():
        raise ValidationError(_("Enter a moment that has passed"))


class ReportForm(Form):
    """What somebody noticed: a minute’s work, and nothing in it that names a young person."""

    DRAFTS = Category.OFFICE

    kind = OneOfRadio(_l("What happened?"), Kind, KIND_WORDS, validators=[CHOOSE])
    certainty = OneOfRadio(_l("How sure is it?"), Certainty, CERTAINTY_WORDS, validators=[CHOOSE])
    noticed_at = MomentField(_l("When did you notice it?"), [MOMENT, has_come])
    happened_at = MomentField(
        _l("When did it happen?"), [has_come], description=_l("Leave it empty if nobody knows.")
    )
    about = SelectField(
        _l("Whose account, device or paper is it about?"), coerce=an_id, validate_choice=True
    )
    text = TextAreaField(
        _l("What happened, in a few sentences"),
        [InputRequired(_l("Write what happened")), Length(max=LONG)],
        description=_NAME_NOBODY,
    )

    def offer(self, people: Mapping[UUID, str]) -> "ReportForm":
        self.about.choices = choices(people, blank=_("Nobody’s, or not known"))
        return self

    def validate_happened_at(self, field: MomentField) -> None:
        if field.data and self.noticed_at.data and field.data > self.noticed_at.data:
            raise ValidationError(_("Enter a moment that is not after it was noticed"))

    def report(self) -> Report:
        return Report(
            kind=self.kind.data,
            certainty=self.certainty.data,
            noticed_at=self.noticed_at.data,
            text=self.text.data or "",
            happened_at=self.happened_at.data,
            about_id=self.about.data,
        )


class VerdictForm(EditForm):
    """The privacy officer’s decision."""

    DRAFTS = Category.OFFICE

    verdict = OneOfRadio(
        _l("Is it a breach?"),
        State,
        {
            State.BREACH: _l("Yes: somebody saw or took what was not for them, or is about to"),
            State.NO_BREACH: _l("No: nobody saw or took anything"),
        },
        validators=[CHOOSE],
    )
    certainty = OneOfRadio(_l("How sure is it?"), Certainty, CERTAINTY_WORDS, validators=[CHOOSE])
    reason = TextAreaField(
        _l("Why"),
        [InputRequired(_l("Write why")), Length(max=LONG)],
        description=_NAME_NOBODY,
    )

    def validate_verdict(self, field: OneOfRadio) -> None:
        if field.data not in {State.BREACH, State.NO_BREACH}:
            raise ValidationError(_("Choose"))


class WordsForm(EditForm):
    """One thing that was done or found."""

    DRAFTS = Category.OFFICE

    kind = OneOf(
        _l("What is it"),
        Step,
        {step: STEP_WORDS[step] for step in (Step.CONTAINED, Step.NOTED)},
        validators=[CHOOSE],
    )
    text = TextAreaField(
        _l("In words"),
        [InputRequired(_l("Write it down")), Length(max=LONG)],
        description=_NAME_NOBODY,
    )


class EndingForm(EditForm):
    """Why accounts are signed out; whose they are, the incident says."""

    DRAFTS = Category.OFFICE

    why = TextAreaField(
        _l("Why, and what else was done"),
        [InputRequired(_l("Write it down")), Length(max=LONG)],
        description=_NAME_NOBODY,
    )


class ClosingForm(EditForm):
    DRAFTS = Category.OFFICE

    lessons = TextAreaField(
        _l("What was learned, and what is different from now on"),
        [InputRequired(_l("Write what was learned")), Length(max=LONG)],
        description=_NAME_NOBODY,
    )


class ScopeForm(Form):
    """Whose visits the ledger is asked for, and of which time."""

    account = SelectField(_l("Whose account"), coerce=an_id)
    agency = SelectField(_l("Or everybody of an agency"), coerce=an_id)
    since = MomentField(_l("From"), [MOMENT, has_come])
    until = MomentField(
        _l("Until"),
        [MOMENT],
        description=_l("When the account was closed, or the device was found again."),
    )

    def offer(self, people: Mapping[UUID, str], agencies: Mapping[UUID, str]) -> "ScopeForm":
        self.account.choices = choices(people, blank=_("Choose"))
        self.agency.choices = choices(agencies, blank=_("One account alone"))
        return self

    def validate_agency(self, field: SelectField) -> None:
        if bool(field.data) == bool(self.account.data):
            raise ValidationError(_("Choose one account, or one agency"))

    def validate_until(self, field: MomentField) -> None:
        if field.data and self.since.data and field.data <= self.since.data:
            raise ValidationError(_("Enter a moment that is after the first one"))


class SignInsForm(EditForm):
    """By which sign-ins: whoever lost one phone did not lose the desk computer."""

    sign_ins = SomeOf(
        _l("Only these sign-ins"), coerce=str, description=_l("Choose none to look at all of them.")
    )

    def offer(self, words: Mapping[str, str]) -> "SignInsForm":
        self.sign_ins.choices = choices(words)
        return self


class AgencyForm(Form):
    agency = SelectField(_l("Agency"), [InputRequired(_l("Choose an agency"))], coerce=an_id)

    def offer(self, agencies: Mapping[UUID, str]) -> "AgencyForm":
        self.agency.choices = choices(agencies, blank=_("Choose"))
        return self


class ClockForm(EditForm):
    """How long a clock is; its version is how often it was changed before."""

    DRAFTS = Category.OFFICE

    which: Clock

    amount = IntegerField(_l("How long"), [InputRequired(_l("Enter a number"))])
    since = since_field(_l("Today or later. What was noticed before keeps its clocks."))
    counsel = counsel_field()
    signed_on = signed_on_field()
    reference = reference_field()

    def about(self, which: Clock) -> "ClockForm":
        self.which = which
        return self

    def validate_amount(self, field: Any) -> None:
        most = LIMITS[self.which].most
        if not 1 <= (field.data or 0) <= most:
            raise ValidationError(_("Enter a number from 1 to %(most)s", most=most))

    def entered(self) -> Entered:
        return Entered(
            clock=self.which,
            amount=self.amount.data or 0,
            since=self.since.data,
            counsel=self.counsel.data or "",
            signed_on=self.signed_on.data,
            reference=self.reference.data or "",
        )
