"""By when whom to tell: hours and days, over clock changes, leap days and the turn of a year."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import insert, update

from safetynet import clock
from safetynet.access import job
from safetynet.breaches.clocks import (
    LIMITS,
    MANY,
    BreachClock,
    Clock,
    amounts_by,
    deadlines_of,
    settings,
)
from safetynet.breaches.models import Breach, BreachPart
from safetynet.breaches.states import Bound, Certainty, Kind, State
from safetynet.breaches.words import left_said
from safetynet.db import Model
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.house.inside import Hand


def incident(noticed: datetime, **changes: Any) -> Breach:
    said = {
        "kind": Kind.ACCOUNT_TAKEN,
        "certainty": Certainty.ACTUAL,
        "noticed_at": noticed,
        "happened_at": None,
        "state": State.BREACH,
        "verdict": True,
        "accounts": [],
    }
    return Breach(**said | changes)


def part(**changes: Any) -> BreachPart:
    said = {"bound": Bound.BUSINESS, "is_funded": True, "people": 1}
    return BreachPart(**said | changes)


def due(breach: Breach, of: BreachPart, letters: int = 1) -> dict[Clock, datetime]:
    return {one.clock: one.due for one in deadlines_of(breach, of, letters, [])}


def county(*said: int) -> datetime:
    """Return a moment by the county's own clock."""
    year, month, day, hour = said
    noon = datetime(year, month, day, hour, tzinfo=clock.in_the_county(clock.now()).tzinfo)
    return noon.astimezone(UTC)


@pytest.fixture(autouse=True)
def california() -> None:
    clock.live_in("America/Los_Angeles")


@pytest.mark.parametrize(
    ("noticed", "hour"),
    [
        ((2027, 3, 13, 12), 13),  # clocks go forward in the night: an hour of the day is missing
        ((2026, 10, 31, 12), 11),  # and back: an hour comes twice
        ((2026, 12, 31, 12), 12),
        ((2028, 2, 28, 12), 12),
    ],
)
def test_24_hours_are_24_hours(noticed: tuple[int, ...], hour: int) -> None:
    until = due(incident(county(*noticed)), part())[Clock.GRANT]
    assert until - county(*noticed) == timedelta(hours=24)
    assert clock.in_the_county(until).hour == hour


@pytest.mark.parametrize(
    ("noticed", "last"),
    [
        ((2026, 12, 15, 9), date(2027, 1, 14)),
        ((2028, 2, 10, 23), date(2028, 3, 11)),  # over the leap day
        ((2027, 2, 10, 23), date(2027, 3, 12)),
        ((2026, 10, 20, 0), date(2026, 11, 19)),  # over the night with an hour twice
    ],
)
def test_30_days_end_at_midnight_in_the_county(noticed: tuple[int, ...], last: date) -> None:
    until = due(incident(county(*noticed)), part())[Clock.BUSINESS]
    assert until == clock.end_of(last)
    assert clock.in_the_county(until).hour == 0


def test_an_actual_breach_counts_from_when_it_happened() -> None:
    """As the award's condition says: from the occurrence, or from the detection of one to come."""
    noticed, happened = county(2026, 5, 6, 12), county(2026, 5, 5, 20)
    day = timedelta(hours=24)
    known = incident(noticed, happened_at=happened)
    assert due(known, part())[Clock.GRANT] == happened + day
    imminent = incident(noticed, happened_at=happened, certainty=Certainty.IMMINENT)
    assert due(imminent, part())[Clock.GRANT] == noticed + day
    assert due(incident(noticed), part())[Clock.GRANT] == noticed + day
    suspected = incident(noticed, certainty=Certainty.SUSPECTED)
    assert Clock.GRANT not in due(suspected, part())


def test_a_grants_clock_runs_before_anybody_decides() -> None:
    reported = incident(clock.now(), state=State.REPORTED, verdict=None)
    assert due(reported, part()).keys() == {Clock.GRANT}
    assert not due(reported, part(is_funded=False))
    assert not due(incident(clock.now(), state=State.NO_BREACH, verdict=False), part())


def test_the_attorney_general_gets_a_sample_after_the_first_letter() -> None:
    noticed, first = county(2026, 12, 1, 9), county(2026, 12, 20, 9)
    breach = incident(noticed)
    many = part(people=MANY + 1, first_letter_at=first, last_letter_at=first)
    assert due(breach, many)[Clock.ATTORNEY] == clock.end_of(date(2027, 1, 4))
    few = part(people=MANY, first_letter_at=first, last_letter_at=first)
    assert Clock.ATTORNEY not in due(breach, few)
    assert Clock.ATTORNEY not in due(breach, part(people=MANY + 1))


def test_each_agency_is_bound_by_its_own_section() -> None:
    assert Clock.PUBLIC in due(incident(clock.now()), part(bound=Bound.PUBLIC))
    assert Clock.BUSINESS in due(incident(clock.now()), part(bound=Bound.BUSINESS))


def test_a_clock_that_is_past_says_how_long_ago(app: Flask) -> None:
    # At noon: an hour after midnight, 31 days and two hours ago are 32 days of the calendar.
    noon = clock.moment_of(date(2026, 6, 15), time(12))
    with clock.standing_at(noon), app.test_request_context():
        noticed = clock.now() - timedelta(days=31, hours=2)
        [grant, people] = deadlines_of(incident(noticed), part(), 1, [])
        assert left_said(grant, clock.today()) == "722 hours overdue"
        assert left_said(people, clock.today()) == "1 day overdue"
        [grant, people] = deadlines_of(incident(clock.now()), part(), 1, [])
        assert left_said(grant, clock.today()) == "23 hours left"
        assert left_said(people, clock.today()) == "30 days left"


