from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from safetynet import clock
from safetynet.breaches.clocks import LIMITS, Clock, Entered
from safetynet.breaches.operations import Report
from safetynet.breaches.states import (
    Bound,
    Certainty,
    How,
    Kind,
    NoticeTo,
    Outcome,
    State,
    Step,
)
from safetynet.breaches.telling import Told
from safetynet.breaches.words import (
    BOUND_WORDS,
    CERTAINTY_WORDS,
    HOW_WORDS,
    KIND_WORDS,
    NOTICE_WORDS,
    OUTCOME_WORDS,
    STEP_WORDS,
)
from safetynet.cases.forms import NumberForm
from safetynet.forms import (
    AnyOf,
    EditForm,
    Form,
    MomentField,
    OneOf,
    OneOfRadio,
    SomeOf,
    an_id,
    choices,
)
from safetynet.sharing import CATEGORY_WORDS
from safetynet.sharing.grid import SHAREABLE
from safetynet.statutes.forms import (
    counsel_field,
    reference_field,
    signed_on_field,
    since_field,
)
from safetynet.vault import Category

SHORT, LONG = 300, 2000

_CHOOSE = InputRequired(_l("Choose"))
_MOMENT = InputRequired(_l("Enter a day and a time"))
_NAME_NOBODY = _l("Name no young person here, and write no case number.")


def has_come(_form: Form, field: MomentField) -> None:
    """Refuse a moment that has not come."""
    if field.data and field.data > clock.now():
        raise ValidationError(_("Enter a moment that has passed"))


class ReportForm(Form):
    """What somebody noticed: a minute’s work, and nothing in it that names a young person."""

    DRAFTS = Category.OFFICE

    kind = OneOfRadio(_l("What happened?"), Kind, KIND_WORDS, validators=[_CHOOSE])
    certainty = OneOfRadio(_l("How sure is it?"), Certainty, CERTAINTY_WORDS, validators=[_CHOOSE])
    noticed_at = MomentField(_l("When did you notice it?"), [_MOMENT, has_come])
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
        validators=[_CHOOSE],
    )
    certainty = OneOfRadio(_l("How sure is it?"), Certainty, CERTAINTY_WORDS, validators=[_CHOOSE])
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
        validators=[_CHOOSE],
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
    since = MomentField(_l("From"), [_MOMENT, has_come])
    until = MomentField(
        _l("Until"),
        [_MOMENT],
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


class DutiesForm(EditForm):
    """What binds an agency, which only the agency knows."""

    bound = OneOfRadio(_l("What your agency is"), Bound, BOUND_WORDS, validators=[_CHOOSE])
    funded = SelectField(
        _l("Does OJP or OVW fund it?"),
        coerce=str,
        choices=choices({"yes": _l("Yes"), "no": _l("No")}),
    )


class NoticeForm(EditForm):
    to = OneOf(_l("Who was told"), NoticeTo, NOTICE_WORDS, blank=_l("Choose"), validators=[_CHOOSE])
    at = MomentField(_l("When"), [_MOMENT, has_come])
    told = StringField(
        _l("With whom you spoke, or where it was sent"),
        [InputRequired(_l("Write who was told")), Length(max=SHORT)],
    )
    reference = StringField(_l("Their number for it"), [Length(max=SHORT)])

    def notice(self) -> Told:
        return Told(self.to.data, self.at.data, self.told.data or "", self.reference.data or None)


class PersonForm(NumberForm):
    """Somebody of whom the ledger cannot know: a paper or a message was about her."""

    kinds = AnyOf(
        _l("What it said"),
        Category,
        {kind: CATEGORY_WORDS[kind] for kind in SHAREABLE},
        validators=[InputRequired(_l("Choose what it said"))],
    )


class CallForm(EditForm):
    DRAFTS = Category.OFFICE

    outcome = OneOfRadio(_l("What came of it?"), Outcome, OUTCOME_WORDS, validators=[_CHOOSE])
    at = MomentField(_l("When"), [_MOMENT, has_come])
    text = TextAreaField(
        _l("In words"),
        [Length(max=LONG)],
        description=_l("What was said, what makes it unsafe, what she or he wants. Sealed."),
    )

    def validate_text(self, field: TextAreaField) -> None:
        """That it is unsafe keeps a letter from her, so it needs a reason."""
        if self.outcome.data is Outcome.UNSAFE and not field.data:
            raise ValidationError(_("Write why it is unsafe"))


class SentForm(EditForm):
    """How her letter went out; the view offers the ways that the call has opened."""

    how = OneOfRadio(_l("How did the letter go?"), How, HOW_WORDS, validators=[_CHOOSE])

    def offer(self, ways: Iterable[How]) -> "SentForm":
        self.how.choices = choices({way: HOW_WORDS[way] for way in ways})
        return self


class LetterForm(EditForm):
    """What only the agency can say; the headings and what she can do are the same for all."""

    DRAFTS = Category.OFFICE

    happened = TextAreaField(
        _l("What happened"),
        [InputRequired(_l("Write what happened")), Length(max=LONG)],
        description=_l("Short words, with the day. No name, and not what your agency does."),
    )
    doing = TextAreaField(
        _l("What you are doing about it"),
        [InputRequired(_l("Write what you are doing")), Length(max=LONG)],
    )
    contact = TextAreaField(
        _l("Whom to ask"),
        [InputRequired(_l("Write a name and a number")), Length(max=SHORT)],
        description=_l("The agency’s name as it may be seen, a person, a number that is safe."),
    )


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
