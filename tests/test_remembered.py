"""Apps share what is compiled from the same source, and nothing that differs between them."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask, render_template, url_for
from werkzeug.routing import BaseConverter

from safetynet.edge import House


class Loud(BaseConverter):
    def to_url(self, value: str) -> str:
        return value.upper()


class Quiet(BaseConverter):
    def to_url(self, value: str) -> str:
        return value.lower()


def app_with(converter: type[BaseConverter], **rule: Any) -> Flask:
    app = House(__name__)
    app.url_map.converters["said"] = converter
    app.add_url_rule("/word/<said:word>", "word", **rule)
    return app


def address(app: Flask, **values: Any) -> str:
    with app.test_request_context():
        return url_for("word", **values)


def test_each_app_builds_addresses_with_its_own_converters() -> None:
    apps = [app_with(Loud), app_with(Quiet)]
    assert [address(app, word="No", to="x y") for app in apps] == [
        "/word/NO?to=x+y",
        "/word/no?to=x+y",
    ]


class Digits(BaseConverter):
    regex = "[0-9]+"


class Letters(BaseConverter):
    regex = "[a-z/]+"


def test_each_app_reads_addresses_with_its_own_converters() -> None:
    def kinds(app: Flask) -> list[bool]:
        there = app.url_map.bind("").test
        return [there(f"/word/{word}") for word in ("12", "a", "a/b")]

    made = [kinds(app_with(kind)) for kind in (Digits, Letters, Loud, Digits)]
    assert made == [
        [True, False, False],
        [False, True, True],
        [True, True, False],
        [True, False, False],
    ]


def test_a_default_of_one_app_is_not_anothers() -> None:
    apps = [app_with(Loud, defaults={"word": word}) for word in ("yes", "no")]
    assert [address(app) for app in apps] == ["/word/YES", "/word/NO"]


@pytest.mark.parametrize("words", ["first", "second"])
def test_a_template_that_changed_is_compiled_anew(words: str, tmp_path: Path) -> None:
    seen = []
    for text in (words, f"{words} edition"):
        (tmp_path / "page.html").write_text(text)
        app = Flask(__name__, template_folder=tmp_path)
        with app.test_request_context():
            seen.append(render_template("page.html"))
    assert seen == [words, f"{words} edition"]
