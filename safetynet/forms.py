"""What a person may type: the base class that knows Flask-WTF, and the fields rooms share."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID, uuid4

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import to_user_timezone, to_utc
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.csrf import CSRFError
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from safetynet import clock

_csrf = CSRFProtect()

ExpiredForm = CSRFError
"""Raised before a view runs when a POST carries no token, or one of another sign-in."""

_View = TypeVar("_View", bound=Callable[..., Any])
_NOT_TEXT = dict.fromkeys(
    {code for code in range(32) if chr(code) not in "\n\t"}
    # What nobody sees, and what turns the words after it around. Zero-width joiners stay: Persian
    # and Indian names need them.
    | {127, 0x200B, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF}
)
_GONE = _l("This is not offered any more. Choose again")
_OUR_OWN = frozenset({"csrf_token", "form_key", "version"})


def init_app(app: Flask) -> None:
    """Refuse every POST without our token. Forms do not grow stale while a sign-in lives."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    # Our pages send no Referer at all, so it cannot be asked for; the cookie is SameSite.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    _csrf.init_app(app)


def without_token(view: _View) -> _View:
    """Let a view be reached without our token: only for the quick exit, which must always work."""
    _csrf.exempt(view)
    return view


def tidy(text: Any) -> Any:
    """Return typed text as people mean it: stripped, NFC, Unix lines, nothing that is unseen."""
    if not isinstance(text, str):
        return text
    unix = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NOT_TEXT)
    return unicodedata.normalize("NFC", unix).strip()


def page_number(typed: str | None) -> int:
    """Return which page an address asks for, 1 … 9999; what is no such number asks for the first.

    More digits than that would be an offset that no database can count to.
    """
    return max(int(typed), 1) if typed and re.fullmatch(r"[0-9]{1,4}", typed) else 1


def lines(text: str | None) -> list[str]:
    """Return the non-empty lines of a text area, each stripped of blanks and bullets."""
    stripped = (line.strip(" \t•*-–") for line in (text or "").splitlines())
    return [line for line in stripped if line]


class Form(FlaskForm):
    """A form of ours: CSRF token, a key that lets it be saved once, tidied text."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                options["filters"] = (tidy, *unbound_field.kwargs.get("filters", ()))
            if issubclass(kind, SelectField):
                # Mostly it was offered when the page was opened.
                for name in ("invalid_value_message", "invalid_choice_message"):
                    unbound_field.kwargs.setdefault(name, _GONE)
            return super().bind_field(form, unbound_field, options)

    form_key = HiddenField(default=lambda: str(uuid4()))

    def process(self, *given: Any, **named: Any) -> None:
        """Take what is tidied for what was sent: blanks alone are no answer to `InputRequired`."""
        super().process(*given, **named)
        for field in self._fields.values():
            if field.raw_data and field.filters[:1] == (tidy,):
                field.raw_data = [field.data or ""]

    def populate_obj(self, obj: object) -> None:
        """Write what was typed into the record; the token, key and version are the form's own."""
        for name, field in self._fields.items():
            if name not in _OUR_OWN:
                field.populate_obj(obj, name)


class EditForm(Form):
    """A form over a record that others may edit meanwhile: it carries the version it was shown."""

    version = IntegerField(widget=HiddenInput())

    def validate_version(self, field: IntegerField) -> None:
        """Refuse a save that does not say what it was based on; it would overwrite in silence."""
        if not field.raw_data:
            raise ValidationError(_("Open this page again before you save"))


class DecisionForm(EditForm):
    """Nothing to type: the record's version says what was decided upon."""


def not_ahead(_form: Form, field: Field) -> None:
    """Refuse a day that has not come; for a field whose `data` is a date."""
    if field.data and field.data > clock.today():
        raise ValidationError(_("Enter today or an earlier day"))


def choices(
    words: Mapping[Any, Any], blank: Any = None, taken: Mapping[Any, bool] | None = None
) -> list[Any]:
    """Return a select's choices from state → word; `blank` is the sentence for none chosen.

    `taken` marks choices that are shown but cannot be picked.
    """
    first = [SelectChoice("", blank)] if blank is not None else []
    off = {value for value, is_taken in (taken or {}).items() if is_taken}
    return first + [
        SelectChoice(str(value), word, render_kw={"disabled": True} if value in off else {})
        for value, word in words.items()
    ]


def one_of(states: type[StrEnum]) -> Callable[[Any], StrEnum | None]:
    """Return the `coerce` of a select over an enum: the member, or None when none is chosen."""
    return lambda value: states(value) if value else None


def an_id(value: Any) -> UUID | None:
    """Be the `coerce` of a select over records: their id, or None when none is chosen."""
    return UUID(str(value)) if value else None


class OneOf(SelectField):
    """A drop-down over an enum: `OneOf(_l("Urgency"), Urgency, URGENCY_WORDS, blank=_l("Choose"))`.

    `.data` is the member, or None.
    """

    def __init__(
        self, label: Any, states: type[StrEnum], words: Mapping[Any, Any], **options: Any
    ) -> None:
        blank = options.pop("blank", None)
        super().__init__(
            label, coerce=one_of(states), choices=choices(words, blank=blank), **options
        )


class OneOfRadio(RadioField):
    """Radio buttons over an enum; `.data` is the member, or None."""

    def __init__(
        self, label: Any, states: type[StrEnum], words: Mapping[Any, Any], **options: Any
    ) -> None:
        super().__init__(label, coerce=one_of(states), choices=choices(words), **options)


class SomeOf(SelectMultipleField):
    """A group of checkboxes; give `choices=choices({...})` and perhaps `coerce=`."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class AnyOf(SomeOf):
    """Checkboxes over an enum; `.data` is the list of members."""

    def __init__(
        self, label: Any, states: type[StrEnum], words: Mapping[Any, Any], **options: Any
    ) -> None:
        super().__init__(label, coerce=states, choices=choices(words), **options)


class Upload(FileField):
    """A file that somebody sends; `.data` is a werkzeug FileStorage, or None."""


class DayField(Field):
    """A remembered day, such as a birth date, in three boxes; `.data` is a date, or None."""

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

_KINDS: tuple[tuple[type[Any], str], ...] = (
    (DayField, "day"),
    (RadioField, "radios"),
    (SelectMultipleField, "checkboxes"),
    (SelectField, "select"),
    (BooleanField, "checkbox"),
    (TextAreaField, "textarea"),
    (FileField, "file"),
)


def kind_of(field: Any) -> str:
    """Return how `_forms.html` draws this field: hidden, day, radios, select, …, or input."""
    if isinstance(field.widget, HiddenInput):
        return "hidden"
    return next((name for kind, name in _KINDS if isinstance(field, kind)), "input")
