"""Days and moments: how they are typed, and in which time they are meant."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import to_user_timezone, to_utc
from wtforms import DateField, DateTimeLocalField, Field, ValidationError

from safetynet import clock
from safetynet.forms.base import Form, tidy


def _unless_it_came(sentence: Any) -> Callable[[Form, Field], None]:
    def check(_form: Form, field: Field) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError(str(sentence))

    return check


not_ahead = _unless_it_came(_l("Enter today or an earlier day"))
"""Refuses a day that has not come; for a field whose `data` is a date."""
has_come = _unless_it_came(_l("That day has not come yet"))
"""The same, of what is noted as done."""


class DayField(DateField):
    """A day in the browser's own box; `.data` is a date, or None."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what the box sends; a ValueError says what is wrong."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Enter a real date")) from None


class BirthDateField(Field):
    """A birth date in three boxes, as one remembers it; `.data` is a date, or None."""

    parts = ("month", "day", "year")

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        self.boxes = dict.fromkeys(self.parts, "")
        super().__init__(label, validators, **options)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Gather the three boxes into one text, so that `Optional` and `InputRequired` work."""
        given = data if isinstance(data, date) else None
        if formdata is None:
            super().process(None, given, extra_filters)
            if self.data:
                self.boxes = {part: str(getattr(self.data, part)) for part in self.parts}
            return
        self.boxes = {
            part: tidy((formdata.getlist(f"{self.name}-{part}") or [""])[0]) for part in self.parts
        }
        typed = any(self.boxes.values())
        super().process(_Typed(self.name, "-".join(self.boxes.values()) if typed else None), given)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the boxes; a ValueError says which one to mend."""
        self.data = None
        if not valuelist:
            return
        missing = [part for part in self.parts if not self.boxes[part]]
        if missing:
            raise ValueError(_MISSING[missing[0]])
        if not re.fullmatch(r"\d{4}", self.boxes["year"], re.ASCII):
            raise ValueError(_("Write the year with four digits, such as 2009"))
        try:
            self.data = date(*(int(self.boxes[part]) for part in ("year", "month", "day")))
        except (ValueError, OverflowError):
            raise ValueError(_("Enter a real date, such as 4 27 2009")) from None


class MomentField(DateTimeLocalField):
    """A moment in the county's time; `.data` is an aware moment in UTC, or None."""

    data: Any

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **options)

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return to_user_timezone(self.data).strftime("%Y-%m-%dT%H:%M") if self.data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what the browser's date-time box sends; a ValueError asks for both parts."""
        self.data = None
        if not any(valuelist):
            return
        try:
            self.data = to_utc(datetime.fromisoformat(valuelist[0])).replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            raise ValueError(_("Enter a day and a time")) from None


class _Typed(dict[str, str]):
    """One name and its text in the shape that a field reads from."""

    def __init__(self, name: str, text: str | None) -> None:
        super().__init__({} if text is None else {name: text})

    def getlist(self, name: str) -> list[str]:
        return [self[name]]


_MISSING = {
    "month": _l("The date needs a month"),
    "day": _l("The date needs a day"),
    "year": _l("The date needs a year"),
}
