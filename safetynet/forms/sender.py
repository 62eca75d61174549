"""Which site a form was sent from, as the browser says: the second thing asked beside our token."""

from urllib.parse import urlsplit

from flask import current_app, request

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_OURS = frozenset({None, "same-origin", "none"})


def sent_by_another_site() -> bool:
    """Say whether a page of another site sends this, be it with a token that it got hold of.

    A browser that says nothing is believed: the token and the cookie's SameSite are asked too.
    """
    if request.method in _READING:
        return False
    if request.headers.get("Sec-Fetch-Site") not in _OURS:
        return True
    told = (request.headers.get(name, "") for name in ("Origin", "Referer"))
    return any(_host_of(said) not in _our_hosts() for said in told)


def _our_hosts() -> set[str]:
    """Return what may stand for us; a proxy may hand on another Host than people see.

    Our pages tell no referrer, and then browsers write "null" for the origin of our own forms.
    """
    return {"", request.host, _host_of(current_app.config["PUBLIC_URL"])}


def _host_of(said: str) -> str:
    try:
        return urlsplit(said).netloc
    except ValueError:
        return said
