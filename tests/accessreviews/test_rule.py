"""What explains a read and what does not, kind by kind, on fixed days."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from safetynet.accessreviews import Explanations, Read, Tie, TieKind
from safetynet.accessreviews.rule import AFTER

HER, ANOTHER = UUID(int=1), UUID(int=2)
HARBOR, CLINIC = UUID(int=10), UUID(int=11)
ALMA, BEA = UUID(int=20), UUID(int=21)

BEGAN, ENDED = date(2026, 3, 2), date(2026, 3, 20)
BETWEEN = date(2026, 3, 10)


def read(day: date, reader: UUID = ALMA, agency: UUID = HARBOR, survivor: UUID = HER) -> Read:
    return Read(reader, agency, survivor, day)


def tie(kind: TieKind, until: date | None = ENDED, member: UUID | None = None) -> Tie:
    return Tie(kind, HER, HARBOR, BEGAN, until, member)


def why(found: Read, *ties: Tie) -> TieKind | None:
    return Explanations(ties).of(found)


@pytest.mark.parametrize("kind", TieKind)
def test_each_kind_of_tie_explains_a_read_while_it_lasts(kind: TieKind) -> None:
    assert why(read(BETWEEN), tie(kind)) is kind
    assert why(read(BEGAN), tie(kind)) is kind
    assert why(read(ENDED), tie(kind)) is kind
    assert why(read(date(2027, 1, 1)), tie(kind, until=None)) is kind


@pytest.mark.parametrize("kind", TieKind)
def test_no_tie_explains_what_came_long_before_it(kind: TieKind) -> None:
    assert why(read(BEGAN - timedelta(days=8)), tie(kind)) is None


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        (TieKind.EMERGENCY, 0),
        (TieKind.TASK, 7),
        (TieKind.STEP, 7),
        (TieKind.LINKAGE, 30),
        (TieKind.REFERRAL, 30),
        (TieKind.AGENDA, 7),
        (TieKind.LEAD, 30),
        (TieKind.SEAT, 30),
    ],
)
def test_what_ended_explains_for_some_days_more(kind: TieKind, days: int) -> None:
    assert AFTER[kind] == timedelta(days=days)
    assert why(read(ENDED + timedelta(days=days)), tie(kind)) is kind
    assert why(read(ENDED + timedelta(days=days + 1)), tie(kind)) is None


def test_an_agenda_explains_the_week_before_the_meeting_too() -> None:
    meeting = Tie(TieKind.AGENDA, HER, HARBOR, date(2026, 3, 12), date(2026, 3, 12))
    days = [date(2026, 3, day) for day in range(1, 29)]
    explained = [day.day for day in days if why(read(day), meeting)]
    assert explained == list(range(5, 20))


def test_a_seat_explains_nothing_before_it_was_given() -> None:
    assert why(read(date(2026, 3, 1)), tie(TieKind.SEAT)) is None


def test_a_tie_of_another_agency_or_young_person_explains_nothing() -> None:
    assert why(read(BETWEEN, agency=CLINIC), tie(TieKind.SEAT)) is None
    assert why(read(BETWEEN, survivor=ANOTHER), tie(TieKind.SEAT)) is None


def test_a_task_that_somebody_took_explains_nobody_elses_read() -> None:
    hers = tie(TieKind.TASK, member=ALMA)
    assert why(read(BETWEEN, reader=ALMA), hers) is TieKind.TASK
    assert why(read(BETWEEN, reader=BEA), hers) is None
    assert why(read(BETWEEN, reader=BEA), tie(TieKind.TASK)) is TieKind.TASK


def test_what_says_most_about_the_reader_is_named_first() -> None:
    ties = [tie(kind) for kind in reversed(TieKind)]
    assert why(read(BETWEEN), *ties) is TieKind.EMERGENCY
    assert why(read(BETWEEN), *ties[:-1]) is TieKind.TASK
    assert why(read(BETWEEN), *ties[:2]) is TieKind.LEAD


def test_nothing_explains_a_read_without_a_tie() -> None:
    assert why(read(BETWEEN)) is None
