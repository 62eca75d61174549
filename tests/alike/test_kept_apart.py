"""“It is somebody else”: said once at triage, kept for that office, and taken back."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import insert

from safetynet import clock
from safetynet.access import Role, job
from safetynet.alike.models import Apart
from safetynet.db import writing_engine
from tests import scenes
from tests.alike.test_pages import (
    HEADING,
    joined,
    number,
    refer_twice,
    survivors,
)
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.referrals.telling import coded, send, typed
from tests.sharing.test_conflicts import block

SAID = "Somebody else"


@pytest.fixture
def two(browser: Browser, cast: Cast) -> tuple[str, str]:
    return refer_twice(browser, cast)


def path_of(app: Flask, two: tuple[str, str]) -> str:
    one, other = survivors(app, *two)
    return f"/survivors/{one}/apart/{other}"


def kept_apart(app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]) -> str:
    """Say that they are two, and return the address at which it is taken back."""
    answer = browser.as_(cast.coordinator).post(path_of(app, two))
    assert answer.status_code == 303, answer.text
    with app.app_context(), job("test: look"):
        return f"/apart/{rows(Apart)[-1].id}/undoing"


def test_said_once_they_are_not_offered_again(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    page = browser.as_(cast.coordinator).get(two[0]).text
    assert HEADING in page and path_of(app, two) in page
    answer = browser.post(path_of(app, two))
    assert answer.location == two[0]
    for own, other in (two, two[::-1]):
        page = browser.get(own).text
        assert HEADING not in page
        assert SAID in page and number(app, other) in page
        assert "said by Coordinator" in page


def test_who_said_it_stands_on_the_ledger(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    back = kept_apart(app, browser, cast, two)
    entry = last_entry(app)
    assert entry.permission == "joining:keep"
    assert "kept_apart" in {touch.table for touch in entry.touches}
    browser.post(back)
    assert "kept_apart" in {touch.table for touch in last_entry(app).touches}
    with app.app_context(), job("test: look"):
        [apart] = rows(Apart)
        assert apart.said_by_id == apart.taken_back_by_id == cast.coordinator.id
        assert apart.taken_back_at is not None


def test_taken_back_they_are_offered_again(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    back = kept_apart(app, browser, cast, two)
    assert browser.post(back).status_code == 303
    page = browser.get(two[0]).text
    assert HEADING in page and SAID not in page
    assert browser.post(back).status_code == 409
    assert browser.post(path_of(app, two)).status_code == 303


def test_the_answer_is_its_own_offices(app: Flask, browser: Browser, cast: Cast) -> None:
    """Neither agency hears of it, and one that brought both goes on being asked."""
    both = (
        send(browser, cast.probation, typed("team_statute")),
        send(browser, cast.probation, typed("team_statute", first_name="Mari")),
    )
    back = kept_apart(app, browser, cast, both)
    page = browser.as_(cast.probation).get(both[0]).text
    assert SAID not in page and HEADING in page
    for player in (cast.probation, cast.supervisor, cast.administrator, cast.outsider):
        browser.as_(player)
        assert browser.post(back).status_code == 403
        assert browser.post(path_of(app, both)).status_code == 403


def test_without_a_basis_on_both_sides_nothing_is_said(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    two = refer_twice(browser, cast)
    coded_too = (two[0], send(browser, cast.advocate, coded()))
    assert browser.as_(cast.coordinator).post(path_of(app, coded_too)).status_code == 403
    assert browser.post(path_of(app, (two[0], two[0]))).status_code == 403
    with app.app_context(), job("test: look"):
        assert rows(Apart) == []


def test_it_is_said_once_and_not_of_two_who_are_joined(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    kept_apart(app, browser, cast, two)
    assert browser.post(path_of(app, two[::-1])).status_code == 409
    joined(app, browser, cast, two)
    page = browser.get(two[0]).text
    assert SAID not in page, "whoever joins them takes it back"
    assert browser.post(path_of(app, two)).status_code == 409


def test_where_a_conflict_hides_one_the_answer_is_hidden_too(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    back = kept_apart(app, browser, cast, two)
    first, _second = survivors(app, *two)
    scene = scenes.Scene(uuid4(), first, "", uuid4())
    scenes.colleague(app, cast.coordinator, Role.COORDINATOR)
    block(app, scene, cast.coordinator, by=cast.coordinator)
    browser.as_(cast.coordinator)
    page = browser.get(two[1]).text
    assert SAID not in page and number(app, two[0]) not in page
    assert browser.post(back).status_code == 404


def test_an_answer_that_sql_wrote_hides_nobody(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    one, other = survivors(app, *two)
    forged = {
        "id": uuid4(),
        "created_at": clock.now(),
        "version": 1,
        "agency_id": cast.coordinator.agency_id,
        "survivor_id": one,
        "other_survivor_id": other,
        "said_by_id": cast.coordinator.id,
        "mac": bytes(32),
    }
    with app.app_context(), writing_engine().begin() as connection:
        connection.execute(insert(Apart.__table__).values(forged))  # type: ignore[arg-type]
    page = browser.as_(cast.coordinator).get(two[0]).text
    assert HEADING in page and SAID not in page
