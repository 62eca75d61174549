"""Meetings in a calendar program: “Review meeting”, hours, the place's code, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select, text

from safetynet import clock
from safetynet.access import job
from safetynet.agencies.models import Member, PaperKind
from safetynet.agencies.papers import record
from safetynet.db import db
from safetynet.meetings import Meeting
from safetynet.meetings.models import CalendarFeed, MeetingKind, MeetingStatus
from safetynet.meetings.models.feeds import HOLDS
from safetynet.meetings.operations.scheduling import cancel, move_to, publish, schedule
from tests.audit.test_rows import by_sql
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting
from tests.scenes import NAME, open_case

COUNTY = ZoneInfo("America/Los_Angeles")
ALLOWED = {
    *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "SEQUENCE", "STATUS"),
}
AWKWARD = "Room 4B; “north, \\ wing” — bring the badge, please"


def called(app: Flask, cast: Cast, starts_at: datetime, place: str = "Room 4B") -> UUID:
    with app.app_context(), job("test: call a meeting"):
        kind, chair = MeetingKind.WEEKLY, cast.coordinator.id
        return schedule(
            kind=kind, starts_at=starts_at, minutes=120, place_code=place, chair_id=chair
        ).id


def events(answer: Any) -> list[Any]:
    """Read a calendar with a parser, and look at its lines as RFC 5545 wants them."""
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    lines = answer.data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def changed(app: Flask, meeting_id: UUID, change: Any) -> None:
    with app.app_context(), job("test: change"):
        change(db.session.scalars(select(Meeting).where(Meeting.id == meeting_id)).one())


def test_it_says_when_and_where_and_nothing_else(app: Flask, browser: Browser, cast: Cast) -> None:
    meeting = call_meeting(app, cast, open_case(app, cast))
    answer = browser.as_(cast.advocate).get("/meetings/calendar.ics")
    [event] = events(answer)
    assert set(event) == ALLOWED
    assert (event["SUMMARY"], event["LOCATION"]) == ("Review meeting", "Room 4B")
    assert event["STATUS"] == "CONFIRMED"
    said = answer.text
    for word in (*NAME.split(), "SN-", "M-20", "Weekly", "Coordinator", str(meeting), "@"):
        assert word not in said, word
    assert "meetings.ics" in answer.headers["Content-Disposition"]


def test_everybody_at_the_table_gets_the_same(app: Flask, browser: Browser, cast: Cast) -> None:
    call_meeting(app, cast, open_case(app, cast))
    uids = {
        str(event["UID"])
        for player in (cast.advocate, cast.outsider, cast.coordinator)
        for event in events(browser.as_(player).get("/meetings/calendar.ics"))
    }
    assert len(uids) == 1
    assert browser.as_(cast.analyst).get("/meetings/calendar.ics").status_code == 403


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        # The county's clock goes forward at two on March 14, and back at two on November 7.
        ("2027-03-14T09:30+00:00", "2027-03-14T11:30+00:00"),
        ("2027-11-07T08:30+00:00", "2027-11-07T10:30+00:00"),
        ("2027-07-01T16:00+00:00", "2027-07-01T18:00+00:00"),
        ("2027-01-04T17:00+00:00", "2027-01-04T19:00+00:00"),
    ],
)
def test_hours_are_right_whatever_the_countys_clock_does(
    app: Flask, browser: Browser, cast: Cast, starts: str, ends: str
) -> None:
    clock.stand_at(datetime(2026, 12, 31, tzinfo=UTC))
    called(app, cast, datetime.fromisoformat(starts))
    answer = browser.as_(cast.advocate).get("/meetings/calendar.ics")
    [event] = events(answer)
    begins, finishes = event["DTSTART"], event["DTEND"]
    assert begins.params["TZID"] == finishes.params["TZID"] == "America/Los_Angeles"
    assert begins.dt.replace(tzinfo=COUNTY).astimezone(UTC) == datetime.fromisoformat(starts)
    assert finishes.dt.replace(tzinfo=COUNTY).astimezone(UTC) == datetime.fromisoformat(ends)
    [zone] = Calendar.from_ical(answer.data).walk("VTIMEZONE")
    assert zone["TZID"] == "America/Los_Angeles"


def test_what_is_not_published_is_tentative(app: Flask, browser: Browser, cast: Cast) -> None:
    meeting = call_meeting(app, cast, published=False)
    [before] = events(browser.as_(cast.advocate).get("/meetings/calendar.ics"))
    changed(app, meeting, lambda one: publish(one, clock.now()))
    [after] = events(browser.get("/meetings/calendar.ics"))
    assert (before["STATUS"], after["STATUS"]) == ("TENTATIVE", "CONFIRMED")
    assert before["SEQUENCE"] < after["SEQUENCE"]


def test_a_place_comes_back_as_it_was_typed(app: Flask, browser: Browser, cast: Cast) -> None:
    called(app, cast, clock.now() + timedelta(days=1), AWKWARD)
    [event] = events(browser.as_(cast.advocate).get("/meetings/calendar.ics"))
    assert event["LOCATION"] == AWKWARD


def test_a_place_cannot_add_a_line(app: Flask, browser: Browser, cast: Cast) -> None:
    place = "4B\r\nATTENDEE:mailto:x@example.org\nDESCRIPTION:hers"
    called(app, cast, clock.now() + timedelta(days=1), place)
    [event] = events(browser.as_(cast.advocate).get("/meetings/calendar.ics"))
    assert set(event) == ALLOWED


def test_a_move_and_a_cancellation_change_the_same_entry(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    meeting, path = call_meeting(app, cast), "/meetings/calendar.ics"
    [before] = events(browser.as_(cast.advocate).get(path))
    later = clock.now() + timedelta(days=9)
    changed(app, meeting, lambda one: move_to(one, later, 60, "Room 9"))
    [moved] = events(browser.get(path))
    changed(app, meeting, cancel)
    [gone] = events(browser.get(path))
    assert before["UID"] == moved["UID"] == gone["UID"]
    assert before["SEQUENCE"] < moved["SEQUENCE"] < gone["SEQUENCE"]
    assert (moved["LOCATION"], moved["STATUS"]) == ("Room 9", "CONFIRMED")
    assert gone["STATUS"] == "CANCELLED"


def test_the_coordinator_moves_a_meeting_and_cancels_it(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = f"/meetings/{call_meeting(app, cast, published=False)}"
    moved = {"starts_at": f"{clock.now() + timedelta(days=5):%Y-%m-%dT09:00}", "minutes": "90"}
    browser.as_(cast.coordinator).get(f"{path}/change")
    answer = browser.post(f"{path}/change", moved, place_code="Room 7", version="1")
    assert answer.status_code == 303
    assert "Room 7" in browser.get(path).text
    assert browser.post(f"{path}/change", moved, place_code="X", version="1").status_code == 409
    assert browser.post(f"{path}/change", moved, place_code="", version="2").status_code == 422
    assert browser.post(f"{path}/cancellation", version="2").status_code == 303
    with app.app_context(), job("test: look"):
        [meeting] = rows(Meeting)
        assert (meeting.status, meeting.minutes) == (MeetingStatus.CANCELLED, 90)
    assert "Meeting canceled" in browser.get("/meetings").text
    assert browser.post(f"{path}/cancellation", version="3").status_code == 409
    browser.as_(cast.advocate)
    assert browser.get(f"{path}/change").status_code == 403
    assert browser.post(f"{path}/cancellation", version="3").status_code == 403
    assert browser.get(path).status_code == 200


@pytest.fixture
def address(app: Flask, browser: Browser, cast: Cast) -> str:
    """The advocate's calendar has an address, and there is a meeting in it."""
    call_meeting(app, cast)
    browser.as_(cast.advocate).get("/meetings/calendar")
    answer = browser.post("/meetings/calendar/address")
    assert answer.status_code == 201
    found = answer.text.partition("<code>http://127.0.0.1:8000")[2]
    return found.partition("</code>")[0]


