"""How `_forms.html` draws a field."""

from typing import Any

from wtforms import (
    BooleanField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.widgets import HiddenInput

from safetynet.forms.base import Upload
from safetynet.forms.days import BirthDateField
from safetynet.forms.several import Several

_KINDS: tuple[tuple[type[Any], str], ...] = (
    (BirthDateField, "day"),
    (RadioField, "radios"),
    (SelectMultipleField, "checkboxes"),
    (SelectField, "select"),
    (BooleanField, "checkbox"),
    (TextAreaField, "textarea"),
    (Upload, "file"),
    (PasswordField, "password"),
)


def kind_of(field: Any) -> str:
    """Return how `_forms.html` draws this field: hidden, day, radios, select, …, or input."""
    if isinstance(field.widget, HiddenInput):
        return "hidden"
    return next((name for kind, name in _KINDS if isinstance(field, kind)), "input")


def takes_files(form: Any) -> bool:
    """Say whether a file goes with a form, or with one of several parts of it."""
    return any(
        any(map(takes_files, (entry.form for entry in field.entries)))
        if isinstance(field, Several)
        else kind_of(field) == "file"
        for field in form
    )
