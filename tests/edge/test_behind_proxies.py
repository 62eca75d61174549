"""Whose word counts about where a request comes from: only that of the proxies that are ours."""

from dataclasses import replace
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from flask import Flask, request
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from config import Config
from safetynet.access import source, source_of
from tests.town import serving

ASKS, FORGED = "203.0.113.9", "198.51.100.6"


def behind(count: int, config: Config) -> Flask:
    """Return an application that answers with where a request came from, and how."""
    app = Flask(__name__)
    app.extensions["config"] = replace(config, trusted_proxies=count)
    app.config["MAX_CONTENT_LENGTH"] = 1 << 20
    source.init_app(app)
    app.add_url_rule("/", "/", lambda: f"{source_of(request)} {request.scheme} {request.host}")
    return app


def answer_of(app: Flask, **told: str) -> str:
    """Ask over the wire: the server in front of the application has an opinion of its own."""
    headers = {f"X-Forwarded-{name}": value for name, value in told.items()}
    with serving(app, []) as town:
        line = HTTPConnection(urlsplit(town.url).netloc, timeout=5)
        line.request("GET", "/", headers=headers | {"Host": "here.example"})
        said = line.getresponse().read().decode()
        line.close()
    return said


@pytest.mark.parametrize(
    ("count", "chain", "source"),
    [
        (0, FORGED, "127.0.0.1"),
        (1, ASKS, ASKS),
        (1, f"{FORGED}, {ASKS}", ASKS),
        (1, "", "127.0.0.1"),
        (2, f"{FORGED}, {ASKS}, 10.0.0.1", ASKS),
        # Who comes past the outer proxy is told by the one it did come through.
        (2, ASKS, "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_say_who_asks(
    config: Config, count: int, chain: str, source: str
) -> None:
    told = {"For": chain, "Proto": "https, https", "Host": "evil.example", "Prefix": "/evil"}
    scheme = "https" if count else "http"
    assert answer_of(behind(count, config), **told) == f"{source} {scheme} here.example"


@pytest.mark.parametrize(
    ("peer", "source"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:4711", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", source.UNKNOWN),
        ("<script>", source.UNKNOWN),
    ],
)
def test_one_house_is_one_source(peer: str, source: str) -> None:
    asked = Request(EnvironBuilder(environ_base={"REMOTE_ADDR": peer}).get_environ())
    assert source_of(asked) == source
