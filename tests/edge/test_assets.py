"""The look comes from here: typeface, Bootstrap, our own files; addresses change with content."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from safetynet.edge.assets import ICONS, OWN, icon, static_url


@pytest.mark.parametrize(
    "name", ["bootstrap.css", "theme.css", "fonts/public-sans.ttf", "quick_exit.js", "favicon.svg"]
)
def test_an_asset_is_served_and_kept(visitor: FlaskClient, name: str) -> None:
    with visitor.get(f"/assets/{name}") as answer:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_modules_are_served_as_javascript(visitor: FlaskClient) -> None:
    with visitor.get("/assets/once.js") as answer:
        assert answer.mimetype == "text/javascript"


@pytest.mark.parametrize("name", ["../forms.py", "..%2fforms.py", "fonts", "fonts/nope.ttf"])
def test_nothing_else_is_served(visitor: FlaskClient, name: str) -> None:
    assert visitor.get(f"/assets/{name}").status_code == 404


def test_the_address_holds_the_hash_of_the_content(sample: Flask) -> None:
    with sample.test_request_context():
        assert re.fullmatch(r"/assets/theme\.css\?v=[0-9a-f]{12}", static_url("theme.css"))
        with pytest.raises(KeyError):
            static_url("nope.css")


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_in_the_sprite(name: str) -> None:
    assert "<path" in icon(name)
    assert 'aria-hidden="true"' in icon(name)


def test_our_files_ask_for_nothing_from_afar() -> None:
    for path in OWN.rglob("*.*"):
        text = path.read_text().replace("http://www.w3.org/", "")
        assert "http:" not in text and "https:" not in text and "//cdn" not in text, path.name
