"""One press proposes the agenda: it fits the time, says why, and keeps what was set by hand."""

from datetime import timedelta
from time import perf_counter
from uuid import UUID

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import Agency
from safetynet.db import db
from safetynet.meetings.autopilot.models import LeftOut, NotNow
from safetynet.meetings.models import (
    AgendaItem,
    ItemKind,
    Meeting,
    MeetingKind,
    Task,
    TaskWords,
)
from safetynet.meetings.operations.reviewing import give_task
from safetynet.meetings.operations.scheduling import schedule
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting, item_of
from tests.scenes import Scene, open_case, release, seat


def order_of(app: Flask, meeting: UUID) -> list[AgendaItem]:
    with app.app_context(), job("test: look"):
        items = rows(AgendaItem, AgendaItem.meeting_id == meeting)
        # Values only: a test compares what was with what is.
        db.session.expunge_all()
        return sorted(items, key=lambda item: item.position)


def cases_of(app: Flask, meeting: UUID) -> list[UUID]:
    return [item.case_id for item in order_of(app, meeting)]


@pytest.fixture
def scenes(app: Flask, cast: Cast) -> list[Scene]:
    """Ten new cases of fifteen minutes: eight fit into two hours."""
    return [open_case(app, cast) for _ in range(10)]


def test_an_empty_agenda_is_filled_and_what_does_not_fit_is_told_why(
    app: Flask, browser: Browser, cast: Cast, scenes: list[Scene]
) -> None:
    meeting = call_meeting(app, cast)
    path = f"/meetings/{meeting}"
    assert "Propose the agenda" in browser.as_(cast.coordinator).get(f"{path}/agenda").text
    done = browser.post(f"{path}/proposal")
    assert "8 cases are proposed" in browser.told(done)
    items = order_of(app, meeting)
    assert [item.position for item in items] == list(range(1, 9))
    assert {(item.kind, item.minutes) for item in items} == {(ItemKind.NEW, 15)}
    assert all(item.is_of_a_proposal for item in items)
    page = browser.get(f"{path}/agenda").text
    assert "120 of 120 minutes" in page
    assert page.count("It takes 15 minutes, 0 are left. Its strongest reason weighs 60.") == 2
    assert page.count("never reviewed") == 10
    again = browser.post(f"{path}/proposal")
    assert "No further case fits" in browser.told(again)
    assert cases_of(app, meeting) == [item.case_id for item in items]


def test_hand_corrections_stick(
    app: Flask, browser: Browser, cast: Cast, scenes: list[Scene]
) -> None:
    meeting = call_meeting(app, cast, scenes[9])
    path = f"/meetings/{meeting}"
    browser.as_(cast.coordinator).post(f"{path}/proposal")
    before = cases_of(app, meeting)
    assert scenes[9].case_id in before
    items = {item.case_id: item.id for item in order_of(app, meeting)}
    gone, moved, timed = (before[at] for at in (0, 4, 5))
    browser.post(f"{path}/items/{items[gone]}/removal", why="no_time")
    browser.post(f"{path}/items/{items[moved]}/position/top")
    browser.post(f"{path}/items/{items[timed]}/timing", minutes="20", presenter_id="")
    browser.post(f"{path}/items/{items[timed]}/break", minutes="10")
    browser.post(f"{path}/proposal")
    now = cases_of(app, meeting)
    assert gone not in now
    assert now[0] == moved
    assert {scenes[9].case_id, timed} <= set(now)
    kept = {item.case_id: item for item in order_of(app, meeting)}
    assert (kept[timed].minutes, kept[timed].break_after) == (20, 10)
    page = browser.get(f"{path}/agenda").text
    for told in ("Added by hand", "Placed by hand", "Timed by hand", "Break of 10 minutes"):
        assert told in page
    with app.app_context(), job("test: look"):
        assert [(row.case_id, row.why) for row in rows(LeftOut)] == [(gone, NotNow.NO_TIME)]


