from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from safetynet import clock
from safetynet.agencies import Member
from safetynet.forms import DayField, EditForm, Form, MomentField, OneOf, an_id, choices
from safetynet.meetings.models import AT_ONCE, Ending, ItemKind, MeetingKind, NoWishes, Task
from safetynet.meetings.pdf.document import Presence
from safetynet.meetings.review_questions import ReviewQuestion
from safetynet.meetings.row_by_row import Row
from safetynet.meetings.words import (
    ENDING_WORDS,
    ITEM_WORDS,
    KIND_WORDS,
    NO_WISHES_WORDS,
    PRESENCE_WORDS,
)
from safetynet.vault import Category

LONGEST = 480
"""Minutes; no review day is longer than eight hours."""
FARTHEST = timedelta(days=2 * 365)


class ClockField(TimeField):
    """A time of day in the browser's own box."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what the box sends; a ValueError says what is wrong."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Enter a time, such as 13:30")) from None


def length_field() -> IntegerField:
    """Ask how many minutes a meeting lasts."""
    return IntegerField(
        _l("Length in minutes"),
        [InputRequired(_l("Say how long it lasts")), NumberRange(15, LONGEST)],
        default=120,
    )


def place_field() -> StringField:
    """Ask where a meeting is, by a code."""
    return StringField(
        _l("Place"),
        [InputRequired(_l("Say where it is, by its code")), Length(max=40)],
        description=_l("A code the team knows, such as “Room 4B”. Never an address."),
    )


class _WhenAndWhere(Form):
    starts_at = MomentField(_l("Day and time"), [InputRequired(_l("Give a day and a time"))])
    minutes = length_field()
    place_code = place_field()

    def validate_starts_at(self, field: MomentField) -> None:
        """Refuse a mistyped year; what follows from the day has to be a day as well."""
        if field.data and abs(field.data - clock.now()) > FARTHEST:
            raise ValidationError(_("Check the year: that is more than two years away"))


class MeetingForm(_WhenAndWhere):
    kind = OneOf(_l("Kind of meeting"), MeetingKind, KIND_WORDS, default=MeetingKind.WEEKLY)
    chair_id = SelectField(_l("Chair"))
    at_once = BooleanField(
        _l("Publish at once"),
        description=_l(
            "For a rapid response or an emergency: everybody at the table is told now, and each "
            "case shows to its table as you add it."
        ),
    )

    def validate_at_once(self, field: BooleanField) -> None:
        if field.data and self.kind.data not in AT_ONCE:
            raise ValidationError(
                _("Only a rapid response or an emergency review is published at once")
            )

    def offer_chairs(self, members: list[Member]) -> None:
        self.chair_id.choices = choices({str(m.id): m.name for m in members})


class ListingForm(Form):
    """Onto which agenda a case comes."""

    meeting = RadioField(_l("Which meeting?"), [InputRequired(_l("Choose a meeting"))])


class RapidForm(_WhenAndWhere):
    """A meeting within hours about one case; it is published at once."""

    chair_id = SelectField(_l("Chair"))

    def offer_chairs(self, members: list[Member]) -> None:
        self.chair_id.choices = choices({str(m.id): m.name for m in members})


class MovingForm(_WhenAndWhere, EditForm):
    """Another day, time, length or place for a meeting that is to come."""


class ItemForm(Form):
    """A case for the agenda, by its number."""

    number = StringField(
        _l("Case number"),
        [InputRequired(_l("Enter a case number, such as SN-2026-014")), Length(max=20)],
        filters=[lambda text: text.upper() if text else text],
    )
    kind = OneOf(_l("Why"), ItemKind, ITEM_WORDS, blank=_l("As proposed"))


class TimingForm(Form):
    """How long one case gets, and which agency presents it."""

    minutes = IntegerField(_l("Minutes planned"), [InputRequired(), NumberRange(1, 120)])
    presenter_id = SelectField(_l("Presenter"), [Optional()], validate_choice=False)


class GuestForm(Form):
    agency_id = SelectField(_l("Guest of"))
    presence = OneOf(_l("Attended"), Presence, PRESENCE_WORDS, default=Presence.OBSERVER)
    signed = BooleanField(_l("Has signed the statement"))


def attendance_form(members: list[Member]) -> Any:
    """Return a form class with how, when and for whom each member came, and who signed."""
    fields: dict[str, Any] = {"version": HiddenField()}
    colleagues: dict[Any, dict[Any, str]] = {}
    for member in members:
        colleagues.setdefault(member.agency_id, {})[member.id] = member.name
    for member in members:
        one, name, people = member.id.hex, member.name, colleagues[member.agency_id]
        fields[f"presence_{one}"] = OneOf(
            f"{_('Attended')} · {name}", Presence, PRESENCE_WORDS, blank=_("Not noted")
        )
        fields[f"signed_{one}"] = BooleanField(f"{_('Statement signed')} · {name}")
        fields[f"arrived_{one}"] = ClockField(f"{_('Came late, at')} · {name}", [Optional()])
        fields[f"left_{one}"] = ClockField(f"{_('Left early, at')} · {name}", [Optional()])
        others = {id_: other for id_, other in people.items() if id_ != member.id}
        fields[f"for_{one}"] = SelectField(
            f"{_('Deputy for')} · {name}", coerce=an_id, choices=choices(others, blank=_("Nobody"))
        )
    return type("AttendanceForm", (Form,), fields)


def rows_of_attendance(said: Mapping[str, Any], members: Iterable[Member]) -> dict[str, Row]:
    """Return a member's row each, of what a form shows or of what was typed into it."""
    return {
        (one := member.id.hex): tuple(
            said.get(f"{name}_{one}") or None
            for name in ("presence", "signed", "arrived", "left", "for")
        )
        for member in members
    }


