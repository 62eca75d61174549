"""Requests that no page of ours sends: refused without a fault, and nothing is learned."""

from typing import Any
from uuid import uuid4

from flask import Flask

from tests.cast import Cast
from tests.house.addresses import everything_in, named
from tests.house.inside import As, statements
from tests.scenes import Scene

FORM = "application/x-www-form-urlencoded"


def test_other_methods_reach_nothing(furnished: Flask, as_: As, cast: Cast, scene: Scene) -> None:
    browser = as_(cast.outsider)
    path = f"/careless/{scene.case_id}/name"
    with statements(furnished) as said:
        for method in ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
            answer = browser._http.open(path, method=method)
            assert answer.status_code in {400, 404, 405}, method
        answer = browser._http.options(path)
        assert (answer.status_code, answer.data) == (200, b"")
        assert browser._http.options(f"/careless/{uuid4()}/name").headers == answer.headers
    assert not [line for line in said if "cases" in line or "names" in line]
    assert browser._http.head(path).status_code == 404


def test_no_form_is_taken_without_our_token(
    furnished: Flask, as_: As, cast: Cast, scene: Scene
) -> None:
    """Whatever is sent to whichever route: another site may have sent it in our name."""
    browser, found = as_(cast.advocate), everything_in(furnished)
    taken = []
    for rule in furnished.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and rule.endpoint not in WITHOUT_TOKEN:
            path = named(rule, furnished, found, 0)
            for fields in ({}, {"csrf_token": "x"}):
                if browser.send(path, **fields).status_code != 400:
                    taken.append(rule.endpoint)
    assert taken == []


WITHOUT_TOKEN = {"sign_in.quick_exit"}
"""What must work at once, and only ends a sign-in."""

ODD: tuple[tuple[str, dict[str, Any]], ...] = (
    ("null byte in a field", {"data": {"language": "e\0s"}}),
    ("null byte in a name", {"data": {"lang\0uage": "es"}}),
    ("null byte in the query", {"query_string": {"next": "/\0"}}),
    ("bytes that are no UTF-8", {"data": b"language=\xff\xfe%80", "content_type": FORM}),
    ("half a character", {"data": b"language=%ED%A0%80", "content_type": FORM}),
    ("JSON", {"json": {"language": "es"}}),
    ("broken JSON", {"data": b"{", "content_type": "application/json"}),
    ("broken multipart", {"data": b"--x", "content_type": "multipart/form-data; boundary=x"}),
    ("multipart without a boundary", {"data": b"x", "content_type": "multipart/form-data"}),
    ("a content type of nonsense", {"data": b"x", "content_type": "\x80/;;=="}),
    ("a huge field", {"data": {"language": "x" * 3_000_000}}),
    ("many fields", {"data": {f"f{n}": "x" for n in range(5000)}}),
    ("a key of nonsense", {"data": {"form_key": "x" * 9000, "language": "es"}}),
    ("a key in braces", {"data": {"form_key": "{" + "0" * 32 + "}", "language": "es"}}),
)


def test_odd_requests_are_no_faults(furnished: Flask, as_: As, cast: Cast) -> None:
    browser = as_(cast.advocate)
    headers = {"X-CSRFToken": browser.csrf_token()}
    for what, sent in ODD:
        for path in ("/account/language", "/careless/language", "/sign-in", "/sign-in/code"):
            answer = browser._http.post(path, headers=headers, **sent)
            assert answer.status_code < 500, (what, path)
            if "query_string" in sent:
                assert browser._http.get("/account", **sent).status_code < 500


COOKIES = ("x", "=", "a.b.c", "\udcff", "eyJ.x.y", "." * 4000, "null", "e30.aaaa.bbbb")


def test_odd_cookies_are_strangers(furnished: Flask, cast: Cast) -> None:
    for cookie in COOKIES:
        client = furnished.test_client()
        answer = client.get("/", headers={"Cookie": f"sn={cookie}"})
        assert answer.status_code == 302, cookie[:9]
        assert answer.location == "/sign-in"
