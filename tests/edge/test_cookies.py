"""The one cookie, as a browser is told to keep it."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from config import Config
from tests.edge.sample import app_of
from tests.edge.test_pages import token_of


def cookie_of(visitor: FlaskClient, base_url: str) -> list[str]:
    """Return name and value, then the attributes, of the only cookie that an answer sets."""
    [told] = visitor.get("/cases", base_url=base_url).headers.getlist("Set-Cookie")
    return told.split("; ")


@pytest.mark.usefixtures("sample")
def test_it_is_for_this_host_alone_and_closed_to_scripts(config: Config) -> None:
    """No Domain and no end: it goes with the browser's window, whatever the server decides."""
    app = app_of(replace(config, public_url="https://review.example"))
    named, *attributes = cookie_of(app.test_client(), "https://review.example")
    assert named.startswith("__Host-sn=")
    assert set(attributes) == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


def test_one_that_we_did_not_sign_says_nothing(sample: Flask) -> None:
    named, *_attributes = cookie_of(sample.test_client(), "http://localhost")
    assert len(named.rpartition(".")[2]) == 43  # SHA-256: 32 bytes in base64
    stranger = sample.test_client(use_cookies=False)
    for cookie, is_known in ((named, True), (named[:-43] + "A" * 43, False)):
        told = stranger.get("/cases", headers={"Cookie": cookie}).headers
        assert ("Set-Cookie" not in told) is is_known


def test_a_forms_token_is_no_cookie(sample: Flask) -> None:
    """Both are signed with one key, each for its own purpose."""
    token = token_of(sample.test_client())
    stranger = sample.test_client(use_cookies=False)
    assert "Set-Cookie" in stranger.get("/cases", headers={"Cookie": f"sn={token}"}).headers
