"""Answers that are not the page asked for: they explain, keep what was typed, reveal nothing."""

import logging
from urllib.parse import quote, urlsplit

from flask import Flask, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, InternalServerError

from safetynet.edge.language import LANGUAGES
from safetynet.edge.logs import Event, incident_number, log
from safetynet.forms import MINE, SAVED, TAKE, ExpiredForm

_IN_THE_LOOK = (400, 403, 409, 422)
_PLAIN = (404, 405, 410, 413, 415, 429, 503)
_RETRY_AFTER_SECONDS = {429: "60", 503: "30"}
_NOT_SHOWN_BACK = frozenset(
    {"csrf_token", "form_key", "version", "password", "new_password", "again", "code", "next"}
    | {"shown_at", "draft_as", "draft_used"}
)


def init_app(app: Flask) -> None:
    """Answer every refusal and fault with a page of ours."""
    app.register_error_handler(ExpiredForm, form_expired)
    app.register_error_handler(401, sign_in_first)
    app.register_error_handler(InternalServerError, fault)
    app.register_error_handler(HTTPException, plainly)
    for code in _IN_THE_LOOK:
        app.register_error_handler(code, in_the_look)
    for code in _PLAIN:
        app.register_error_handler(code, plainly)


def form_expired(_error: HTTPException) -> ResponseReturnValue:
    """Say that the form was too old, and give back every word that was typed."""
    return render_template("errors/expired.html", typed=typed_text(), signed_out=False), 400


def sign_in_first(error: HTTPException) -> ResponseReturnValue:
    """Go to sign-in and come back; a form sent too late is shown, not lost."""
    if error.response is not None:
        return error.response
    if request.method not in {"GET", "HEAD"}:
        back = local_path(request.form.get("shown_at")) or "/"
        page = render_template(
            "errors/expired.html", typed=typed_text(), signed_out=True, next=quote(back)
        )
        return page, 401
    # The query is left behind: it can hold what somebody searched for.
    here = local_path(request.path)
    return redirect(f"/sign-in?next={quote(here)}" if here and here != "/" else "/sign-in", 302)


def local_path(path: str | None) -> str | None:
    """Return `path` when it leads to a page of this site, else None."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")):
        return None
    parts = urlsplit(path)
    has_oddity = any(ord(letter) < 32 or letter == "\\" for letter in path)  # noqa: PLR2004
    return None if parts.scheme or parts.netloc or has_oddity else path


def typed_text() -> list[tuple[str, str]]:
    """Return what the visitor just sent, field by field, without secrets and hidden fields."""
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), text)
        for name, texts in request.form.lists()
        if name not in _NOT_SHOWN_BACK
        and not name.endswith(("_password", "_id"))
        and not name.startswith((TAKE, MINE, SAVED))
        for text in texts
        if text.strip()
    ]


def in_the_look(error: HTTPException) -> ResponseReturnValue:
    """Show a refusal inside the usual page, with the sentence it was raised with.

    A stale save (409) may carry `page`, the form once more with both texts, or else `typed` and
    `current`, lists of (label, text).
    """
    sentence = error.description if error.description != type(error).description else ""
    if page := getattr(error, "page", None):
        return page, int(error.code or 400)
    page = render_template(
        f"errors/{error.code}.html",
        sentence=sentence,
        typed=getattr(error, "typed", None) or typed_text(),
        current=getattr(error, "current", []),
    )
    return page, int(error.code or 400)


def plainly(error: HTTPException) -> ResponseReturnValue:
    """Show a page that is the same for everyone: it asks neither the session nor the database."""
    if error.code is None or error.response is not None:
        return error
    headers = {
        name: value
        for name, value in error.get_headers(request.environ)
        if name in {"Allow", "Retry-After"}
    }
    if error.code in _RETRY_AFTER_SECONDS:
        headers.setdefault("Retry-After", _RETRY_AFTER_SECONDS[error.code])
    return plain_page(error.code), error.code, headers


def fault(error: InternalServerError) -> ResponseReturnValue:
    """Log what broke, without its text, under a number that the visitor can quote."""
    incident = incident_number()
    log(Event.FAILED, logging.ERROR, error.original_exception or error, incident=incident)
    return plain_page(500, incident), 500


def plain_page(code: int, incident: str | None = None) -> str:
    """Return the page in every language at once, so that it does not depend on who asks."""
    said = []
    for language in LANGUAGES:
        with force_locale(language):
            heading, sentence = _words(code)
            said.append(
                {
                    "language": language,
                    "heading": heading,
                    "sentence": sentence,
                    "incident": _("Incident number"),
                    "start": _("Go to the start page"),
                    "demonstration": _("Demonstration: invented people"),
                }
            )
    # Not render_template(): its context processors ask who is looking, and so the database.
    template = current_app.jinja_env.get_template("errors/plain.html")
    return template.render(said=said, incident=incident)


def _words(code: int) -> tuple[str, str]:
    words = {
        404: (
            _("Page not found"),
            _("There is no such page, or it is not open to you. Check the address."),
        ),
        405: (
            _("That does not work here"),
            _("Go back, and use the buttons on the page."),
        ),
        410: (
            _("That was destroyed"),
            _("Nothing was saved: these records were destroyed, and nothing is written there."),
        ),
        413: (
            _("That is too large"),
            _("Nothing was saved. Send a smaller file, or fewer at a time."),
        ),
        429: (
            _("Too many tries"),
            _("Wait a minute, then try again."),
        ),
        500: (
            _("Something went wrong"),
            _("Nothing was saved. Try again; if it happens again, quote this number."),
        ),
        503: (
            _("Not available at the moment"),
            _("Nothing was saved. Wait half a minute, then try again."),
        ),
    }
    return words.get(code, (_("That did not work"), _("Go back and try again.")))