def test_what_is_kept_off_once_is_proposed_at_the_next_meeting(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = open_case(app, cast)
    first, second = call_meeting(app, cast), call_meeting(app, cast, days=8)
    browser.as_(cast.coordinator)
    assert browser.post(f"/meetings/{first}/left-out", number=scene.number).status_code == 303
    browser.post(f"/meetings/{first}/proposal")
    browser.post(f"/meetings/{second}/proposal")
    assert cases_of(app, first) == []
    assert cases_of(app, second) == [scene.case_id]
    with app.app_context(), job("test: look"):
        [left] = [row.id for row in rows(LeftOut)]
    assert "Put back" in browser.get(f"/meetings/{first}/agenda").text
    browser.post(f"/meetings/{first}/left-out/{left}/return")
    assert cases_of(app, first) == [scene.case_id]
    browser.post(f"/meetings/{first}/proposal/removal")
    assert cases_of(app, first) == [scene.case_id], "put back by hand"


def test_what_was_proposed_is_taken_off_again_and_nothing_else(
    app: Flask, browser: Browser, cast: Cast, scenes: list[Scene]
) -> None:
    meeting = call_meeting(app, cast, scenes[0])
    path = f"/meetings/{meeting}"
    browser.as_(cast.coordinator).post(f"{path}/proposal")
    placed, worked_on = order_of(app, meeting)[1], order_of(app, meeting)[3]
    assert not placed.by_hand or not worked_on.by_hand
    browser.post(f"{path}/items/{placed.id}/position/up")
    with app.app_context(), job("test: a task"):
        [item] = rows(AgendaItem, AgendaItem.id == worked_on.id)
        [harbor] = rows(Agency, Agency.id == cast.harbor_id)
        give_task(item, cast.team_id, harbor, "Ask whether sharing goes on.", clock.today())
    browser.post(f"{path}/proposal/removal")
    assert set(cases_of(app, meeting)) == {scenes[0].case_id, placed.case_id, worked_on.case_id}
    browser.post(f"{path}/items/{placed.id}/freedom")
    browser.post(f"{path}/proposal/removal")
    assert placed.by_hand or placed.case_id not in cases_of(app, meeting)


def test_new_cases_with_children_come_before_others(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """Where child welfare sits at the table: a birth date would be told by the order."""
    without, with_children = open_case(app, cast), open_case(app, cast)
    seat(app, with_children, cast.child_welfare)
    meeting = call_meeting(app, cast)
    browser.as_(cast.coordinator).post(f"/meetings/{meeting}/proposal")
    assert cases_of(app, meeting) == [with_children.case_id, without.case_id]
    page = browser.get(f"/meetings/{meeting}/agenda").text
    assert "Child Welfare at" in page


def test_hard_cases_in_a_row_call_for_a_break(app: Flask, browser: Browser, cast: Cast) -> None:
    several = [open_case(app, cast) for _ in range(3)]
    meeting = call_meeting(app, cast)
    path = f"/meetings/{meeting}"
    browser.as_(cast.coordinator)
    for scene in several:
        browser.post(f"{path}/items", number=scene.number, kind="emergency")
    page = browser.get(f"{path}/agenda").text
    assert "3 hard cases stand in a row" in page
    second = item_of(app, meeting, several[1])
    browser.post(f"{path}/items/{second}/break", minutes="10")
    page = browser.get(f"{path}/agenda").text
    assert "hard cases stand in a row" not in page
    assert "55 of 120 minutes" in page
    assert "Give a break" in browser.told(
        browser.post(f"{path}/items/{second}/break", minutes="99")
    )


def test_a_meeting_that_has_begun_is_not_proposed(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = open_case(app, cast)
    meeting = call_meeting(app, cast, days=0)
    browser.as_(cast.coordinator).post(f"/meetings/{meeting}/start")
    with app.app_context(), job("test: look"):
        [row] = rows(Meeting)
        assert row.is_in_session
    for path in ("proposal", "proposal/removal"):
        answer = browser.post(f"/meetings/{meeting}/{path}")
        assert "has begun" in browser.told(answer)
    assert cases_of(app, meeting) == []
    assert scene.number in browser.get(f"/meetings/{meeting}/agenda").text


def test_a_renewal_visit_is_asked_for_with_one_press(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = open_case(app, cast)
    release(app, scene, cast.provider, obtained_by=cast.advocate, days=5)
    release(app, scene, cast.probation, obtained_by=cast.advocate, days=6)
    release(app, scene, cast.provider, obtained_by=cast.probation, days=60)
    meeting = call_meeting(app, cast, scene)
    path = f"/meetings/{meeting}/items/{item_of(app, meeting, scene)}/renewal"
    browser.as_(cast.coordinator)
    assert "Ask Harbor House for a renewal visit" in browser.get(f"/meetings/{meeting}/agenda").text
    for wrong in (str(cast.probation.agency_id), "", "invented"):
        assert "does not end soon" in browser.told(browser.post(path, agency=wrong))
    assert "has the task" in browser.told(browser.post(path, agency=str(cast.harbor_id)))
    assert "renewal visit" not in browser.get(f"/meetings/{meeting}/agenda").text
    with app.app_context(), job("test: look"):
        [task] = rows(Task)
        assert (task.agency_id, task.due_on) == (
            cast.harbor_id,
            clock.today() + timedelta(days=5),
        )
        [words] = rows(TaskWords)
        assert "sharing with Bridge Clinic, County Probation goes on" in words.text
    assert browser.as_(cast.advocate).post(path, agency=str(cast.harbor_id)).status_code == 403


def test_only_the_coordinator_proposes(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = open_case(app, cast)
    meeting = call_meeting(app, cast, scene)
    item = item_of(app, meeting, scene)
    for player in (cast.advocate, cast.outsider, cast.observer, cast.administrator):
        browser.as_(player)
        for path in ("proposal", "proposal/removal", "left-out", f"items/{item}/break"):
            assert browser.post(f"/meetings/{meeting}/{path}").status_code == 403


def test_a_proposal_is_on_the_record_of_each_of_the_ledger(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    several = [open_case(app, cast) for _ in range(2)]
    meeting = call_meeting(app, cast)
    browser.as_(cast.coordinator).post(f"/meetings/{meeting}/proposal")
    touched = {touch.survivor for touch in last_entry(app).touches}
    assert {scene.survivor_id for scene in several} <= touched


def test_ninety_cases_are_proposed_in_no_time(app: Flask, browser: Browser, cast: Cast) -> None:
    """bench/agenda.py measures it on a county of ten years; here the bound is generous."""
    for _ in range(90):
        open_case(app, cast)
    with app.app_context(), job("test: call a meeting"):
        meeting = schedule(
            kind=MeetingKind.WEEKLY,
            starts_at=clock.now() + timedelta(days=1),
            minutes=120,
            place_code="Room 4B",
            chair_id=cast.coordinator.id,
        ).id
    browser.as_(cast.coordinator)
    began = perf_counter()
    browser.post(f"/meetings/{meeting}/proposal")
    took = perf_counter() - began
    assert len(cases_of(app, meeting)) == 8
    page = browser.get(f"/meetings/{meeting}/agenda").text
    assert page.count("never reviewed") == 8 + 25
    assert "57 more cases with lighter reasons are not shown" in page
    assert took < 10
