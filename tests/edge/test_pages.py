"""The shared page: what stands on it for whom, and that it is well made."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from safetynet.edge import look
from tests.edge.sample import app_of
from tests.page_inspector import inspect_page


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def token_of(visitor: FlaskClient) -> str:
    return str(soup(visitor.get("/cases").text).select("[name=csrf_token]")[0]["value"])


def filled(visitor: FlaskClient, **more: str) -> dict[str, str]:
    return {
        "csrf_token": token_of(visitor),
        "what": "Confirm the bed",
        "born-month": "4",
        "born-day": "27",
        "born-year": "2009",
        "owner": "now",
        "urgency": "soon",
    } | more


def test_a_page_of_everything_is_well_made(visitor: FlaskClient) -> None:
    assert inspect_page(visitor.get("/cases").text) == []


def test_a_form_with_problems_is_well_made_and_sums_them_up(visitor: FlaskClient) -> None:
    answer = visitor.post("/cases", data={"csrf_token": token_of(visitor)})
    assert answer.status_code == 422
    assert inspect_page(answer.text) == []
    page = soup(answer.text)
    assert [str(link["href"]) for link in page.select("#error-summary a")] == [
        "#what",
        "#born-month",
        "#owner",
    ]
    assert page.title and page.title.get_text().startswith("Error: ")


def test_what_was_done_is_said_in_a_status_region(visitor: FlaskClient) -> None:
    page = soup(visitor.post("/cases", data=filled(visitor)).text)
    assert "The task is saved." in page.select_one("[role=status]").get_text()  # type: ignore[union-attr]


def test_the_strip_says_who_is_looking_and_ends_it_by_post(visitor: FlaskClient) -> None:
    page = soup(visitor.get("/cases").text)
    assert "M. Núñez · advocate · Harbor House" in " ".join(page.get_text().split())
    assert page.select_one('form[method=post][action="/sign-out"] [name=csrf_token]')
    assert page.select_one('form[method=post][action="/quick-exit"] button')


def test_the_quick_exit_needs_nothing_that_could_have_expired(visitor: FlaskClient) -> None:
    form = soup(visitor.get("/cases").text).select_one("#quick-exit")
    assert form and not form.find("input")


def test_a_stranger_sees_no_navigation_and_no_sign_out(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look, "_identifier", lambda: None)
    page = soup(visitor.get("/cases").text)
    assert not page.select("nav[aria-label=Main], #sign-out, #idle")
    assert page.select_one("#quick-exit")


def test_a_demonstration_says_so_and_the_foot_says_who_hosts(visitor: FlaskClient) -> None:
    text = visitor.get("/cases").text
    assert "Demonstration: invented people" in text
    assert "Hosted by Example County" in text


def test_the_current_place_is_marked(visitor: FlaskClient) -> None:
    page = soup(visitor.get("/cases").text)
    marked = page.select("nav[aria-label=Main] a[aria-current=page]")
    assert {link.get_text() for link in marked} == {"Cases"}


def test_places_without_a_page_are_not_offered(visitor: FlaskClient) -> None:
    words = [link.get_text() for link in soup(visitor.get("/cases").text).select(".ways-wide a")]
    assert words == ["Today", "Referrals", "Cases", "Meetings", "Services", "Search", "Oversight"]


def test_places_that_one_may_not_open_are_not_offered(config: Any, sample: Flask) -> None:
    app = app_of(config, permissions=lambda permission, record=None: permission != "referral:list")
    app.view_functions["referrals.index"] = _with_permission(
        app.view_functions["referrals.index"], "referral:list"
    )
    page = soup(app.test_client().get("/cases").text)
    assert "Referrals" not in [link.get_text() for link in page.select(".ways-wide a")]


def _with_permission(view: Any, permission: str) -> Any:
    def guarded() -> Any:
        return view()

    guarded.permission = permission  # type: ignore[attr-defined]
    return guarded


def test_nothing_typed_comes_back_unescaped(visitor: FlaskClient) -> None:
    evil = "</textarea><script>alert(1)</script>"
    answer = visitor.post("/cases", data={"csrf_token": token_of(visitor), "note": evil})
    assert "<script>alert" not in answer.text


def test_what_is_typed_is_decoded_once(visitor: FlaskClient) -> None:
    typed = "%253Cb%253E %3Cb%3E &amp;lt; &lt;b> \\u003cb \\x3c +"
    answer = visitor.post("/cases", data={"csrf_token": token_of(visitor), "note": typed})
    area = soup(answer.text).select_one("#note")
    assert area and area.get_text().strip() == typed


def test_paper_says_who_printed_it_and_when(visitor: FlaskClient) -> None:
    printed = soup(visitor.get("/cases").text).select_one(".foot .on-paper")
    assert printed and "Printed by M. Núñez, Harbor House, on " in printed.get_text()
