"""The plain fields of this room: one line, or a page."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from safetynet.forms import DayField

LINE = Length(max=200, message=_l("Use at most 200 characters"))
PAGE = Length(max=20_000, message=_l("Use at most 20,000 characters"))
HOW_LONG = InputRequired(_l("Say how long it can wait"))


class DayIfNeeded(DayField):
    """A day that may stay empty; whether it is needed, the form says itself."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None  # A day that was taken out is no day, whatever was offered.
        if any(valuelist):
            super().process_formdata(valuelist)


def short(label: Any, **options: Any) -> StringField:
    return StringField(label, [LINE], **options)


def long(label: Any, **options: Any) -> TextAreaField:
    return TextAreaField(label, [PAGE], **options)
