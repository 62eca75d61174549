"""Every answer carries the headers; only assets may be kept."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from config import Config
from tests.edge.sample import app_of

EVERYWHERE = ["/cases", "/nope", "/broken/word", "/stale", "/healthz", "/assets/theme.css"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_nothing_foreign_inline_or_framed(visitor: FlaskClient, path: str) -> None:
    headers = visitor.get(path).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; object-src 'none'; form-action 'self'; "
        "base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "Server" not in headers


@pytest.mark.parametrize("path", [path for path in EVERYWHERE if "/assets/" not in path])
def test_pages_are_not_kept(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).headers["Cache-Control"] == "no-store"


def test_an_asset_that_is_not_there_is_not_kept_either(visitor: FlaskClient) -> None:
    answer = visitor.get("/assets/nope.css")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


def test_https_is_remembered_only_where_it_is(config: Config, visitor: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in visitor.get("/cases").headers
    there = app_of(replace(config, public_url="https://review.example")).test_client()
    for path in EVERYWHERE:
        told = there.get(path).headers["Strict-Transport-Security"]
        assert told == "max-age=63072000; includeSubDomains"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/cases", "text/html; charset=utf-8"),
        ("/nope", "text/html; charset=utf-8"),
        ("/broken/word", "text/html; charset=utf-8"),
        ("/assets/theme.css", "text/css; charset=utf-8"),
        ("/assets/once.js", "text/javascript; charset=utf-8"),
        ("/assets/favicon.svg", "image/svg+xml; charset=utf-8"),
    ],
)
def test_every_answer_says_what_it_is(visitor: FlaskClient, path: str, kind: str) -> None:
    with visitor.get(path) as answer:
        assert answer.content_type == kind


def test_nobody_elses_page_reads_an_answer(visitor: FlaskClient) -> None:
    told = visitor.get("/cases", headers={"Origin": "https://evil.example"}).headers
    assert not [name for name, _ in told if name.lower().startswith("access-control-")]
