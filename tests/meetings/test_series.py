"""Series of meetings: made ahead, moved off holidays, changed with their series; who comes."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Role, job
from safetynet.agencies.models import Member, PaperKind
from safetynet.agencies.papers import record
from safetynet.db import db
from safetynet.meetings import Meeting
from safetynet.meetings.commands import make_all
from safetynet.meetings.models import MeetingStatus, RosterPlace, Series
from safetynet.meetings.operations.scheduling import publish
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting
from tests.scenes import colleague, open_case

COUNTY = ZoneInfo("America/Los_Angeles")
PATH = "/meetings/series"


@pytest.fixture(autouse=True)
def a_day_in_february(app: Flask) -> None:
    """Four weeks before the clock goes forward."""
    clock.stand_at(datetime(2027, 2, 15, 10, tzinfo=COUNTY))


def facts(cast: Cast, **other: str) -> dict[str, str]:
    return {
        "kind": "weekly",
        "cadence": "weekly",
        "every": "1",
        "first_on": "2027-02-16",
        "begins_at": "13:30",
        "zone": "America/Los_Angeles",
        "minutes": "120",
        "place_code": "Room 4B",
        "chair_id": str(cast.coordinator.id),
        "quorum": "2",
        "statement_version": "1",
        "weeks_ahead": "6",
        **other,
    }


@pytest.fixture
def series(app: Flask, browser: Browser, cast: Cast) -> str:
    """The path of a weekly series, begun by the coordinator."""
    answer = browser.as_(cast.coordinator).post(PATH, facts(cast))
    assert answer.status_code == 303
    return str(answer.location)


def meetings(app: Flask) -> list[Meeting]:
    with app.app_context(), job("test: look"):
        found = sorted(rows(Meeting), key=lambda one: one.starts_at)
        for one in found:
            db.session.refresh(one)
            db.session.expunge(one)
        return found


def days(app: Flask) -> list[date]:
    return [one.starts_at.astimezone(COUNTY).date() for one in meetings(app)]


def run(app: Flask) -> int:
    with app.app_context():
        return make_all()


def version(app: Flask) -> str:
    with app.app_context(), job("test: look"):
        return str(db.session.scalars(select(Series.version)).one())


# Made ahead ------------------------------------------------------------------------------------


def test_its_meetings_are_made_some_weeks_ahead(app: Flask, series: str, cast: Cast) -> None:
    assert run(app) == 6
    assert days(app) == [date(2027, 2, 16) + timedelta(weeks=number) for number in range(6)]
    for one in meetings(app):
        assert one.status is MeetingStatus.DRAFT
        assert (one.minutes, one.place_code, one.quorum) == (120, "Room 4B", 2)
        assert one.chair_id == cast.coordinator.id


def test_run_twice_none_is_made_twice(app: Flask, browser: Browser, series: str) -> None:
    assert (run(app), run(app)) == (6, 0)
    answer = browser.post(f"{series}/meetings")
    assert "was made before" in browser.get(answer.location).text
    clock.stand_at(clock.now() + timedelta(days=7))
    assert run(app) == 1


def test_one_button_makes_them_too(app: Flask, browser: Browser, series: str) -> None:
    assert "coming 6 weeks" in browser.get(series).text
    browser.post(f"{series}/meetings")
    assert len(meetings(app)) == 6
    assert last_entry(app).permission == "meeting:run"


def test_what_was_canceled_is_not_made_again(app: Flask, browser: Browser, series: str) -> None:
    run(app)
    first = meetings(app)[0]
    browser.post(f"/meetings/{first.id}/cancellation", version=str(first.version))
    assert run(app) == 0


def test_a_series_that_ended_makes_none(app: Flask, browser: Browser, series: str) -> None:
    assert browser.post(f"{series}/end", version=version(app)).status_code == 303
    assert run(app) == 0
    assert "Ended" in browser.get(series).text


def test_the_local_hour_stays_when_the_clock_goes_forward(
    app: Flask, browser: Browser, cast: Cast, series: str
) -> None:
    """Acceptance: from a calendar parser's view, on both sides of March 14 and of November 7."""
    browser.post(PATH, facts(cast, first_on="2027-10-19", place_code="Room 9"))
    run(app)
    clock.stand_at(datetime(2027, 10, 18, 10, tzinfo=COUNTY))
    run(app)
    answer = browser.as_(cast.advocate).get("/meetings/calendar.ics")
    calendar = Calendar.from_ical(answer.data)
    events: list[Any] = list(calendar.walk("VEVENT"))
    zone: Any = calendar.walk("VTIMEZONE")[0]
    offsets = set()
    seen = set()
    for event in events:
        begins = event["DTSTART"]
        assert begins.params["TZID"] == zone["TZID"] == "America/Los_Angeles"
        assert (begins.dt.hour, begins.dt.minute) == (13, 30)
        by_zone = begins.dt.replace(tzinfo=None).replace(tzinfo=zone.to_tz())
        assert by_zone.utcoffset() == begins.dt.replace(tzinfo=COUNTY).utcoffset()
        offsets.add(by_zone.utcoffset())
        seen.add(begins.dt.date())
        assert event["SUMMARY"] == "Review meeting" and event["STATUS"] == "TENTATIVE"
        assert not {"ATTENDEE", "ORGANIZER", "DESCRIPTION", "COMMENT"} & set(event)
    assert {date(2027, 11, 2), date(2027, 11, 9)} <= seen
    assert len(offsets) == 2
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert "Coordinator" not in answer.text and "M-20" not in answer.text


