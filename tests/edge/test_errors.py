"""Refusals and faults: full pages, nothing typed lost, nothing given away."""

import re

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from werkzeug.exceptions import ServiceUnavailable

from safetynet.edge import look
from safetynet.edge.errors import local_path
from tests.edge.test_pages import soup, token_of
from tests.page_inspector import inspect_page


def refusing(sample: Flask, code: int) -> FlaskClient:
    sample.add_url_rule("/refused", f"refused{code}", lambda: abort(code), methods=["GET", "POST"])
    return sample.test_client()


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 410, 413, 415, 418, 422, 429, 500, 503])
def test_every_refusal_is_a_well_made_page(sample: Flask, code: int) -> None:
    answer = refusing(sample, code).get("/refused")
    assert answer.status_code == code
    assert inspect_page(answer.text) == []


def test_an_expired_form_gives_back_what_was_typed(visitor: FlaskClient) -> None:
    answer = visitor.post("/cases", data={"what": "Long\nthought", "password": "hidden-word"})
    assert answer.status_code == 400
    assert inspect_page(answer.text) == []
    page = soup(answer.text)
    assert "Your form had expired" in page.h1.get_text()  # type: ignore[union-attr]
    area = page.select_one("textarea[readonly]")
    assert area and area.get_text().strip() == "Long\nthought"
    assert "hidden-word" not in answer.text


def test_a_form_sent_after_the_sign_in_ended_is_not_lost(sample: Flask) -> None:
    visitor = refusing(sample, 401)
    token = token_of(visitor)
    answer = visitor.post("/refused", data={"csrf_token": token, "note": "kept words"})
    assert answer.status_code == 401
    assert "kept words" in answer.text
    assert inspect_page(answer.text) == []


def test_without_a_sign_in_one_is_sent_to_it_and_back(sample: Flask) -> None:
    answer = refusing(sample, 401).get("/refused?q=secret")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in?next=/refused"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:x",
        "",
        "/a\r\nb",
        None,
    ],
)
def test_only_a_local_path_leads_back(path: str | None) -> None:
    assert local_path(path) is None
    assert local_path("/cases/1") == "/cases/1"


def test_not_found_is_the_same_bytes_for_everyone(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in = visitor.get("/cases/1").data
    monkeypatch.setattr(look, "_identifier", lambda: None)
    spanish = visitor.get("/cases/2", headers={"Accept-Language": "es"}).data
    assert signed_in == spanish
    assert b"csrf_token" not in signed_in
    assert b"Main" not in signed_in


def test_not_found_asks_nobody_who_is_looking(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def database_is_gone() -> None:
        raise ConnectionError

    monkeypatch.setattr(look, "_identifier", database_is_gone)
    assert visitor.get("/nope").status_code == 404
    assert visitor.get("/cases").status_code == 500


def test_a_stale_save_shows_both_texts(visitor: FlaskClient) -> None:
    answer = visitor.get("/stale")
    areas = [area.get_text().strip() for area in soup(answer.text).select("textarea[readonly]")]
    assert answer.status_code == 409
    assert areas == ["my words", "their words"]


def test_a_refusal_keeps_its_own_sentence(sample: Flask) -> None:
    sample.add_url_rule("/no", "no", lambda: abort(403, "Only the lead agency may close."))
    assert "Only the lead agency may close." in sample.test_client().get("/no").text


def test_a_fault_gives_a_number_and_nothing_else(visitor: FlaskClient) -> None:
    answer = visitor.get("/broken/CNRY")
    assert answer.status_code == 500
    assert re.search(r"[0-9A-F]{4}-[0-9A-F]{4}", answer.text)
    assert "CNRY" not in answer.text
    assert "ValueError" not in answer.text


def test_when_to_come_back_is_said(sample: Flask) -> None:
    sample.add_url_rule("/busy", "busy", _busy)
    visitor = refusing(sample, 503)
    assert visitor.get("/refused").headers["Retry-After"] == "30"
    assert visitor.get("/busy").headers["Retry-After"] == "7"


def _busy() -> str:
    raise ServiceUnavailable(retry_after=7)


def test_a_wrong_method_says_which_are_right(visitor: FlaskClient) -> None:
    assert "GET" in visitor.put("/stale").headers["Allow"]
