"""Requests that somebody crafts, to every route there is: nothing written, nobody led away."""

import re
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from safetynet.authentication.views.signing_in import onward
from safetynet.edge.headers import ASSET_ENDPOINTS
from tests.browser import Browser
from tests.cast import Cast
from tests.house.crafting import EVIL, Route, posts_of, routes_of, rows_in
from tests.scenes import Scene

pytestmark = pytest.mark.crawl

UNUSUAL = ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "HEAD", "PROPFIND")
ONE_WAY = ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options")
"""Headers that come once and say one thing, whatever is answered."""


def test_every_answer_to_every_method_is_dressed(
    app: Flask, cast: Cast, scene: Scene, other: Scene
) -> None:
    """Not framed, not kept, not shared with other sites; and never a fault."""
    stranger, unusual, wrong = app.test_client(), cycle(UNUSUAL), []
    for route in routes_of(app, cast):
        usual = sorted(route.methods & {"GET", "POST"})
        asked = [(route.browser._http, usual[0]), *((stranger, one) for one in usual)]
        for client, method in [*asked, (route.browser._http, next(unusual))]:
            if problem := undressed(route, client.open(route.path, method=method)):
                wrong.append(f"{method} {route}: {problem}")
    assert wrong == []


def undressed(route: Route, answer: TestResponse) -> str:
    """Return what an answer lacks, or says too much."""
    headers = answer.headers
    policy, framed, sniffed = (headers.getlist(name) for name in ONE_WAY)
    is_closed = any(word in str(policy) for word in ("frame-ancestors 'none'", "sandbox"))
    if answer.status_code >= 500 or not is_closed or len(policy) != 1:
        return f"{answer.status_code} {policy}"
    if framed != ["DENY"] or sniffed != ["nosniff"]:
        return "may be framed or sniffed"
    if headers["Cache-Control"] != "no-store" and route.rule.endpoint not in ASSET_ENDPOINTS:
        return "may be kept"
    told = [name for name, _ in headers if name.startswith("Access-Control") or name == "Server"]
    cookies = [one for one in headers.getlist("Set-Cookie") if "HttpOnly" not in one]
    return ", ".join(told + cookies)


def test_a_token_of_another_sign_in_or_place_is_not_taken(
    app: Flask, cast: Cast, scene: Scene, other: Scene
) -> None:
    """It counts for its own sign-in, in the form or in the one header that scripts use."""
    theirs = Browser(app).as_(cast.outsider).csrf_token()
    routes, names = list(posts_of(app, cast)), cycle(list(misplaced("", ""))[1:])
    before, taken = rows_in(app), []
    for route in routes:
        tries = misplaced(mine=route.browser.csrf_token(), theirs=theirs)
        taken += [
            f"{route}: {how}"
            for how in ("another's", next(names), next(names))
            if route.browser._http.post(route.path, **tries[how]).status_code != 400
        ]
    assert len(routes) > 100
    assert taken == []
    assert rows_in(app) == before


def misplaced(mine: str, theirs: str) -> dict[str, dict[str, Any]]:
    """Return what is sent along; the first is tried with every route, the others in turn."""
    return {
        "another's": {"data": {"csrf_token": theirs}},
        "another's in the header": {"headers": {"X-CSRFToken": theirs}},
        "in the address": {"query_string": {"csrf_token": mine}},
        "in a cookie": {"headers": {"Cookie": f"csrf_token={mine}"}},
        "in JSON": {"json": {"csrf_token": mine}},
        "as plain text": {"data": f"csrf_token={mine}", "content_type": "text/plain"},
        "cut": {"data": {"csrf_token": mine[:-1]}},
        "as another method": {"headers": {"X-HTTP-Method-Override": "GET"}},
    }


FOREIGN: tuple[dict[str, str], ...] = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": f"https://{EVIL}"},
    {"Origin": f"http://localhost.{EVIL}", "Sec-Fetch-Site": "same-origin"},
    {"Referer": f"https://{EVIL}/localhost/"},
)


def test_no_form_is_taken_from_a_page_of_another_site(
    app: Flask, cast: Cast, scene: Scene, other: Scene
) -> None:
    """Even where somebody got hold of a token: the browser says which site sends."""
    routes, foreign = list(posts_of(app, cast)), cycle(FOREIGN)
    before, taken = rows_in(app), []
    for route in routes:
        token = {"csrf_token": route.browser.csrf_token()}
        taken += [
            f"{route}: {headers}"
            for headers in (next(foreign), next(foreign))
            if route.browser._http.post(route.path, data=token, headers=headers).status_code != 400
        ]
    assert taken == []
    assert rows_in(app) == before


LEADING = ("next", "shown_at", "draft_place", "url", "return", "back", "redirect", "to", "continue")
"""What pages are told by where to go on to, ours or others'."""
LURES = (f"//{EVIL}/a", f"https:{EVIL}", f"/\\{EVIL}", f"/\t/{EVIL}", f"/a\r\nX-Evil: {EVIL}")
FORWARDED = {
    "Host": EVIL,
    "X-Forwarded-Host": EVIL,
    "X-Forwarded-Prefix": f"//{EVIL}",
    "X-Forwarded-Server": EVIL,
    "Forwarded": f"host={EVIL}",
    "X-Original-URL": "/account",
    "X-HTTP-Method-Override": "DELETE",
}
OUTWARD = re.compile(rf'(?:href|src|action|content)="(?:[a-z]+:)?[\\/]{{2,}}{EVIL}', re.IGNORECASE)


def test_nobody_is_led_away(app: Flask, cast: Cast, scene: Scene, other: Scene) -> None:
    """Whatever an address, a form or a header says, we lead to pages of ours."""
    app.config["WTF_CSRF_ENABLED"] = False
    lures, away = cycle(LURES), []
    for route in routes_of(app, cast):
        led = dict.fromkeys(LEADING, next(lures))
        for method in route.methods & {"GET", "POST"}:
            form = led if method == "POST" else None
            answer = route.browser._http.open(
                route.path, method=method, query_string=led, data=form, headers=FORWARDED
            )
            if leads_away(answer):
                away.append(f"{method} {route}: {answer.status_code} {answer.location}")
    assert away == []


def leads_away(answer: TestResponse) -> bool:
    location = answer.headers.get("Location", "/")
    parts = urlsplit(location)
    is_ours = location.startswith("/") and not location.startswith(("//", "/\\"))
    told = [value for name, value in answer.headers if name != "Location"]
    return (
        bool(parts.netloc or parts.scheme or not is_ours or answer.status_code >= 500)
        or bool(OUTWARD.search(answer.text) if answer.mimetype == "text/html" else None)
        or any(EVIL in value for value in told)
    )


def test_signing_in_leads_on_to_pages_of_ours(app: Flask, shared: Path) -> None:
    """A browser drops tabs and line breaks, and takes a backslash for a slash."""
    files = sorted((shared / "data/payloads/fuzzdb/redirect").glob("*.txt"))
    written = [line for file in files for line in file.read_text("utf-8").splitlines()]
    addresses = [line.replace("{target}", EVIL) for line in written]
    assert len(addresses) > 30
    for lure in (*LURES, *addresses, *(f"/{line}" for line in addresses), f"/\\/{EVIL}"):
        with app.test_request_context("/sign-in", query_string={"next": lure}):
            led = onward()
        as_read = re.sub(r"[\t\r\n]", "", led).replace("\\", "/")
        assert not led or (as_read.startswith("/") and not as_read.startswith("//")), lure