# Holidays --------------------------------------------------------------------------------------


def closed(browser: Browser, day: str, name: str = "Cesar Chavez Day") -> None:
    assert browser.post("/meetings/holidays", day=day, name=name).status_code == 303


@pytest.mark.parametrize(
    ("then", "on"), [("move", "2027-02-24"), ("hold", "2027-02-23"), ("skip", None)]
)
def test_a_holiday_is_asked_about(
    app: Flask, browser: Browser, series: str, then: str, on: str | None
) -> None:
    closed(browser, "2027-02-23")
    assert run(app) == 5
    page = browser.get(series).text
    assert "Cesar Chavez Day" in page and "was not made" in page
    said = {"falls_on": "2027-02-23", "then": then}
    assert browser.post(f"{series}/days", said).status_code == 303
    assert "was not made" not in browser.get(series).text
    assert run(app) == 0
    assert (date.fromisoformat(on) in days(app)) if on else len(days(app)) == 5
    again = browser.post(f"{series}/days", said)
    assert "decided before" in browser.get(again.location).text


def test_a_meeting_called_before_its_day_became_a_holiday_is_named(
    app: Flask, browser: Browser, series: str
) -> None:
    run(app)
    closed(browser, "2027-02-23")
    page = browser.get("/meetings/holidays").text
    assert "Meetings called for a holiday" in page and meetings(app)[1].number in page
    again = browser.post("/meetings/holidays", day="2027-02-23", name="Again")
    assert again.status_code == 422 and "on the list already" in again.text


# Changed with its series -----------------------------------------------------------------------


def change(app: Flask, browser: Browser, series: str, said: dict[str, str]) -> None:
    browser.get(f"{series}/change")
    assert browser.post(f"{series}/change", said, version=version(app)).status_code == 303


def test_another_day_of_the_week_is_offered_for_its_drafts(
    app: Flask, browser: Browser, cast: Cast, series: str
) -> None:
    run(app)
    with app.app_context(), job("test: publish the first"):
        publish(rows(Meeting, Meeting.falls_on == date(2027, 2, 16))[0], clock.now())
    moved = meetings(app)[1]
    when = {"starts_at": "2027-02-22T09:00", "minutes": "60", "place_code": "Room 9"}
    browser.post(f"/meetings/{moved.id}/change", when, version=str(moved.version))
    change(app, browser, series, facts(cast, first_on="2027-02-18", begins_at="09:00"))
    page = browser.get(series).text
    assert "Change these 4 drafts" in page
    assert days(app)[2:] == [date(2027, 3, 2) + timedelta(weeks=number) for number in range(4)]
    assert browser.post(f"{series}/drafts").status_code == 303
    assert days(app) == [
        date(2027, 2, 16),
        date(2027, 2, 22),
        *[date(2027, 3, 4) + timedelta(weeks=number) for number in range(4)],
    ]
    assert meetings(app)[3].starts_at.astimezone(COUNTY).hour == 9
    assert "Drafts to change" not in browser.get(series).text


def test_drafts_that_fall_out_of_the_rhythm_are_canceled(
    app: Flask, browser: Browser, cast: Cast, series: str
) -> None:
    run(app)
    change(app, browser, series, facts(cast, every="2"))
    assert "Falls out of the rhythm" in browser.get(series).text
    browser.post(f"{series}/drafts")
    states = [one.status for one in meetings(app)]
    assert states == [MeetingStatus.DRAFT, MeetingStatus.CANCELLED] * 3
    assert run(app) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"begins_at": "25:99"},
        {"first_on": ""},
        {"every": "0"},
        {"cadence": "monthly", "first_on": "2027-03-30"},
        {"zone": "Mars/Base"},
        {"minutes": "5"},
    ],
)
def test_what_cannot_be_is_said(browser: Browser, cast: Cast, wrong: dict[str, str]) -> None:
    answer = browser.as_(cast.coordinator).post(PATH, {**facts(cast), **wrong})
    assert answer.status_code == 422
    assert "Room 4B" in answer.text


