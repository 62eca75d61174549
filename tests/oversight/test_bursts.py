"""Five refusals of one person within an hour are a pattern; four, or five in two hours, are not."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from safetynet.oversight.bursts import bursts_in

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ONE, OTHER = UUID(int=1), UUID(int=2)


def refused(who: UUID, *minutes: int, first: int = 1) -> list[tuple[int, datetime, UUID]]:
    """Return refusals so many minutes after nine, the latest first, as the ledger gives them."""
    told = [(first + n, MORNING + timedelta(minutes=m), who) for n, m in enumerate(minutes)]
    return told[::-1]


@pytest.mark.parametrize(
    ("minutes", "sizes"),
    [
        ((), []),
        ((0, 1, 2, 3), []),
        ((0, 15, 30, 45, 60), [5]),
        ((0, 15, 30, 45, 61), []),
        ((0, 1, 2, 3, 4, 64), [5]),
        ((0, 1, 2, 3, 4, 5, 6), [7]),
        # The second five share two doors with the first: one long try.
        ((0, 10, 20, 30, 40, 70, 80, 90), [8]),
        ((0, 1, 2, 3, 4, 300, 301, 302, 303, 304), [5, 5]),
    ],
)
def test_five_within_an_hour_are_a_burst(minutes: tuple[int, ...], sizes: list[int]) -> None:
    assert [len(burst.entries) for burst in bursts_in(refused(ONE, *minutes))] == sizes


def test_refusals_of_two_people_are_not_added_up() -> None:
    assert bursts_in(refused(ONE, 0, 1, 2) + refused(OTHER, 3, 4, 5, first=9)) == []


def test_a_burst_says_who_when_and_which_entries() -> None:
    [burst] = bursts_in(refused(OTHER, 0, 1, 2, 3, 5, first=40))
    assert burst.who == OTHER
    assert burst.entries == (40, 41, 42, 43, 44)
    assert (burst.began, burst.ended) == (MORNING, MORNING + timedelta(minutes=5))


def test_the_latest_burst_comes_first() -> None:
    early, late = refused(ONE, 0, 1, 2, 3, 4), refused(OTHER, 9, 9, 9, 9, 9, first=20)
    assert [burst.who for burst in bursts_in(early + late)] == [OTHER, ONE]
