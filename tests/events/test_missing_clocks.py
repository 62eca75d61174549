"""By when whom to tell, whom to ask: over clock changes, leap days and the turn of a year."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from safetynet import clock
from safetynet.deadlines.models import ClockSetting
from safetynet.deadlines.queries import Standing
from safetynet.events.clocks import CLOCKS, SHIPPED, Duty
from safetynet.events.episodes import a_year_before, episodes_of, pattern_of, still_missing
from safetynet.events.missing import deadlines_of
from safetynet.events.models import DutyDone, Event, EventKind


@pytest.fixture(autouse=True)
def california() -> None:
    clock.live_in("America/Los_Angeles")


def county(*said: int) -> datetime:
    """Return a moment by the county's own clock."""
    year, month, day, hour = said
    return clock.moment_of(date(year, month, day), time(hour))


def event(kind: EventKind, day: date, at: time | None = time(12), **more: Any) -> Event:
    logged = clock.moment_of(day, at or time(13))
    return Event(id=uuid4(), kind=kind, day=day, at_time=at, created_at=logged, **more)


def gone(day: date, at: time | None = time(12), **more: Any) -> Event:
    return event(EventKind.MISSING, day, at, **more)


def back(day: date, at: time | None = time(12)) -> Event:
    return event(EventKind.RETURNED, day, at)


@pytest.mark.parametrize(
    ("since", "hour"),
    [
        ((2027, 3, 13, 12), 13),  # clocks go forward in the night: an hour of the day is missing
        ((2026, 10, 31, 12), 11),  # and back: an hour comes twice
        ((2026, 12, 31, 12), 12),
        ((2028, 2, 28, 12), 12),
    ],
)
@pytest.mark.parametrize("duty", [Duty.POLICE, Duty.NCMEC])
def test_24_hours_are_24_hours(duty: Duty, since: tuple[int, ...], hour: int) -> None:
    until = SHIPPED[duty].due(county(*since))
    assert until - county(*since) == timedelta(hours=24)
    assert clock.in_the_county(until).hour == hour


@pytest.mark.parametrize(
    ("since", "last"),
    [
        ((2026, 12, 28, 23), date(2027, 1, 7)),
        ((2028, 2, 20, 9), date(2028, 3, 1)),  # over the leap day
        ((2027, 2, 20, 9), date(2027, 3, 2)),
        ((2026, 10, 25, 0), date(2026, 11, 4)),  # over the night with an hour twice
        ((2027, 3, 10, 8), date(2027, 3, 20)),
    ],
)
def test_days_end_at_midnight_in_the_county(since: tuple[int, ...], last: date) -> None:
    until = SHIPPED[Duty.RESCREEN].due(county(*since))
    assert until == clock.end_of(last)
    assert clock.in_the_county(until).hour == 0


def test_an_hour_that_comes_twice_is_the_first_of_them() -> None:
    """The stricter reading: half past one, before the clocks go back."""
    [episode] = episodes_of([gone(date(2026, 11, 1), time(1, 30))])
    assert episode.first.from_when == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


def test_a_day_without_a_time_counts_from_its_beginning() -> None:
    [episode] = episodes_of([gone(date(2027, 3, 14), None)])
    police = deadlines_of(episode, [], SHIPPED)[0]
    assert police.due == clock.start_of(date(2027, 3, 14)) + timedelta(hours=24)


@pytest.mark.parametrize(("saved", "hours"), [(200, 24), (0, 1), (4, 4)])
def test_nobody_lets_a_clock_run_longer_than_the_law(saved: int, hours: int) -> None:
    since = county(2026, 5, 1, 9)
    standing = Standing(CLOCKS[Duty.NCMEC], ClockSetting(is_on=False, amount=saved))
    assert standing.is_on
    assert standing.due(since) == since + timedelta(hours=hours)


def test_several_agencies_reports_are_one_episode() -> None:
    reports = [gone(date(2026, 5, 1)), gone(date(2026, 5, 2)), back(date(2026, 5, 4))]
    again = gone(date(2026, 5, 4), time(22))
    episodes = episodes_of([again, *reports])
    assert [(len(each.reports), each.is_over) for each in episodes] == [(2, True), (1, False)]
    assert episodes[0].days(date(2026, 6, 1)) == 3
    assert still_missing([*reports, again]) is again
    assert still_missing(reports) is None


def test_a_return_that_nobody_reported_missing_is_no_episode() -> None:
    assert episodes_of([back(date(2026, 5, 1))]) == []


def test_the_pattern_counts_twelve_months_and_the_mean_of_days() -> None:
    spans = [((2025, 5, 2), (2025, 5, 3)), ((2025, 5, 4), (2025, 5, 8)), ((2026, 4, 1), None)]
    found = [gone(date(*begun)) for begun, _ in spans]
    found += [back(date(*ended)) for _, ended in spans if ended]
    pattern = pattern_of(episodes_of(found), date(2026, 5, 3))
    assert pattern and (pattern.count, pattern.mean_days) == (2, 18)
    assert pattern_of(episodes_of(found), date(2030, 1, 1)) is None


def test_a_year_before_a_leap_day() -> None:
    assert a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert a_year_before(date(2029, 2, 28)) == date(2028, 2, 28)


def test_what_was_done_in_time_is_not_late_for_ever() -> None:
    [episode] = episodes_of([gone(date(2026, 12, 31))])
    at = episode.first.from_when

    def done(hours: int, kind: Duty = Duty.POLICE) -> DutyDone:
        when = at + timedelta(hours=hours)
        return DutyDone(event_id=episode.first.id, kind=kind, done_at=when, recorded_at=when)

    year_later = at + timedelta(days=365)
    police, ncmec = deadlines_of(episode, [done(30), done(2)], SHIPPED)
    assert not police.is_late(year_later) and not police.is_owed
    assert ncmec.is_owed and ncmec.is_late(year_later)
    assert deadlines_of(episode, [done(25)], SHIPPED)[0].is_late(at)


def test_what_another_episode_was_reported_for_does_not_count_for_this_one() -> None:
    before, now = episodes_of(
        [gone(date(2026, 5, 1)), back(date(2026, 5, 2)), gone(date(2026, 6, 1))]
    )
    old = DutyDone(
        event_id=before.first.id,
        kind=Duty.POLICE,
        done_at=before.first.from_when,
        recorded_at=before.first.from_when,
    )
    assert all(each.is_owed for each in deadlines_of(now, [old], SHIPPED))


def test_after_a_return_it_is_moot_whom_to_tell_and_due_whom_to_ask() -> None:
    [episode] = episodes_of([gone(date(2026, 5, 1)), back(date(2026, 5, 2))])
    owed = [each.kind for each in deadlines_of(episode, [], SHIPPED) if each.is_owed]
    assert owed == [Duty.INTERVIEW, Duty.RESCREEN]