def test_nobody_else_keeps_series(browser: Browser, cast: Cast, series: str) -> None:
    for player in (cast.advocate, cast.supervisor, cast.administrator, cast.observer):
        browser.as_(player)
        for path in (PATH, series, f"{series}/roster", f"{series}/change", "/meetings/holidays"):
            assert browser.get(path).status_code == 403, path
        assert browser.post(PATH, facts(cast)).status_code == 403
        assert browser.post(f"{series}/roster", {}).status_code == 403


# Who comes -------------------------------------------------------------------------------------


def seat(app: Flask, browser: Browser, series: str, cast: Cast, **said: str) -> Any:
    browser.as_(cast.coordinator).get(f"{series}/roster")
    return browser.post(f"{series}/roster", said, version=version(app))


def place(app: Flask, browser: Browser, series: str, cast: Cast, deputy: Player) -> None:
    house = cast.advocate.agency_id.hex
    answer = seat(
        app,
        browser,
        series,
        cast,
        **{
            f"member_{house}": str(cast.advocate.id),
            f"deputy_{house}": str(deputy.id),
            f"needed_{house}": "y",
        },
    )
    assert answer.status_code == 303


def test_an_agency_sends_a_person_of_its_own_or_the_deputy(
    app: Flask, browser: Browser, cast: Cast, series: str
) -> None:
    deputy = colleague(app, cast.advocate, Role.ADVOCATE)
    place(app, browser, series, cast, deputy)
    page = browser.get(series).text
    assert "Advocate" in page and "must be there" in page and "fell out" not in page
    house = cast.advocate.agency_id.hex
    for stranger in (cast.outsider, colleague(app, cast.advocate, Role.OBSERVER)):
        wrong = seat(app, browser, series, cast, **{f"member_{house}": str(stranger.id)})
        assert wrong.status_code == 422
    with app.app_context(), job("test: look"):
        [row] = rows(RosterPlace)
        assert (row.member_id, row.deputy_id) == (cast.advocate.id, deputy.id)


def gone(app: Flask, cast: Cast) -> None:
    with app.app_context(), job("test: leave"):
        rows(Member, Member.id == cast.advocate.id)[0].is_active = False


def lapsed(app: Flask, cast: Cast) -> None:
    with app.app_context(), job("test: papers"):
        me, until = cast.advocate, clock.today() - timedelta(days=1)
        record(PaperKind.AGREEMENT, me.agency_id, me.id, until, cast.administrator.id)


@pytest.mark.parametrize("fall", [gone, lapsed])
def test_whoever_fell_out_is_said_and_the_deputy_comes(
    app: Flask, browser: Browser, cast: Cast, series: str, fall: Any
) -> None:
    deputy = colleague(app, cast.advocate, Role.ADVOCATE)
    place(app, browser, series, cast, deputy)
    fall(app, cast)
    page = browser.get(series).text
    assert "fell out" in page and "(deputy)" in page


def test_the_roster_is_expected_whatever_is_on_the_agenda(
    app: Flask, browser: Browser, cast: Cast, series: str
) -> None:
    place(app, browser, series, cast, colleague(app, cast.advocate, Role.SUPERVISOR))
    run(app)
    path = f"/meetings/{meetings(app)[0].id}/attendance"
    page = browser.get(path).text
    assert "Harbor House" in page.partition("Guests")[0]
    assert cast.outsider.id.hex not in page


def test_quorum_is_a_warning_and_stops_nothing(
    app: Flask, browser: Browser, cast: Cast, series: str
) -> None:
    place(app, browser, series, cast, colleague(app, cast.advocate, Role.SUPERVISOR))
    run(app)
    meeting: UUID = meetings(app)[0].id
    path = f"/meetings/{meeting}"
    browser.get(f"{path}/publication")
    browser.post(f"{path}/publication", version=str(meetings(app)[0].version))
    answer = browser.post(f"{path}/start")
    assert answer.status_code == 303
    page = browser.get(path).text
    assert "In session" in page
    assert "1 of 2 agencies needed are here" in page
    assert "not here yet: Harbor House" in page
    browser.post(f"{path}/attendance", {f"presence_{cast.advocate.id.hex}": "present"})
    page = browser.get(path).text
    assert "2 of 2 agencies needed are here" in page
    assert "not here yet" not in page


def test_a_single_meeting_asks_for_no_quorum(app: Flask, browser: Browser, cast: Cast) -> None:
    path = f"/meetings/{call_meeting(app, cast, open_case(app, cast))}"
    assert "agencies needed" not in browser.as_(cast.coordinator).get(path).text
