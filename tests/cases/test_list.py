"""The list of cases: numbers for the table, names only to whom they reach."""

import pytest
from flask import Flask

from safetynet import cases, clock
from safetynet.access import job
from safetynet.audit import Result
from safetynet.cases import queries
from safetynet.cases.models import Case
from safetynet.db import db
from safetynet.survivors import mint
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.statements import counted


def test_lead_agency_finds_its_case_by_name(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    page = browser.as_(cast.advocate).get("/cases")
    assert scene.number in page.text and scene.path in page.text
    assert scenes.NAME in page.text


def test_table_and_coordinator_find_the_number_alone(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    for player in (cast.probation, cast.coordinator):
        page = browser.as_(player).get("/cases")
        assert scene.number in page.text
        assert scenes.LAST not in page.text
        assert "Not shared with you" in page.text


def test_outsider_finds_an_empty_list(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    page = browser.as_(cast.outsider).get("/cases")
    assert page.status_code == 200
    assert scene.number not in page.text
    assert "No case is open for your agency" in page.text


def test_analyst_may_not_list_cases(browser: Browser, cast: Cast) -> None:
    assert browser.as_(cast.analyst).get("/cases").status_code == 403


def test_list_keeps_states_apart(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.coordinator).post(f"{scene.path}/watch")
    assert scene.path not in browser.get("/cases").text
    assert scene.path in browser.get("/cases?status=watch").text
    assert browser.get("/cases?status=nonsense").status_code == 200


def _open_many(app: Flask, cast: Cast, count: int) -> list[str]:
    with app.app_context(), job("test: many cases"):
        survivor = mint(cast.harbor_id)
        return [
            cases.open_case(survivor.id, cast.harbor_id, clock.now(), coded=True).number
            for _ in range(count)
        ]


def test_pages_lead_back_and_forth(
    app: Flask, browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "ON_A_PAGE", 3)
    numbers = _open_many(app, cast, 7)
    browser.as_(cast.coordinator)
    first, second, third = (
        browser.get(f"/cases{there}").text
        for there in ("", f"?older={numbers[4]}", f"?older={numbers[1]}")
    )
    assert [n in first for n in numbers] == [False] * 4 + [True] * 3
    assert [n in third for n in numbers] == [True] + [False] * 6
    assert "Newer" not in first and f"older={numbers[4]}" in first
    assert f"newer={numbers[3]}" in second and f"older={numbers[1]}" in second
    assert "Older" not in third
    back = browser.get(f"/cases?newer={numbers[0]}").text
    assert [n in back for n in numbers] == [False, True, True, True, False, False, False]


def test_the_thousandth_case_comes_after_the_999th(app: Flask, cast: Cast) -> None:
    with app.app_context(), job("test: a busy year"):
        survivor = mint(cast.harbor_id)
        day = clock.today()
        case = Case(
            number=f"SN-{day.year}-999",
            opened_on=day,
            survivor_id=survivor.id,
            lead_agency_id=cast.harbor_id,
        )
        db.session.add(case)
        db.session.flush()
        following = [
            cases.open_case(survivor.id, cast.harbor_id, clock.now(), coded=True).number
            for _ in range(2)
        ]
        assert following == [f"SN-{day.year}-1000", f"SN-{day.year}-1001"]


def test_names_in_a_list_are_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.advocate).get("/cases")
    last = scenes.last_entry(app)
    assert last.endpoint == "cases.index" and last.result is Result.OPENED
    assert {(t.table, t.survivor, t.category) for t in last.touches} == {
        ("names", scene.survivor_id, Category.IDENTITY)
    }


def test_list_is_lean(app: Flask, browser: Browser, cast: Cast) -> None:
    for _ in range(3):
        scenes.open_case(app, cast)
    browser.as_(cast.advocate).get("/cases")
    with counted(app) as sent:
        browser.get("/cases")
    assert len(sent) <= 9, str(sent)
