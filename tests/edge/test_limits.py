"""Too much at once: a page that says so where it can, a short answer where it cannot."""

import socket
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests.page_inspector import inspect_page
from tests.town import Town, serving

FORM = "application/x-www-form-urlencoded"
PARTS = 'multipart/form-data; boundary="x"'
SECONDS = 10.0


def parts(*fields: tuple[str, str]) -> bytes:
    one = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    return ("".join(one.format(*field) for field in fields) + "--x--\r\n").encode()


@pytest.fixture
def town(app: Flask) -> Iterator[Town]:
    app.config.update(MAX_CONTENT_LENGTH=3 << 20, PROPAGATE_EXCEPTIONS=False)
    with serving(app, []) as served:
        yield served


def ask(town: Town, path: str, sent: bytes | None, **headers: str) -> HTTPResponse:
    line = HTTPConnection(urlsplit(town.url).netloc, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    line.request("GET" if sent is None else "POST", path, sent, named)
    return line.getresponse()


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        (FORM, b"a=" + b"x" * (2 << 20)),
        (FORM, b"a=b&" * 1_001),
        (FORM, b"&" * (1 << 20)),
        (PARTS, parts(("a", "x" * ((2 << 20) + 1)))),
        (PARTS, parts(*[("a", "b")] * 1_001)),
        (PARTS, parts(("a", "x" * (4 << 20)))),
        ("application/json", b"x" * (4 << 20)),
        (FORM, b"x" * (4 << 20)),
    ],
    ids=["a field", "fields", "blanks", "a part", "parts", "all", "no form", "more than a form"],
)
def test_what_is_too_large_is_answered_with_a_page(town: Town, kind: str, sent: bytes) -> None:
    answer = ask(town, "/sign-in", sent, Content_Type=kind)
    page = answer.read().decode()
    assert answer.status == 413
    assert inspect_page(page) == []
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_flood_is_not_taken_in(town: Town) -> None:
    answer = ask(town, "/sign-in", b"x", Content_Type=FORM, Content_Length=str(1 << 30))
    assert answer.status == 413


def test_a_head_without_end_is_refused(town: Town) -> None:
    assert ask(town, "/sign-in", None, X_Long="x" * (70 << 10)).status == 431
    assert ask(town, f"/{'x' * (60 << 10)}", None).status == 404
    assert ask(town, "/sign-in", None, Cookie=f"sn={'x' * 20_000}").status == 200


def test_a_slash_too_many_is_seen_before_the_server_drops_it(town: Town) -> None:
    assert [ask(town, f"{slashes}sign-in", None).status for slashes in ("/", "//", "///")] == [
        200,
        404,
        404,
    ]


def test_half_a_request_holds_nobody_up(town: Town) -> None:
    """More of them than there are threads: whoever comes next is answered at once."""
    address = ("127.0.0.1", urlsplit(town.url).port)
    head = b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\nhalf"
    waiting = [socket.create_connection(address) for _ in range(12)]
    for line in waiting:
        line.sendall(head)
    began = time.monotonic()
    assert ask(town, "/healthz", None).status == 200
    assert time.monotonic() - began < SECONDS
    for line in waiting:
        line.close()
