"""Possibly the same young person: at triage, before sending, while typing; and joining two."""

import re
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import insert

from safetynet import clock
from safetynet.access import Role, job
from safetynet.alike.models import Joining, JoiningReason
from safetynet.db import db, writing_engine
from safetynet.referrals import Referral
from safetynet.survivors import Name
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.referrals.telling import FIRST, LAST, coded, released, send, typed, version_of
from tests.sharing.test_conflicts import block

HEADING = "Possibly the same young person"
WHY = "Both agencies say it is the same school and the same aunt."
BECAUSE = "same birth date"


@pytest.fixture
def two(browser: Browser, cast: Cast) -> tuple[str, str]:
    return refer_twice(browser, cast)


def refer_twice(browser: Browser, cast: Cast) -> tuple[str, str]:
    """Let two agencies refer one young person; return the addresses of the referrals."""
    first = send(browser, cast.probation, typed("team_statute"))
    second = send(
        browser,
        cast.child_welfare,
        typed("team_statute", first_name="Mari", last_name=f"{LAST}-Reyes", aliases=""),
    )
    return first, second


def survivors(app: Flask, *paths: str) -> list[Any]:
    with app.app_context(), job("test: look"):
        found = rows(Referral)
        return [r.survivor_id for path in paths for r in found if str(r.id) in path]


def number(app: Flask, path: str) -> str:
    with app.app_context(), job("test: look"):
        return next(str(r.number) for r in rows(Referral) if str(r.id) in path)


def joining_path(app: Flask, two: tuple[str, str]) -> str:
    one, other = survivors(app, *two)
    return f"/survivors/{one}/joining/{other}"


def joined(app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]) -> str:
    """Join the two and return the joining's address."""
    answer = browser.as_(cast.coordinator).post(joining_path(app, two), reason=WHY)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


# At triage ---------------------------------------------------------------------------------------


