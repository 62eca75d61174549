"""The form that every form of ours is, and how typed text is tidied."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar
from uuid import uuid4

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.csrf import CSRFError, generate_csrf
from flask_wtf.file import FileField
from wtforms import (
    HiddenField,
    IntegerField,
    PasswordField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.widgets import HiddenInput

from safetynet.forms.sender import sent_by_another_site
from safetynet.forms.taking import is_as_saved, with_what_was_taken

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


def init_app(app: Flask, public_url: str) -> None:
    """Refuse every POST without our token, or from another site than the one at `public_url`.

    Forms do not grow stale while a sign-in lives.
    """
    app.config["PUBLIC_URL"] = public_url
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    # Our pages send no Referer at all, so it cannot be asked for; the cookie is SameSite.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    app.before_request(refuse_other_sites)
    _csrf.init_app(app)


def refuse_other_sites() -> None:
    """Refuse as without a token: whoever is refused by mistake sees again what they typed."""
    if sent_by_another_site():
        raise ExpiredForm("sent by another site")


def without_token(view: _View) -> _View:
    """Let a view be reached without our token: only for the quick exit, which must always work."""
    _csrf.exempt(view)
    return view


def token_now() -> str:
    """Return a token that this sign-in's forms are sent with."""
    return str(generate_csrf())


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


class Tidying(FlaskForm.Meta):
    """How every field of ours is bound: what is typed is tidied, what is gone says so."""

    def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
        kind = unbound_field.field_class
        if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
            options["filters"] = (tidy, *unbound_field.kwargs.get("filters", ()))
        if issubclass(kind, SelectField):
            # Mostly it was offered when the page was opened.
            for name in ("invalid_value_message", "invalid_choice_message"):
                unbound_field.kwargs.setdefault(name, _GONE)
        return super().bind_field(form, unbound_field, options)


class Form(FlaskForm):
    """A form of ours: CSRF token, a key that lets it be saved once, tidied text."""

    class Meta(Tidying):
        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            return with_what_was_taken(super().wrap_formdata(form, formdata))

    DRAFTS: ClassVar[str | None] = None
    """Where what is typed is kept until it is sent: the category that it will be of, or the name
    of the field in which the writer says so. None keeps nothing: the form is a few choices."""

    form_key = HiddenField(default=lambda: str(uuid4()))

    def __init__(self, *given: Any, **named: Any) -> None:
        if is_as_saved():
            named["formdata"] = None
        super().__init__(*given, **named)

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


class Upload(FileField):
    """A file that somebody sends; `.data` is a werkzeug FileStorage, or None."""
