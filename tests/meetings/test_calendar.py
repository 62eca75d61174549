"""Calling a meeting, seeing it, starting it."""

from datetime import timedelta

from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.meetings import Meeting
from safetynet.meetings.models import MeetingStatus
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.meetings.sitting import call_meeting, item_of
from tests.scenes import open_case

FACTS = {"kind": "weekly", "minutes": "120", "place_code": "Room 4B"}


def _when(days: int = 3) -> str:
    return (clock.now() + timedelta(days=days)).strftime("%Y-%m-%dT09:00")


def test_the_coordinator_calls_a_meeting(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.as_(cast.coordinator).get("/meetings/new")
    answer = browser.post("/meetings", FACTS, starts_at=_when(), chair_id=str(cast.coordinator.id))
    assert answer.status_code == 303
    with app.app_context(), job("test: look"):
        (meeting,) = rows(Meeting)
        assert meeting.number == f"M-{meeting.starts_at.year}-001"
        assert meeting.status is MeetingStatus.DRAFT
        path = f"/meetings/{meeting.id}"
    assert answer.location == f"{path}/agenda"
    assert "Room 4B" in browser.get(path).text
    assert "Room 4B" in browser.get("/meetings").text


def test_a_meeting_needs_a_day(browser: Browser, cast: Cast) -> None:
    answer = browser.as_(cast.coordinator).post("/meetings", FACTS, starts_at="")
    assert answer.status_code == 422
    assert "Give a day and a time" in answer.text


def test_nobody_else_calls_meetings(browser: Browser, cast: Cast) -> None:
    for player in (cast.advocate, cast.probation, cast.observer):
        assert browser.as_(player).get("/meetings/new").status_code == 403
        assert browser.post("/meetings", FACTS, starts_at=_when()).status_code == 403


def test_everyone_at_the_table_knows_the_meeting_but_an_analyst(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    meeting = call_meeting(app, cast)
    for player in (cast.advocate, cast.outsider, cast.prosecutor, cast.observer):
        assert browser.as_(player).get(f"/meetings/{meeting}").status_code == 200
    assert browser.as_(cast.analyst).get(f"/meetings/{meeting}").status_code == 403


def test_the_agenda_holds_only_ones_own_cases_without_gaps(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    first, second = open_case(app, cast), open_case(app, cast)
    meeting = call_meeting(app, cast, first, second)
    with app.app_context(), job("test: only Elsewhere is left at the first table"):
        from safetynet.sharing import TeamSeat

        for seat in rows(TeamSeat, TeamSeat.case_id == first.case_id):
            seat.ended_at = clock.now()
    page = browser.as_(cast.advocate).get(f"/meetings/{meeting}").text
    assert first.number not in page
    assert second.number in page
    assert 'data-label="#"><span>1<' in page
    assert 'data-label="#"><span>2<' not in page


def test_an_outsider_finds_no_item(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = open_case(app, cast)
    meeting = call_meeting(app, cast, scene)
    page = browser.as_(cast.outsider).get(f"/meetings/{meeting}").text
    assert scene.number not in page
    assert "No case that you take part in" in page
    item = item_of(app, meeting, scene)
    assert browser.post(f"/meetings/{meeting}/items/{item}/removal").status_code == 403


def test_starting_notes_the_chair(app: Flask, browser: Browser, cast: Cast) -> None:
    meeting = call_meeting(app, cast)
    assert browser.as_(cast.advocate).post(f"/meetings/{meeting}/start").status_code == 403
    assert browser.as_(cast.coordinator).post(f"/meetings/{meeting}/start").status_code == 303
    page = browser.get(f"/meetings/{meeting}").text
    assert "In session" in page
    assert "Coordinator, Coordinating Office" in page
    again = browser.post(f"/meetings/{meeting}/start")
    assert "was started before" in browser.get(again.location).text