def test_the_coordinator_is_told_who_is_possibly_the_same_and_why(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    page = browser.as_(cast.coordinator).get(two[1]).text
    assert HEADING in page and BECAUSE in page
    assert number(app, two[0]) in page


def test_each_agency_hears_nothing_of_the_other(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    """Silence, unless a basis runs both ways."""
    for player, own, other in (
        (cast.probation, two[0], two[1]),
        (cast.child_welfare, two[1], two[0]),
    ):
        page = browser.as_(player).get(own).text
        assert HEADING not in page and number(app, other) not in page


def test_the_page_says_nothing_where_nobody_is_alike(browser: Browser, cast: Cast) -> None:
    send(browser, cast.child_welfare, typed("team_statute", first_name="Zebedee", last_name="Ash"))
    alone = send(browser, cast.probation, typed("team_statute", aliases=""))
    assert HEADING not in browser.as_(cast.coordinator).get(alone).text


def test_a_coded_referral_is_like_nobody(
    browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    """The office sees no name of it, so there is nothing to compare."""
    secret = send(browser, cast.advocate, coded())
    assert HEADING not in browser.as_(cast.coordinator).get(secret).text


def test_the_ledger_says_how_many_names_were_compared(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    browser.as_(cast.coordinator).get(two[1])
    entry = last_entry(app)
    assert "scanned" in entry.basis and "names" in entry.basis
    assert {*survivors(app, *two)} <= {touch.survivor for touch in entry.touches}
    assert LAST not in repr(entry) and FIRST not in repr(entry)


def test_somebody_whom_a_conflict_hides_is_not_compared(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    first, _second = survivors(app, *two)
    scene = scenes.Scene(uuid4(), first, "", uuid4())
    scenes.colleague(app, cast.coordinator, Role.COORDINATOR)
    block(app, scene, cast.coordinator, by=cast.coordinator)
    assert HEADING not in browser.as_(cast.coordinator).get(two[1]).text


# For the sender -----------------------------------------------------------------------------------


def test_an_agency_is_told_of_its_own_while_it_types(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    asked = {"first_name": "Marigold", "last_name": "Thistledon", "born-year": "2010"}
    page = browser.as_(cast.probation).post("/alike", asked)
    assert page.status_code == 200 and number(app, two[0]) in page.text
    assert number(app, two[1]) not in page.text


def test_others_are_not_there_while_one_types(
    browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    asked = {"first_name": FIRST, "last_name": LAST}
    page = browser.as_(cast.outsider).post("/alike", asked).text
    assert "Nobody whom your agency knows is like this." in page and FIRST not in page


def test_nothing_typed_is_kept(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.as_(cast.probation).post("/alike", first_name="Quillwort", last_name="Ash")
    with app.app_context(), job("test: look"):
        assert rows(Name) == []
    assert "Quillwort" not in repr(last_entry(app))


def test_too_long_a_name_is_refused_with_a_sentence(browser: Browser, cast: Cast) -> None:
    answer = browser.as_(cast.probation).post("/alike", first_name="M" * 500)
    assert answer.status_code == 422 and "too long" in answer.text


def test_who_refers_nobody_may_not_ask(browser: Browser, cast: Cast) -> None:
    for player in (cast.analyst, cast.observer, cast.administrator, cast.privacy_officer):
        assert browser.as_(player).post("/alike", first_name=FIRST).status_code == 403


def refer_whom_harbor_knows(app: Flask, browser: Browser, cast: Cast) -> tuple[scenes.Scene, str]:
    """Let Harbor tell probation who she is, and probation refer her; not the other way round."""
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.probation, obtained_by=cast.advocate)
    called = {"first_name": scenes.FIRST, "last_name": scenes.LAST, "births-0-born-year": "2009"}
    return scene, send(browser, cast.probation, typed("team_statute", **called))


def test_with_a_basis_one_way_an_agency_hears_nothing(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    _scene, mine = refer_whom_harbor_knows(app, browser, cast)
    page = browser.as_(cast.probation).get(mine).text
    assert HEADING not in page and "Harbor House" not in page


def test_with_a_basis_both_ways_an_agency_is_told_whom_to_ask(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """The name of the agency, and nothing else (D19)."""
    scene, mine = refer_whom_harbor_knows(app, browser, cast)
    [her] = survivors(app, mine)
    back = scenes.Scene(scene.case_id, her, "", scene.contact_id)
    scenes.release(app, back, cast.advocate, Category.IDENTITY, obtained_by=cast.probation)
    page = browser.as_(cast.probation).get(mine).text
    assert "ask Harbor House to check" in page and scene.number not in page


# Joining ------------------------------------------------------------------------------------------


def test_the_coordinator_joins_two_and_both_pages_say_so(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    path = joining_path(app, two)
    page = browser.as_(cast.coordinator).get(path).text
    assert BECAUSE in page and FIRST in page
    before = [(name.survivor_id, name.owner_id) for name in _names(app)]
    where = joined(app, browser, cast, two)
    assert [(name.survivor_id, name.owner_id) for name in _names(app)] == before
    assert WHY in browser.get(where).text
    for own, other in (two, two[::-1]):
        page = browser.get(own).text
        assert "Joined with" in page and number(app, other) in page
        assert HEADING not in page


def _names(app: Flask) -> list[Name]:
    with app.app_context(), job("test: look"):
        found = rows(Name)
        db.session.expunge_all()
        return found


def test_a_joining_can_be_undone(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    where = joined(app, browser, cast, two)
    assert browser.post(f"{where}/undoing", version="1").status_code == 422
    answer = browser.post(f"{where}/undoing", version="1", reason="Two cousins of one name.")
    assert answer.status_code == 303
    page = browser.get(where).text
    assert "Two cousins of one name." in page and "undone" in page
    assert "Joined with" not in browser.get(two[0]).text
    assert HEADING in browser.get(two[0]).text
    again = browser.post(f"{where}/undoing", version="2", reason="Again.")
    assert again.status_code == 409


def test_two_are_joined_once(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    where = joined(app, browser, cast, two)
    path = joining_path(app, two[::-1])
    assert browser.get(path).location == where
    assert browser.post(path, reason=WHY).status_code == 409


def test_without_a_basis_on_both_sides_nobody_is_joined(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    two = refer_twice(browser, cast)
    path = joining_path(app, (two[0], send(browser, cast.advocate, coded())))
    page = browser.as_(cast.coordinator).get(path)
    assert page.status_code == 200 and "needs a basis on both sides" in page.text
    assert browser.post(path, reason=WHY).status_code == 403
    with app.app_context(), job("test: look"):
        assert rows(Joining) == []


def test_a_reason_is_needed(app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]) -> None:
    answer = browser.as_(cast.coordinator).post(joining_path(app, two), reason=" ")
    assert answer.status_code == 422 and "Write whom you asked" in answer.text


def test_nobody_else_joins(app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]) -> None:
    path = joining_path(app, two)
    for player in (cast.probation, cast.child_welfare, cast.supervisor, cast.administrator):
        browser.as_(player)
        assert browser.get(path).status_code == 403
        assert browser.post(path, reason=WHY).status_code == 403


def test_who_may_not_know_both_is_not_told(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    """Each of the two agencies knows one of them only."""
    where = joined(app, browser, cast, two)
    for player, own in ((cast.probation, two[0]), (cast.child_welfare, two[1])):
        page = browser.as_(player).get(own).text
        assert "Joined with" not in page
        assert browser.get(where).status_code == 403


def test_an_agency_that_brought_both_is_told(app: Flask, browser: Browser, cast: Cast) -> None:
    both = (
        send(browser, cast.probation, typed("team_statute")),
        send(browser, cast.probation, typed("team_statute", first_name="Mari")),
    )
    joined(app, browser, cast, both)
    page = browser.as_(cast.probation).get(both[0]).text
    assert "Joined with" in page and number(app, both[1]) in page


def test_the_case_of_whom_she_is_joined_with_is_the_earlier_one(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    """Within twelve months it is a repeat; nobody has to type the number."""
    joined(app, browser, cast, two)
    lead = {"lead": str(cast.probation.agency_id), "version": str(version_of(app, two[0]))}
    opened = browser.post(f"{two[0]}/acceptance", lead)
    assert opened.status_code == 303, opened.text
    [number_of_case] = re.findall(r"SN-\d{4}-\d+", browser.get(str(opened.location)).text)[:1]
    assert f'value="{number_of_case}"' in browser.get(f"{two[1]}/acceptance").text


def test_joining_is_on_the_ledger(
    app: Flask, browser: Browser, cast: Cast, two: tuple[str, str]
) -> None:
    joined(app, browser, cast, two)
    entry = last_entry(app)
    assert entry.permission == "joining:keep"
    assert {"joinings", "joining_reasons"} <= {touch.table for touch in entry.touches}
    with app.app_context(), job("test: look"):
        [reason] = rows(JoiningReason)
        assert (reason.owner_id, reason.category) == (cast.coordinator.agency_id, Category.OFFICE)


def test_a_joining_that_sql_wrote_is_not_there(app: Flask, browser: Browser, cast: Cast) -> None:
    two = refer_twice(browser, cast)
    one, other = survivors(app, *two)
    forged = {
        "id": uuid4(),
        "created_at": clock.now(),
        "version": 1,
        "survivor_id": one,
        "other_survivor_id": other,
        "brought_by_id": cast.probation.agency_id,
        "other_brought_by_id": cast.child_welfare.agency_id,
        "joined_by_id": cast.coordinator.id,
        "mac": bytes(32),
    }
    with app.app_context(), writing_engine().begin() as connection:
        connection.execute(insert(Joining.__table__).values(forged))  # type: ignore[arg-type]
    page = browser.as_(cast.coordinator).get(two[0]).text
    assert "Joined with" not in page and HEADING in page


def test_nothing_of_a_release_is_left_out(browser: Browser, cast: Cast) -> None:
    """What is told under a release is compared as well as what a law carries."""
    send(browser, cast.child_welfare, typed("team_statute"))
    mine = send(browser, cast.advocate, typed("release", **released("identity")))
    assert HEADING in browser.as_(cast.coordinator).get(mine).text
