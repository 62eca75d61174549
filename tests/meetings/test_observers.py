"""An observer sees the items she signed for, until midnight of that day, and nothing else."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Role, job, looking_as
from safetynet.agencies import actor_of
from safetynet.audit.alarms import ALARM
from safetynet.cases import Case
from safetynet.db import db
from safetynet.meetings.models import AgendaItem, Attendance, Task
from safetynet.monitor.periods import quarter_of
from safetynet.monitor.reading_agencies import presences
from safetynet.monitor.span import Span
from safetynet.survivors import Survivor
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.house.inside import Hand, actor_for, ledger
from tests.house.sweep import text_of
from tests.meetings.sitting import call_meeting, sit_down
from tests.scenes import Scene, colleague, open_case


@pytest.fixture
def observer(app: Flask, cast: Cast) -> Player:
    """Somebody who learns at an agency that sits at the table."""
    return colleague(app, cast.probation, Role.OBSERVER)


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return open_case(app, cast)


def note(browser: Browser, cast: Cast, meeting: UUID, who: Player, **facts: str) -> None:
    """Let the chair note her as an observer."""
    browser.as_(cast.coordinator).get(f"/meetings/{meeting}/attendance")
    said = {f"{name}_{who.id.hex}": value for name, value in facts.items()}
    answer = browser.post(f"/meetings/{meeting}/attendance", said)
    assert answer.status_code == 303


def reached(app: Flask, who: Player) -> set[str]:
    """Return what kinds of rows about cases her rights let through, by whatever way."""
    with app.test_request_context():
        actor = actor_of(who.id)
        assert actor
        with looking_as(actor, "test: look"):
            kinds = (AgendaItem, Case, Task, Survivor)
            return {kind.__tablename__ for kind in kinds if db.session.scalars(select(kind)).all()}


def test_before_signing_no_number_of_the_agenda_shows(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, observer: Player
) -> None:
    sitting = sit_down(app, cast, browser, scene)
    browser.post(sitting.screen, tasks="Call the school @probation", version="2")
    note(browser, cast, sitting.meeting_id, observer, presence="observer")
    page = browser.as_(observer).get(sitting.path).text
    assert "I sign this statement" in page
    assert scene.number not in page and "Incomplete tasks" not in page
    assert browser.get(sitting.screen).status_code == 404
    paper = browser.get(f"{sitting.path}/agenda.pdf")
    assert scene.number not in text_of(paper)
    assert reached(app, observer) == set()


def test_once_signed_the_items_show_until_midnight(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, observer: Player
) -> None:
    other = open_case(app, cast)
    sitting = sit_down(app, cast, browser, scene)
    browser.post(sitting.screen, tasks="Call the school @clinic", version="2")
    later = call_meeting(app, cast, scene, other, days=3)
    note(browser, cast, sitting.meeting_id, observer, presence="observer")
    assert browser.as_(observer).post(f"{sitting.path}/signature").status_code == 303
    page = browser.get(sitting.path).text
    assert scene.number in page and other.number not in page
    assert browser.get(sitting.screen).status_code == 200
    assert reached(app, observer) == {"agenda_items", "cases", "tasks", "survivors"}
    assert "/items/" not in browser.get(f"/meetings/{later}").text
    clock.stand_at(clock.end_of(clock.today()) + timedelta(minutes=1))
    page = browser.as_(observer).get(sitting.path).text
    assert scene.number not in page
    assert browser.get(sitting.screen).status_code == 404
    assert reached(app, observer) == set()


def test_of_what_her_agency_has_no_part_in_she_hears_no_number(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    stranger = colleague(app, cast.outsider, Role.OBSERVER)
    sitting = sit_down(app, cast, browser, scene)
    with app.app_context(), job("test: note her"):
        row = Attendance(
            meeting_id=sitting.meeting_id,
            agency_id=stranger.agency_id,
            member_id=stranger.id,
            presence="observer",
        )
        row.sign(clock.now())
        db.session.add(row)
    assert scene.number not in browser.as_(stranger).get(sitting.path).text
    assert reached(app, stranger) == set()


def test_she_signs_where_she_was_noted_and_on_the_day(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, observer: Player
) -> None:
    today, later = call_meeting(app, cast, scene, days=0), call_meeting(app, cast, scene, days=3)
    browser.as_(observer)
    assert browser.post(f"/meetings/{today}/signature").status_code == 403
    note(browser, cast, later, observer, presence="observer", signed="y")
    assert browser.as_(observer).post(f"/meetings/{later}/signature").status_code == 403
    assert "I sign this statement" not in browser.get(f"/meetings/{later}").text
    assert scene.number not in browser.get(f"/meetings/{later}").text
    note(browser, cast, today, observer, presence="observer", signed="y")
    assert scene.number in browser.as_(observer).get(f"/meetings/{today}").text


def test_what_is_taken_back_is_closed_to_her_again(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, observer: Player
) -> None:
    path = f"/meetings/{(meeting := call_meeting(app, cast, scene, days=0))}"
    note(browser, cast, meeting, observer, presence="observer", signed="y")
    assert scene.number in browser.as_(observer).get(path).text
    browser.as_(cast.coordinator).get(f"{path}/publication")
    browser.post(f"{path}/publication/end", version="2")
    assert scene.number not in browser.as_(observer).get(path).text


def test_of_who_was_there_she_knows_those_she_sat_with(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, observer: Player
) -> None:
    """Not who of her agency sat at meetings before, nor who comes to the next."""
    before = call_meeting(app, cast, scene, days=0)
    browser.as_(cast.probation).post(f"/meetings/{before}/signature")
    assert "Probation, County" in browser.get(f"/meetings/{before}").text
    assert "Probation, County" not in browser.as_(observer).get(f"/meetings/{before}").text
    note(browser, cast, before, observer, presence="observer", signed="y")
    assert "Probation, County" in browser.as_(observer).get(f"/meetings/{before}").text


def test_nobody_else_loses_a_case_by_it(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, observer: Player
) -> None:
    path = f"/meetings/{call_meeting(app, cast, scene)}"
    assert scene.number not in browser.as_(observer).get(path).text
    assert scene.number in browser.as_(cast.probation).get(path).text


def test_a_signature_that_sql_wrote_opens_nothing(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, observer: Player, hand: Hand
) -> None:
    meeting = call_meeting(app, cast, scene, days=0)
    note(browser, cast, meeting, observer, presence="observer")
    signed = "UPDATE attendances SET signed_at = :now WHERE member_id = :me"
    assert hand.run(signed, now=clock.now(), me=observer.id) == 1
    assert reached(app, observer) == set()
    assert scene.number not in browser.as_(observer).get(f"/meetings/{meeting}").text


def test_a_signature_that_sql_wrote_is_no_signature_anywhere(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, hand: Hand
) -> None:
    """Not on the page, not on paper, not where signatures are counted; and an alarm is raised."""
    sitting = sit_down(app, cast, browser, scene)
    path = sitting.path
    browser.as_(cast.coordinator).get(f"{path}/attendance")
    browser.post(f"{path}/attendance", {f"presence_{cast.probation.id.hex}": "present"})
    hand.run("UPDATE attendances SET signed_at = :now", now=clock.now())
    page = browser.get(path).text
    assert "0 of 2 people here have signed." in page
    assert "these still have to sign" in page
    browser.post(f"{path}/end")
    paper = browser.get(f"{path}/minutes").text
    assert "Probation" in paper and ">Yes<" not in paper
    with app.app_context():
        span = Span(actor_for(cast.coordinator), quarter_of(clock.today()))
    with app.app_context(), job("test: count"):
        assert [one.signed for one in presences(span)] == [False, False]
    assert ALARM in {entry.permission for entry in ledger(app)}