def test_an_address_opens_the_calendar_to_a_program(
    app: Flask, browser: Browser, cast: Cast, address: str
) -> None:
    program = Browser(app)
    assert len(events(program.get(address))) == 1
    assert (last_entry(app).permission, last_entry(app).actor) == (
        "job:calendar: fetched",
        cast.advocate.id,
    )
    newest = last_entry(app)
    program.get(address)
    assert last_entry(app) == newest
    assert "Set-Cookie" not in program.get(address).headers
    token = address.removeprefix("/calendar/").removesuffix(".ics")
    with app.app_context(), job("test: look"):
        [feed] = rows(CalendarFeed)
        assert token.encode() not in feed.token_hash
    assert token not in browser.get("/meetings/calendar").text


def ended(app: Flask, browser: Browser, _cast: Cast) -> None:
    assert browser.post("/meetings/calendar/end").status_code == 303


def made_anew(app: Flask, browser: Browser, _cast: Cast) -> None:
    assert browser.post("/meetings/calendar/address").status_code == 201


def grown_old(_app: Flask, _browser: Browser, _cast: Cast) -> None:
    clock.stand_at(clock.now() + HOLDS + timedelta(days=1))


def left(app: Flask, _browser: Browser, cast: Cast) -> None:
    with app.app_context(), job("test: leave"):
        [member] = rows(Member, Member.id == cast.advocate.id)
        member.is_active = False


def lapsed(app: Flask, _browser: Browser, cast: Cast) -> None:
    with app.app_context(), job("test: papers"):
        until = clock.today() - timedelta(days=1)
        me, by = cast.advocate, cast.administrator.id
        record(PaperKind.AGREEMENT, me.agency_id, me.id, until, by)


def switched_off(app: Flask, _browser: Browser, _cast: Cast) -> None:
    app.extensions["config"] = replace(app.extensions["config"], calendar_feeds=False)


@pytest.mark.parametrize("over", [ended, made_anew, grown_old, left, lapsed, switched_off])
def test_an_address_that_is_over_is_as_one_that_never_was(
    app: Flask, browser: Browser, cast: Cast, address: str, over: Any
) -> None:
    program = Browser(app)
    assert program.get(address).status_code == 200
    over(app, browser, cast)
    answer = program.get(address)
    assert answer.status_code == 404
    assert answer.data == program.get("/calendar/nothing-like-it.ics").data


def test_people_end_their_own_address_alone(
    app: Flask, browser: Browser, cast: Cast, address: str
) -> None:
    browser.as_(cast.outsider).post("/meetings/calendar/end")
    assert Browser(app).get(address).status_code == 200
    assert "Opens until" not in browser.get("/meetings/calendar").text


def test_an_address_that_sql_revives_opens_nothing(
    app: Flask, browser: Browser, cast: Cast, address: str
) -> None:
    browser.post("/meetings/calendar/end")
    by_sql(app, text("UPDATE calendar_feeds SET ended_at = NULL"))
    assert Browser(app).get(address).status_code == 404
