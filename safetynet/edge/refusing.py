"""Requests that no page of ours sends: refused before anything else looks at them."""

from flask import Flask, abort, request
from werkzeug.datastructures import MultiDict

MOST_FIELDS = 1_000
"""As many as Flask takes of a form with files; no form of ours comes near."""
_AS_SPELLED = ("PATH_INFO", "REQUEST_URI", "RAW_URI")
"""Where a server says how an address was sent: waitress the second, gunicorn the last."""
_URL_ENCODED = "application/x-www-form-urlencoded"


def init_app(app: Flask) -> None:
    """Look at every request first: call it before whatever else reads addresses and forms."""
    app.before_request(refuse_odd_addresses)
    app.before_request(refuse_too_much)
    app.before_request(refuse_zero_bytes)


def refuse_odd_addresses() -> None:
    """Answer an address that no page of ours has as such.

    A slash too many, which werkzeug and waitress overlook, is how a page is reached past a proxy
    that looks at addresses.
    """
    spelled = (request.environ.get(name, "") for name in _AS_SPELLED)
    if (
        any(said.startswith("//") for said in spelled)
        or "\0" in request.path
        or _has_zero_byte(request.args)
    ):
        abort(404)


def refuse_too_much() -> None:
    """Answer 413 where a form without files is too large, or has more fields than any of ours.

    Half a million fields fit into what one may weigh, and a page that gives them back is a flood.
    """
    if request.mimetype != _URL_ENCODED:
        return
    most = request.max_form_memory_size
    if most is not None and (request.content_length or 0) > most:
        abort(413)
    if request.get_data().count(b"&") >= MOST_FIELDS:
        abort(413)


def refuse_zero_bytes() -> None:
    """Refuse a form that holds one: PostgreSQL takes none in a text."""
    if _has_zero_byte(request.form):
        abort(400)


def _has_zero_byte(sent: MultiDict[str, str]) -> bool:
    return any("\0" in word for pair in sent.items(multi=True) for word in pair)
