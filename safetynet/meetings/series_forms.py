"""Forms of a series: its rhythm, its roster, the county's holidays."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from safetynet import clock
from safetynet.agencies import Agency, Member
from safetynet.forms import DayField, EditForm, Form, OneOf, an_id, choices
from safetynet.meetings.cadence import Cadence
from safetynet.meetings.forms import FARTHEST, ClockField, length_field, place_field
from safetynet.meetings.models import MeetingKind, RosterPlace
from safetynet.meetings.row_by_row import Row
from safetynet.meetings.statement import STATEMENTS
from safetynet.meetings.words import CADENCE_WORDS, DAY_WORDS, KIND_WORDS

ZONES = (
    "America/Los_Angeles",
    "America/Denver",
    "America/Phoenix",
    "America/Chicago",
    "America/New_York",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "Pacific/Guam",
    "UTC",
)
LAST_OF_THE_FOUR = 28
"""After it a weekday is the fifth of its month, which most months do not have."""


class SeriesForm(Form):
    """How often, when and where; the weekday is that of the first day."""

    kind = OneOf(_l("Kind of meeting"), MeetingKind, KIND_WORDS, default=MeetingKind.WEEKLY)
    cadence = OneOf(_l("How often"), Cadence, CADENCE_WORDS, default=Cadence.WEEKLY)
    every = IntegerField(
        _l("Weeks from one to the next"),
        [InputRequired(_l("Say how many weeks")), NumberRange(1, 12)],
        default=1,
        description=_l("1 is every week, 2 every other. Only where meetings go by weeks."),
    )
    first_on = DayField(
        _l("First day"),
        [InputRequired(_l("Give a first day"))],
        description=_l("It gives the day of the week, and which one of the month."),
    )
    begins_at = ClockField(_l("Begins at"), [InputRequired(_l("Say when it begins"))])
    zone = SelectField(
        _l("On the clock of"),
        description=_l("The hour stays the same when summer time begins and ends."),
    )
    minutes = length_field()
    place_code = place_field()
    chair_id = SelectField(_l("Chair"), coerce=an_id)
    quorum = IntegerField(
        _l("Agencies that must be there"),
        [Optional(), NumberRange(0, 60)],
        default=0,
        description=_l("0 asks for none. Too few are a warning, and stop nothing."),
    )
    statement_version = SelectField(_l("Confidentiality statement"), coerce=int)
    weeks_ahead = IntegerField(
        _l("Weeks ahead"),
        [InputRequired(_l("Say how many weeks")), NumberRange(1, 26)],
        default=6,
        description=_l("Its meetings are made that long before, each as a draft."),
    )

    def offer(self, chairs: list[Member], zone: str) -> None:
        """Offer the chairs, zones and wordings; `zone` is the county's own, or the series'."""
        self.chair_id.choices = choices({m.id: m.name for m in chairs})
        self.zone.choices = choices({name: name for name in dict.fromkeys((zone, *ZONES))})
        versions = {number: _("Version %(number)d", number=number) for number in STATEMENTS}
        self.statement_version.choices = choices(versions)

    def validate_first_on(self, field: DayField) -> None:
        if field.data and abs(field.data - clock.today()) > FARTHEST:
            raise ValidationError(_("Check the year: that is more than two years away"))
        is_fifth = field.data and field.data.day > LAST_OF_THE_FOUR
        if is_fifth and self.cadence.data is Cadence.MONTHLY:
            raise ValidationError(
                _("Most months have no fifth such day: choose the last one of each month")
            )

    @property
    def facts(self) -> dict[str, Any]:
        """Return what was typed as a series keeps it."""
        typed = {name: self.data[name] for name in _SAME}
        begins: time = self.begins_at.data  # type: ignore[assignment]
        return typed | {
            "at_minute": begins.hour * 60 + begins.minute,
            "quorum": self.quorum.data or 0,
        }


class SeriesChangeForm(SeriesForm, EditForm):
    """Another rhythm, place or chair for a series that stands."""


_SAME = (
    *("kind", "cadence", "every", "first_on", "zone", "minutes"),
    *("place_code", "chair_id", "statement_version", "weeks_ahead"),
)


class HolidayForm(Form):
    day = DayField(_l("Day"), [InputRequired(_l("Give a day"))])
    name = StringField(
        _l("What is it called?"), [InputRequired(_l("Say what it is called")), Length(max=60)]
    )

    def validate_day(self, field: DayField) -> None:
        if field.data and abs(field.data - clock.today()) > FARTHEST:
            raise ValidationError(_("Check the year: that is more than two years away"))


class DayDecisionForm(Form):
    """What becomes of a day of a series on which nobody works."""

    falls_on = DayField(DAY_WORDS["falls_on"], [InputRequired()])
    then = SelectField(
        DAY_WORDS["then"],
        choices=choices({one: DAY_WORDS[one] for one in ("move", "hold", "skip")}),
    )


def roster_form(offered: Mapping[Agency, Sequence[Member]]) -> Any:
    """Return a form class with person, deputy and “must be there” for each agency."""
    fields: dict[str, Any] = {"version": HiddenField()}
    for agency, members in offered.items():
        people = choices({m.id: m.name for m in members}, blank=_("Nobody yet"))
        for name, label in (("member", _("Who comes")), ("deputy", _("Deputy"))):
            fields[f"{name}_{agency.id.hex}"] = SelectField(
                f"{label} · {agency.name}", coerce=an_id, choices=people
            )
        fields[f"needed_{agency.id.hex}"] = BooleanField(f"{_('Must be there')} · {agency.name}")
    return type("RosterForm", (Form,), fields)


def as_typed(places: Iterable[RosterPlace]) -> dict[str, Any]:
    """Return what a roster's form shows."""
    shown: dict[str, Any] = {}
    for place in places:
        agency = place.agency_id.hex
        shown[f"member_{agency}"] = place.member_id
        shown[f"deputy_{agency}"] = place.deputy_id
        shown[f"needed_{agency}"] = place.is_needed
    return shown


def rows_of_roster(said: Mapping[str, Any], agencies: Iterable[Agency]) -> dict[str, Row]:
    """Return an agency's row each, of what a form shows or of what was typed into it."""
    return {
        (one := agency.id.hex): tuple(
            said.get(f"{name}_{one}") or None for name in ("member", "deputy", "needed")
        )
        for agency in agencies
    }
