"""A linkage that nobody answers is called to mind: first where it went, then whence it came."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Role, job
from safetynet.agencies.models import Member
from safetynet.cases import keep_out
from safetynet.db import db
from safetynet.deadlines import ClockSetting
from safetynet.linkages.clocks import ANSWER, LOOP, OUTCOME
from safetynet.linkages.reminding import remind_of_linkages
from safetynet.notices import STALE
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.house.inside import actor_for
from tests.linkages.conftest import reminded, stand_on
from tests.linkages.offering import WORDS, list_for, sent, take
from tests.notices.conftest import LetterBox
from tests.scenes import Scene


def test_the_service_is_reminded_then_whoever_sent_it_each_once(
    cast: Cast, box: LetterBox, path: str, day: date
) -> None:
    told = {}
    for after in range(30):
        stand_on(day, after)
        told[after] = [*reminded(box), *reminded(box)]
    assert {after: whom for after, whom in told.items() if whom} == {
        ANSWER.amount + 1: [cast.teacher.email],
        LOOP.amount + 1: [cast.probation.email],
    }


def test_the_mail_says_nothing_of_the_case(
    cast: Cast, scene: Scene, box: LetterBox, path: str, day: date
) -> None:
    stand_on(day, LOOP.amount + 1)
    assert reminded(box) == sorted([cast.probation.email, cast.teacher.email])
    hers = [*scenes.NAME.split(), WORDS, scene.number, path.rsplit("/", 1)[-1]]
    for mail in box.took:
        whole = mail.as_string().replace(mail["To"], "") + mail.get_content()
        assert "Something waits for you." in whole
        for word in (*hers, "Unified", "Evening class", "Probation", "linkage"):
            assert word not in whole


@pytest.mark.parametrize(
    ("by", "step", "why"),
    [
        ("teacher", "answers/accepted", ""),
        ("teacher", "answers/waitlisted", "no_bed"),
        ("probation", "steps/closed", "overtaken"),
    ],
)
def test_what_is_answered_or_taken_back_is_silence(
    browser: Browser, cast: Cast, box: LetterBox, path: str, by: str, step: str, why: str
) -> None:
    browser.as_(cast.players[by])
    assert take(browser, path, step, why=why) == 303
    begun = clock.today()
    for after in range(12):
        stand_on(begun, after)
        assert reminded(box) == []


def test_what_is_answered_before_the_mail_leaves_is_not_told(
    app: Flask, browser: Browser, cast: Cast, box: LetterBox, path: str, day: date
) -> None:
    stand_on(day, LOOP.amount + 1)
    with app.app_context():
        remind_of_linkages()
    browser.as_(cast.teacher)
    assert take(browser, path, "answers/accepted") == 303
    box.emptied()
    assert box.took == []


def test_received_is_no_answer_yet(
    browser: Browser, cast: Cast, box: LetterBox, path: str, day: date
) -> None:
    stand_on(day, ANSWER.amount)
    browser.as_(cast.teacher)
    assert take(browser, path, "answers/received") == 303
    stand_on(day, ANSWER.amount + 1)
    assert reminded(box) == [cast.teacher.email]


def test_whoever_may_not_answer_there_hears_nothing(
    app: Flask, cast: Cast, box: LetterBox, path: str, day: date
) -> None:
    lawyer = scenes.colleague(app, cast.teacher, Role.COUNSEL)
    box.choose_at_once(Cast(cast.team_id, cast.harbor_id, {"lawyer": lawyer}))
    stand_on(day, LOOP.amount + 1)
    assert reminded(box) == sorted([cast.probation.email, cast.teacher.email])


def leave(app: Flask, player: Player) -> None:
    with app.app_context(), job("test: leave"):
        db.session.scalars(select(Member).where(Member.id == player.id)).one().is_active = False


def kept_out(app: Flask, cast: Cast, scene: Scene, player: Player) -> None:
    with app.app_context(), job("test: a conflict"):
        coordinator = actor_for(cast.coordinator)
        keep_out(scene.survivor_id, player.agency_id, player.id, "Her cousin.", coordinator)


def test_who_left_or_may_not_know_of_it_gets_none(
    app: Flask, cast: Cast, scene: Scene, box: LetterBox, path: str, day: date
) -> None:
    leave(app, cast.teacher)
    kept_out(app, cast, scene, cast.probation)
    for after in (ANSWER.amount + 1, LOOP.amount + 1):
        stand_on(day, after)
        assert reminded(box) == []


def test_who_is_kept_out_between_telling_and_sending_gets_none(
    app: Flask, cast: Cast, scene: Scene, box: LetterBox, path: str, day: date
) -> None:
    stand_on(day, LOOP.amount + 1)
    with app.app_context():
        remind_of_linkages()
    for player in (cast.teacher, cast.probation):
        kept_out(app, cast, scene, player)
    box.emptied()
    assert box.took == []


def test_an_agency_that_left_the_table_has_nothing_to_look_after(
    app: Flask, cast: Cast, scene: Scene, box: LetterBox, path: str, day: date
) -> None:
    scenes.unseat(app, scene, cast.probation)
    stand_on(day, LOOP.amount + 1)
    assert reminded(box) == [cast.teacher.email]


@pytest.mark.parametrize("gone", ["left", "kept out"])
def test_where_whoever_sent_it_is_gone_her_agency_is_told(
    app: Flask, cast: Cast, scene: Scene, box: LetterBox, path: str, day: date, gone: str
) -> None:
    other = scenes.colleague(app, cast.probation, Role.PROBATION)
    box.choose_at_once(Cast(cast.team_id, cast.harbor_id, {"other": other}))
    if gone == "left":
        leave(app, cast.probation)
    else:
        kept_out(app, cast, scene, cast.probation)
    stand_on(day, LOOP.amount + 1)
    assert reminded(box) == sorted([other.email, cast.teacher.email])


def test_of_a_service_that_does_not_sign_in_those_who_sent_it_are_asked(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, box: LetterBox, day: date
) -> None:
    sent(browser, scene, list_for(app, None), cast.probation)
    box.forget()
    for after in (ANSWER.amount + 1, LOOP.amount + 1):
        stand_on(day, after)
        assert reminded(box) == [cast.probation.email]
        assert reminded(box) == []


def test_an_appointment_without_a_word_of_how_it_went(
    browser: Browser, cast: Cast, box: LetterBox, path: str, day: date
) -> None:
    browser.as_(cast.teacher)
    assert take(browser, path, "answers/accepted") == 303
    on = (day + timedelta(days=4)).isoformat()
    assert take(browser, path, "answers/appointment_offered", on=on) == 303
    for after in range(4 + OUTCOME.amount + 1):
        stand_on(day, after)
        assert reminded(box) == []
    stand_on(day, 4 + OUTCOME.amount + 1)
    assert reminded(box) == [cast.teacher.email]
    assert reminded(box) == []
    browser.as_(cast.teacher)
    assert take(browser, path, "answers/no_show") == 303
    stand_on(day, 4 + OUTCOME.amount + 2)
    assert reminded(box) == []


def test_the_county_sets_the_days(
    app: Flask, cast: Cast, box: LetterBox, path: str, day: date
) -> None:
    with app.app_context(), job("test: a patient county"):
        about = {"changed_at": clock.now(), "changed_by_id": cast.coordinator.id}
        db.session.add(ClockSetting(key=ANSWER.key, amount=10, is_on=True, **about))
        db.session.add(ClockSetting(key=LOOP.key, amount=4, is_on=True, **about))
    stand_on(day, 10)
    assert reminded(box) == []
    stand_on(day, 11)
    assert reminded(box) == sorted([cast.probation.email, cast.teacher.email])


def test_a_county_that_wants_none_for_those_who_sent_it(
    app: Flask, browser: Browser, cast: Cast, box: LetterBox, path: str, day: date
) -> None:
    browser.as_(cast.coordinator)
    off = {"amount": "5", "version": "0"}
    assert browser.post(f"/clocks/{LOOP.key}/setting", off).status_code == 303
    stand_on(day, LOOP.amount + 1)
    assert reminded(box) == [cast.teacher.email]


def test_what_nobody_told_of_for_a_week_stands_on_the_page_alone(
    browser: Browser, cast: Cast, scene: Scene, box: LetterBox, path: str, day: date
) -> None:
    stand_on(day, ANSWER.amount + STALE.days + 2)
    assert reminded(box) == [cast.probation.email]
    stand_on(day, 40)
    assert reminded(box) == []
    assert f"for {scene.number}" in browser.as_(cast.probation).get("/").text
    assert f"about {scene.number}" in browser.as_(cast.teacher).get("/").text


def test_home_counts_by_the_days_that_the_county_set(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, path: str, day: date
) -> None:
    waits = f"No answer yet from Unified Schools for {scene.number}"
    stand_on(day, ANSWER.amount)
    assert waits not in browser.as_(cast.probation).get("/").text
    stand_on(day, ANSWER.amount + 1)
    assert waits in browser.as_(cast.probation).get("/").text
    with app.app_context(), job("test: a patient county"):
        about = {"changed_at": clock.now(), "changed_by_id": cast.coordinator.id}
        db.session.add(ClockSetting(key=ANSWER.key, amount=10, is_on=True, **about))
    assert waits not in browser.get("/").text
