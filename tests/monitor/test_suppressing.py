"""Small counts, and whatever would give them away, are not told."""

from itertools import product
from uuid import UUID, uuid4

import pytest

from safetynet.monitor.measures import Tally
from safetynet.monitor.suppressing import (
    NOTHING,
    SMALL,
    Shown,
    groups_left_out,
    left_out,
    masked,
    told,
)


@pytest.mark.parametrize(
    ("met", "missed", "shown"),
    [
        (0, 0, Shown(0, 0, None)),
        (1, 0, NOTHING),
        (5, 5, NOTHING),
        (0, 10, NOTHING),
        # A small part takes the other along, because the whole is told.
        (10, 30, Shown(None, 40, None)),
        (30, 10, Shown(None, 40, None)),
        (11, 11, Shown(11, 22, 50)),
        # All or none of a group of young people would say it of each.
        (25, 0, Shown(None, 25, None)),
        (0, 25, Shown(None, 25, None)),
    ],
)
def test_a_tally_of_young_people(met: int, missed: int, shown: Shown) -> None:
    assert masked(Tally(met, missed), is_about_people=True) == shown


def test_that_all_of_a_group_is_told_of_what_is_no_young_person() -> None:
    assert masked(Tally(25, 0), is_about_people=False) == Shown(25, 25, 100)
    assert masked(Tally(19, 0), is_about_people=False) == Shown(19, 19, None)


def test_no_tally_can_be_worked_out_from_what_is_told() -> None:
    """For every small tally: another one would have been told in the same words."""
    for met, missed in product(range(40), repeat=2):
        shown = masked(Tally(met, missed), is_about_people=True)
        if 0 < met < SMALL or 0 < missed < SMALL:
            same = [
                (other, rest)
                for other, rest in product(range(41), repeat=2)
                if masked(Tally(other, rest), is_about_people=True) == shown
            ]
            assert len({other for other, _rest in same}) > 1
            assert len({rest for _other, rest in same}) > 1


def test_single_counts() -> None:
    assert [told(count) for count in (0, 1, 10, 11, 400)] == [0, None, None, 11, 400]


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 0, "b": 40, "c": 12}, set()),
        # One alone could be worked out from the sum: the next larger one goes with it.
        ({"a": 3, "b": 40, "c": 12}, {"a", "c"}),
        # So could two that together are small.
        ({"a": 3, "b": 4, "c": 40, "d": 12}, {"a", "b", "d"}),
        ({"a": 6, "b": 7, "c": 40}, {"a", "b"}),
        # Nothing else to go with them: all, noughts too.
        ({"a": 3, "b": 0}, {"a", "b"}),
    ],
)
def test_counts_beside_their_sum(counts: dict[str, int], hidden: set[str]) -> None:
    assert left_out(counts) == hidden


def people(count: int) -> list[UUID]:
    return [uuid4() for _ in range(count)]


def test_groups_are_counted_in_young_people() -> None:
    assert groups_left_out({"a": people(11), "b": [], "c": people(30)}) == (frozenset(), True)
    assert groups_left_out({"a": people(5), "b": people(12), "c": people(30)}) == (
        frozenset({"a", "b"}),
        True,
    )
    assert groups_left_out({"a": people(6), "b": people(7), "c": people(30)}) == (
        frozenset({"a", "b"}),
        True,
    )


def test_two_small_groups_about_the_same_people_are_one() -> None:
    same = people(6)
    assert groups_left_out({"a": same, "b": same, "c": people(30)}) == (
        frozenset({"a", "b", "c"}),
        True,
    )


def test_the_sum_goes_where_one_group_alone_is_left_out() -> None:
    assert groups_left_out({"a": people(5), "b": []}) == (frozenset({"a"}), False)