def test_what_was_done_in_time_is_not_late_for_ever() -> None:
    noticed = clock.now() - timedelta(days=60)
    told = part(grant_told_at=noticed + timedelta(hours=3))
    [grant, _people] = deadlines_of(incident(noticed), told, 1, [])
    assert not grant.is_late
    late = part(grant_told_at=noticed + timedelta(hours=25))
    assert deadlines_of(incident(noticed), late, 1, [])[0].is_late


def typed(**changes: Any) -> dict[str, Any]:
    today = clock.today()
    return {
        "amount": 20,
        "since": today.isoformat(),
        "counsel": "Ingeborg Statham",
        "signed_on": (today - timedelta(days=2)).isoformat(),
        "reference": "Opinion 26-3.",
        "version": 0,
    } | changes


def enter(browser: Browser, player: Player, which: str = "public", **changes: Any) -> str:
    answer = browser.as_(player).post(f"/breaches/clocks/{which}/change", typed(**changes))
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def today(app: Flask) -> dict[Clock, int]:
    with app.app_context(), job("test: look"):
        return dict(amounts_by(settings(), clock.today()))


def test_a_county_signs_its_clocks_off_by_two(app: Flask, browser: Browser, cast: Cast) -> None:
    path = enter(browser, cast.privacy_officer)
    assert today(app)[Clock.PUBLIC] == 30
    assert browser.post(f"{path}/confirmation", version=1).status_code == 403
    assert "A change of a clock waits" in browser.as_(cast.administrator).get("/").text
    assert browser.get(path).status_code == 200
    assert browser.post(f"{path}/confirmation", version=1).status_code == 303
    assert today(app) == {**{one: limit.shipped for one, limit in LIMITS.items()}, Clock.PUBLIC: 20}
    page = browser.as_(cast.provider).get("/breaches/clocks").text
    assert "20 days" in page and "Ingeborg Statham" in page


def test_a_clock_that_comes_later_leaves_what_was_noticed_before(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    later = clock.today() + timedelta(days=10)
    path = enter(browser, cast.privacy_officer, since=later.isoformat())
    browser.as_(cast.administrator).post(f"{path}/confirmation", version=1)
    with app.app_context(), job("test: look"):
        found = settings()
        public = part(bound=Bound.PUBLIC, is_funded=False)
        for noticed, days in ((clock.today(), 30), (later, 20)):
            breach = incident(clock.moment_of(noticed, datetime.min.time()))
            [people] = deadlines_of(breach, public, 1, found)
            assert people.day == noticed + timedelta(days=days)


@pytest.mark.parametrize(
    ("which", "changes"),
    [
        ("grant", {"amount": 25}),
        ("business", {"amount": 31}),
        ("attorney", {"amount": 16}),
        ("public", {"amount": 61}),
        ("public", {"amount": 0}),
        ("public", {"amount": "soon"}),
        ("public", {"counsel": ""}),
        ("public", {"since": "2026-01-02"}),
    ],
)
def test_no_county_goes_beyond_what_the_law_gives(
    app: Flask, browser: Browser, cast: Cast, which: str, changes: dict[str, Any]
) -> None:
    path = f"/breaches/clocks/{which}/change"
    assert browser.as_(cast.privacy_officer).get(path).status_code == 200
    assert browser.post(path, typed(**changes)).status_code == 422
    assert browser.get("/breaches/clocks/moon/change").status_code == 404
    assert today(app)[Clock.PUBLIC] == 30


def test_two_who_enter_at_once_see_each_other(browser: Browser, cast: Cast) -> None:
    enter(browser, cast.privacy_officer)
    answer = browser.post("/breaches/clocks/public/change", typed())
    assert answer.status_code == 409


def test_what_sql_wrote_counts_for_nothing(
    app: Flask, browser: Browser, cast: Cast, hand: Hand
) -> None:
    path = enter(browser, cast.privacy_officer)
    table = Model.metadata.tables["breach_clocks"]
    [row] = hand.table(table)
    confirmed = {
        "state": "confirmed",
        "decided_by_id": cast.administrator.id,
        "decided_at": clock.now(),
    }
    hand.change(insert(table).values(row | confirmed | {"id": uuid4(), "mac": bytes(32)}))
    hand.change(update(table).where(table.c.id == row["id"]).values(confirmed))
    assert today(app)[Clock.PUBLIC] == 30
    hand.change(update(table).where(table.c.id == row["id"]).values(row))
    browser.as_(cast.administrator).post(f"{path}/confirmation", version=1)
    assert today(app)[Clock.PUBLIC] == 20
    hand.change(update(table).where(table.c.id == row["id"]).values(amount=50))
    assert today(app)[Clock.PUBLIC] == 30


def test_the_outer_limit_holds_for_what_was_saved() -> None:
    """A version that narrows a limit holds for what was signed off before."""
    wide = BreachClock(
        clock=Clock.GRANT,
        amount=900,
        state="confirmed",
        since=clock.today(),
        decided_at=clock.now() - timedelta(days=1),
    )
    assert amounts_by([wide], clock.today())[Clock.GRANT] == 24