LONGEST_TEXT = 4000
"""Characters of one line in the record; a review is a summary, not a transcript."""


class LinesForm(Form):
    """What a member at the table writes for the own agency."""

    DRAFTS = Category.TEAM_DISCUSSION

    wishes = TextAreaField(
        _l("What does the young person want?"), [Optional(), Length(max=LONGEST_TEXT)]
    )


CONCLUDED_FROM = _l("Whose information is in these lines?")
CONCLUDED_FROM_HINT = _l(
    "The team’s, for what the table concluded. What a victim services or substance use agency told "
    "stays out, unless a release lets you write it down."
)


class ReviewForm(EditForm, LinesForm):
    """The chair's whole screen: one form, so that nothing typed is lost by saving a part."""

    wishes_from = SelectField(_l("As told by"), [Optional()])
    no_wishes = OneOf(_l("Or why not known"), NoWishes, NO_WISHES_WORDS, blank=_l("Choose"))
    decisions = TextAreaField(_l("Decisions"), [Optional(), Length(max=LONGEST_TEXT)])
    tasks = TextAreaField(_l("Tasks"), [Optional(), Length(max=LONGEST_TEXT)])
    concluded_from = SelectField(CONCLUDED_FROM, [Optional()], description=CONCLUDED_FROM_HINT)
    dissent = TextAreaField(
        _l("Who did not agree, and why"), [Optional(), Length(max=LONGEST_TEXT)]
    )
    dissent_from = SelectField(_l("Agency"), [Optional()])
    next_review_on = DayField(_l("Next review"), [Optional()])


for _question in ReviewQuestion:
    setattr(
        LinesForm,
        f"said_{_question}",
        TextAreaField(_question.label, [Optional(), Length(max=LONGEST_TEXT)]),
    )
    setattr(ReviewForm, f"source_{_question}", SelectField(_l("Source"), [Optional()]))
    setattr(ReviewForm, f"spoken_{_question}", BooleanField(_l("Spoken, not recorded")))


def review_form(tasks: Iterable[Task]) -> type[ReviewForm]:
    """Return the chair's form with a select for each open task."""
    fields = {f"task_{task.id.hex}": _ending_field() for task in tasks}
    return type("ReviewForm", (ReviewForm,), fields)


def _ending_field() -> OneOf:
    return OneOf(_l("How does it stand?"), Ending, ENDING_WORDS, blank=_l("Still open"))


class EndingForm(Form):
    """How a task ended, and a word about it."""

    DRAFTS = Category.TEAM_DISCUSSION

    ending = OneOf(
        _l("How did it end?"),
        Ending,
        ENDING_WORDS,
        blank=_l("Choose"),
        validators=[InputRequired(_l("Say how it ended"))],
    )
    note = TextAreaField(
        _l("A word about it"),
        [Optional(), Length(max=LONGEST_TEXT)],
        description=_l("It stays your agency’s own and reaches those with whom you share plans."),
    )


class RewordingForm(EditForm):
    """Other words for one line of a review."""

    DRAFTS = Category.TEAM_DISCUSSION

    text = TextAreaField(
        _l("What the minutes will say"),
        [InputRequired(_l("Write the line, or withdraw it")), Length(max=LONGEST_TEXT)],
    )


class AddendumForm(Form):
    DRAFTS = Category.TEAM_DISCUSSION

    concluded_from = SelectField(CONCLUDED_FROM, [Optional()], description=CONCLUDED_FROM_HINT)
    text = TextAreaField(
        _l("Addendum"),
        [InputRequired(_l("Write what is to be corrected")), Length(max=LONGEST_TEXT)],
        description=_l("The minutes stay as they are; this stands below them, with your name."),
    )
