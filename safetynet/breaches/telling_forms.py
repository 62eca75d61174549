"""What an agency types about its own part of a breach: duties, notices, calls and letters."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from safetynet.breaches.forms import CHOOSE, LONG, MOMENT, SHORT, has_come
from safetynet.breaches.states import Bound, How, NoticeTo, Outcome
from safetynet.breaches.telling import Told
from safetynet.breaches.words import BOUND_WORDS, HOW_WORDS, NOTICE_WORDS, OUTCOME_WORDS
from safetynet.cases.forms import NumberForm
from safetynet.forms import AnyOf, EditForm, MomentField, OneOf, OneOfRadio, choices
from safetynet.sharing import CATEGORY_WORDS
from safetynet.sharing.grid import SHAREABLE
from safetynet.vault import Category


class DutiesForm(EditForm):
    """What binds an agency, which only the agency knows."""

    bound = OneOfRadio(_l("What your agency is"), Bound, BOUND_WORDS, validators=[CHOOSE])
    funded = SelectField(
        _l("Does OJP or OVW fund it?"),
        coerce=str,
        choices=choices({"yes": _l("Yes"), "no": _l("No")}),
    )


class NoticeForm(EditForm):
    to = OneOf(_l("Who was told"), NoticeTo, NOTICE_WORDS, blank=_l("Choose"), validators=[CHOOSE])
    at = MomentField(_l("When"), [MOMENT, has_come])
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

    outcome = OneOfRadio(_l("What came of it?"), Outcome, OUTCOME_WORDS, validators=[CHOOSE])
    at = MomentField(_l("When"), [MOMENT, has_come])
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

    how = OneOfRadio(_l("How did the letter go?"), How, HOW_WORDS, validators=[CHOOSE])

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
