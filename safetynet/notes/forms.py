from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange

from safetynet import clock
from safetynet.agencies import Member
from safetynet.forms import (
    DayField,
    EditForm,
    Form,
    MomentField,
    OneOf,
    OneOfRadio,
    choices,
    one_of,
)
from safetynet.notes.models import HOURS_NEEDED, NoteKind, QualificationKind, ToldHow
from safetynet.notes.words import NOTE_WORDS, QUALIFICATION_WORDS, TOLD_WORDS
from safetynet.sharing import CATEGORY_WORDS
from safetynet.vault import Category

LONGEST = 20_000


def _not_ahead(_form: Form, field: Any) -> None:
    if field.data and field.data > clock.now():
        raise ValidationError(_("This lies ahead. Enter when it happened"))


def not_after_today(_form: Form, field: Any) -> None:
    if field.data and field.data > clock.today():
        raise ValidationError(_("This day lies ahead"))


class _Wording(Form):
    occurred_at = MomentField(
        _l("When it happened"),
        [InputRequired(_l("Enter when it happened")), _not_ahead],
        default=clock.now,
    )
    text = TextAreaField(
        _l("Note"),
        [InputRequired(_l("Write the note")), Length(max=LONGEST)],
        render_kw={"rows": 10},
    )


class NoteForm(_Wording):
    """A new note: its category decides who may ever read it, so it is chosen first."""

    DRAFTS = "category"

    category = SelectField(
        _l("What it is about"),
        [InputRequired(_l("Choose what it is about"))],
        coerce=one_of(Category),
        description=_l("Decides which releases carry it to others. It cannot be changed later."),
    )
    kind = OneOf(_l("How you learned it"), NoteKind, NOTE_WORDS)

    def offer(self, categories: Iterable[Category]) -> "NoteForm":
        """Let the writer choose among what an agency like hers writes about."""
        words = {category: CATEGORY_WORDS[category] for category in categories}
        self.category.choices = choices(words, blank=_("Choose"))
        return self


class NoteEditForm(EditForm, _Wording):
    DRAFTS = Category.SAFETY_RISK

    kind = OneOf(_l("How you learned it"), NoteKind, NOTE_WORDS)


class PrivilegedNoteForm(_Wording):
    DRAFTS = Category.PRIVILEGED


class PrivilegedNoteEditForm(EditForm, _Wording):
    DRAFTS = Category.PRIVILEGED


class LimitsForm(Form):
    told_on = DayField(
        _l("Day you told her or him"),
        [InputRequired(_l("Enter the day")), not_after_today],
        default=clock.today,
    )
    how = OneOfRadio(_l("How"), ToldHow, TOLD_WORDS, validators=[InputRequired(_l("Choose how"))])


class QualificationForm(Form):
    member = SelectField(_l("Who"), [InputRequired(_l("Choose who"))])
    kind = OneOf(
        _l("Qualified as"),
        QualificationKind,
        QUALIFICATION_WORDS,
        blank=_l("Choose"),
        validators=[InputRequired(_l("Choose one"))],
    )
    hours = IntegerField(
        _l("Hours of training"),
        [
            InputRequired(_l("Enter the hours of training")),
            NumberRange(HOURS_NEEDED, 9999, _l("The law asks for at least 40 hours")),
        ],
    )
    recorded_on = DayField(
        _l("Since"), [InputRequired(_l("Enter the day")), not_after_today], default=clock.today
    )

    def offer(self, members: Iterable[Member]) -> "QualificationForm":
        self._members = {str(member.id): member for member in members}
        words = {handle: member.name for handle, member in self._members.items()}
        self.member.choices = choices(words, blank=_("Choose"))
        return self

    @property
    def chosen(self) -> Member:
        return self._members[self.member.data]
