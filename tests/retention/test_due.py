"""When records fall due: days alone."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from safetynet.retention.classes import (
    CATEGORIES,
    CLASS_OF,
    DEFAULTS,
    Action,
    RecordClass,
    Rule,
    Start,
    destroyed_by,
)
from safetynet.retention.due import Known, Records, announced, due_day, years_after
from safetynet.vault import Category

CLOSED = date(2026, 3, 1)
WROTE = date(2026, 2, 1)
RECORDS = Records(uuid4(), uuid4(), RecordClass.CASE)
DAY = timedelta(days=1)


def rule(start: Start, years: int = 5) -> Rule:
    return Rule(start, years, Action.SHRED, "a law")


def test_every_kind_of_content_has_an_end() -> None:
    assert set(CLASS_OF) == set(Category)
    assert sum(len(held) for held in CATEGORIES.values()) == len(Category)
    assert set(DEFAULTS) == set(RecordClass)
    assert all(1 <= one.years <= 10 and one.authority for one in DEFAULTS.values())
    assert all(one.action is Action.SHRED for one in DEFAULTS.values())


def test_only_the_narrative_may_go_and_the_name_stay() -> None:
    going = destroyed_by(RecordClass.CASE, Action.NARRATIVE)
    assert Category.REFERRAL_NARRATIVE in going and Category.IDENTITY not in going


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (Start.CASE_CLOSED, date(2031, 3, 1)),
        (Start.LAST_ACTIVITY, date(2031, 2, 1)),
        (Start.LAST_MEETING, date(2031, 1, 15)),
        (Start.RELEASE_ENDED, date(2031, 6, 30)),
    ],
)
def test_a_period_is_counted_from_what_the_schedule_says(start: Start, due: date) -> None:
    known = Known(
        closed_on=CLOSED,
        met_on=date(2026, 1, 15),
        release_ends={RECORDS.owner_id: date(2026, 6, 30)},
    )
    assert due_day(RECORDS, WROTE, known, rule(start), None) == due


def test_nothing_falls_due_while_a_case_is_open() -> None:
    known = Known(closed_on=CLOSED, has_open_case=True)
    assert due_day(RECORDS, WROTE, known, rule(Start.CASE_CLOSED), None) is None


def test_a_referral_that_never_became_a_case_counts_from_its_last_entry() -> None:
    assert due_day(RECORDS, WROTE, Known(), rule(Start.CASE_CLOSED), None) == date(2031, 2, 1)


def test_new_content_brings_a_grace_of_90_days() -> None:
    wrote = date(2031, 2, 20)
    due = due_day(RECORDS, wrote, Known(closed_on=CLOSED), rule(Start.CASE_CLOSED), None)
    assert due == wrote + 90 * DAY


def test_a_postponement_and_a_lifted_hold_move_the_day() -> None:
    until = date(2032, 1, 1)
    known = Known(closed_on=CLOSED)
    assert due_day(RECORDS, WROTE, known, rule(Start.CASE_CLOSED), until) == until
    known = Known(closed_on=CLOSED, cleared_on=until)
    assert due_day(RECORDS, WROTE, known, rule(Start.CASE_CLOSED), None) == until + 30 * DAY


def test_a_warning_always_runs_its_30_days() -> None:
    today = date(2031, 3, 1)
    assert announced(today - 400 * DAY, None, today) == (today + 30 * DAY, today)
    since = today - 10 * DAY
    assert announced(today, since, today) == (since + 30 * DAY, since)
    assert announced(today + 31 * DAY, since, today) == (today + 31 * DAY, None)


def test_a_leap_day_ends_on_the_first_of_march() -> None:
    assert years_after(date(2028, 2, 29), 5) == date(2033, 3, 1)
