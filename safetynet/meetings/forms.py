from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from safetynet.agencies import Member
from safetynet.forms import Form, MomentField, OneOf, choices
from safetynet.meetings.models import ItemKind, MeetingKind
from safetynet.meetings.pdf.document import Presence
from safetynet.meetings.words import ITEM_WORDS, KIND_WORDS, PRESENCE_WORDS

LONGEST = 480
"""Minutes; no review day is longer than eight hours."""


class MeetingForm(Form):
    kind = OneOf(_l("Kind of meeting"), MeetingKind, KIND_WORDS, default=MeetingKind.WEEKLY)
    starts_at = MomentField(_l("Day and time"), [InputRequired(_l("Give a day and a time"))])
    minutes = IntegerField(
        _l("Length in minutes"),
        [InputRequired(_l("Say how long it lasts")), NumberRange(15, LONGEST)],
        default=120,
    )
    place_code = StringField(
        _l("Place"),
        [InputRequired(_l("Say where it is, by its code")), Length(max=40)],
        description=_l("A code the team knows, such as “Room 4B”. Never an address."),
    )
    chair_id = SelectField(_l("Chair"))

    def offer_chairs(self, members: list[Member]) -> None:
        self.chair_id.choices = choices({str(m.id): m.name for m in members})


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

    minutes = IntegerField(_l("Minutes"), [InputRequired(), NumberRange(1, 120)])
    presenter_id = SelectField(_l("Presenter"), [Optional()], validate_choice=False)


class GuestForm(Form):
    agency_id = SelectField(_l("Guest of"))
    presence = OneOf(_l("Attended"), Presence, PRESENCE_WORDS, default=Presence.OBSERVER)
    signed = BooleanField(_l("Has signed the statement"))


def attendance_form(members: list[Member]) -> Any:
    """Return a form class with a select and a tick box for each member."""
    fields: dict[str, Any] = {}
    for member in members:
        fields[f"presence_{member.id.hex}"] = OneOf(
            _l("Attended"), Presence, PRESENCE_WORDS, blank=_l("Not noted")
        )
        fields[f"signed_{member.id.hex}"] = BooleanField(_l("Statement signed"))
    return type("AttendanceForm", (Form,), fields)
