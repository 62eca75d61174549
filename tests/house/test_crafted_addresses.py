"""Addresses that a proxy, a cache or a file system might read otherwise than we do."""

import re
from itertools import cycle

import pytest
from flask import Flask

from tests.cast import Cast
from tests.house.crafting import ENDS_IT, Route, routes_of, rows_in
from tests.house.inside import statements
from tests.scenes import Scene

pytestmark = pytest.mark.crawl


ENDS_IN_A_WORD = re.compile(r"<(?!uuid:|int:)[\w:]+>$")
"""A rule whose last part may be any word, or a file's path: what stands behind it is one too."""
A_FEW = 4
"""Shapes in which each address is tried, others for the next one."""


def shapes(path: str) -> dict[str, str]:
    """Return what looks like an address to something in front of us, and is none of ours."""
    return {
        "doubled": f"/{path}",
        "doubled inside": path.replace("/", "//"),
        "here": f"/.{path}",
        "there and back": f"/x/..{path}",
        "up": f"{path}/../..",
        "a slash more": f"{path}/",
        "backslashes": path.replace("/", "\\"),
        "loud": path.upper(),
        "a style sheet": f"{path}/x.css",
        "… without a slash": f"{path}.css",
        "… as a parameter": f"{path};.css",
        "… behind a zero": f"{path}\0.css",
        "… behind a line": f"{path}\n.css",
        "a header": f"{path}\r\nX-Evil: 1",
        "encoded": path.replace("/", "%2f"),
        "encoded once more": path.replace("/", "/%2e/"),
        "a fraction slash": path.replace("/", "\N{DIVISION SLASH}"),
    }


def test_what_only_looks_like_an_address_opens_nothing(
    app: Flask, cast: Cast, scene: Scene, other: Scene
) -> None:
    """The page behind it is not shown, nothing may keep the answer, and nothing is looked up."""
    everything = [(each, ENDS_IN_A_WORD.split(each.rule.rule)) for each in routes_of(app, cast)]
    routes = [route for route, parts in everything if len(parts) == 1]
    # Behind these a word leads on, and a style sheet's name is one.
    lead_on = {parts[0].rstrip("/") for _route, parts in everything if len(parts) > 1}
    before, opened, names = rows_in(app), [], cycle(shapes(""))
    for route in routes:
        all_shapes = shapes(route.path)
        for name in [next(names) for _ in range(A_FEW)]:
            if name == "a style sheet" and route.rule.rule in lead_on:
                continue
            if all_shapes[name].strip("/\\") and all_shapes[name] != route.path:
                said = answered(route, all_shapes[name])
                opened += [f"{route}, {name}: {one}" for one in said]
    assert opened == []
    assert rows_in(app) == before


def answered(route: Route, shape: str) -> list[str]:
    """Return what is wrong with the answer to an address, as a server hands it over: decoded."""
    raw = {"PATH_INFO": shape.encode().decode("latin-1"), "REQUEST_URI": shape}
    method = "GET" if "GET" in route.methods else "POST"
    with statements(route.browser.app) as said:
        answer = route.browser._http.open("/", method=method, environ_overrides=raw)
    # What is sent may meet a word of another page's address, which takes nothing.
    expected = {404} if method == "GET" else {400, 404, 405}
    is_plain = answer.status_code in expected and answer.headers["Cache-Control"] == "no-store"
    if not is_plain or "X-Evil" in answer.headers or answer.location:
        return [f"{answer.status_code} {answer.location}"]
    return said


def test_a_page_that_calls_itself_a_style_sheet_is_not_kept(
    app: Flask, cast: Cast, scene: Scene, other: Scene
) -> None:
    for route in routes_of(app, cast):
        if "GET" in route.methods and not route.rule.endpoint.startswith(("assets.", "static")):
            answer = route.browser._http.get(f"{route.path}?x.css#y.css")
            assert answer.headers["Cache-Control"] == "no-store", str(route)
            assert answer.status_code < 500, str(route)


OVERRIDES = ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")


def test_a_method_is_the_one_that_is_sent(
    app: Flask, cast: Cast, scene: Scene, other: Scene
) -> None:
    """No header, field or parameter makes a GET a POST."""
    routes = routes_of(app, cast)
    before, wrong = rows_in(app), []
    for route in routes:
        if "POST" not in route.methods or route.rule.endpoint in ENDS_IT:
            continue
        sent = {"_method": "POST", "csrf_token": route.browser.csrf_token()}
        headers = dict.fromkeys(OVERRIDES, "POST")
        plain = route.browser._http.get(route.path)
        answer = route.browser._http.get(route.path, query_string=sent, headers=headers)
        if answer.status_code != plain.status_code:
            wrong.append(f"{route}: {answer.status_code}")
    assert wrong == []
    assert rows_in(app) == before
