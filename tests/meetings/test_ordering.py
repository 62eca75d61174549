"""Which cases get a place and in which order: plain rules, tried with plain values."""

from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

from safetynet.meetings.autopilot.ordering import Candidate, choose, in_order
from safetynet.meetings.models import ItemKind

HARBOR, PROBATION, CLINIC = (UUID(int=n) for n in (1, 2, 3))


def case(number: str, weight: int = 50, minutes: int = 10, **more: Any) -> Candidate:
    about: dict[str, Any] = {"case_id": uuid4(), "kind": ItemKind.FOLLOW_UP} | more
    return Candidate(number=number, minutes=minutes, weight=weight, **about)


def numbers(order: list[Candidate]) -> str:
    return "".join(each.number for each in order)


def test_the_weightiest_get_a_place_and_the_rest_is_told_why() -> None:
    all_of_them = [case("a", 40), case("b", 60), case("c", 100, 15), case("d", 60, further=9)]
    taken, passed = choose(all_of_them, 30)
    assert numbers(taken) == "cd"
    assert [(each.candidate.number, each.left, each.least) for each in passed] == [
        ("b", 5, 60),
        ("a", 5, 60),
    ]


def test_a_short_case_takes_what_a_long_one_leaves() -> None:
    taken, passed = choose([case("a", 60, 15), case("b", 50, 15), case("c", 30, 5)], 20)
    assert numbers(taken) == "ac"
    assert [(each.candidate.number, each.left) for each in passed] == [("b", 5)]


def test_an_agenda_that_is_too_long_takes_nothing_more() -> None:
    taken, passed = choose([case("a")], -20)
    assert taken == []
    assert (passed[0].left, passed[0].least) == (0, None)


def test_twelve_cases_fit_exactly_and_a_minute_more_does_not() -> None:
    twelve = [case(chr(97 + n)) for n in range(12)]
    assert len(choose(twelve, 120)[0]) == 12
    assert len(choose(twelve, 119)[0]) == 11


def test_incomplete_tasks_then_new_cases_with_children_then_the_others() -> None:
    child = {"with_children": True}
    order = in_order(
        [
            case("a", 100),
            case("b", 40, kind=ItemKind.NEW, **child),
            case("c", 30, has_late_tasks=True),
            case("d", 90, kind=ItemKind.NEW),
            case("e", 95, **child),
        ]
    )
    assert numbers(order) == "cbaed"


def test_the_agency_with_the_least_to_hear_is_heard_out_first() -> None:
    """The clinic comes for one case, probation for two: neither waits for the other's."""
    here = {
        "a": {HARBOR, PROBATION},
        "b": {HARBOR, CLINIC},
        "c": {HARBOR, PROBATION},
        "d": {HARBOR},
    }
    order = in_order([case(name, agencies=frozenset(who)) for name, who in here.items()])
    assert numbers(order) == "bacd"


def test_blocks_stand_together_whatever_the_weights() -> None:
    mixed = [
        case(name, weight, agencies=frozenset({who}))
        for name, weight, who in (
            ("a", 90, HARBOR),
            ("b", 80, CLINIC),
            ("c", 70, HARBOR),
            ("d", 60, CLINIC),
            ("e", 50, HARBOR),
        )
    ]
    assert numbers(in_order(mixed)) == "bdace"


def test_heavy_cases_are_spread() -> None:
    heavy = [case(name, 90, is_heavy=True) for name in "abcd"]
    light = [case(name, 20) for name in "xyz"]
    order = in_order([*heavy, *light])
    assert sorted(numbers(order)) == sorted("abcdxyz")
    weights = [each.is_heavy for each in order]
    assert not any(all(weights[at : at + 3]) for at in range(len(weights)))


def test_where_only_heavy_cases_are_left_they_stand_as_they_are() -> None:
    assert numbers(in_order([case(name, is_heavy=True) for name in "abcd"])) == "abcd"


def test_spreading_does_not_break_what_comes_first() -> None:
    first = [case(name, is_heavy=True, has_late_tasks=True) for name in "abc"]
    assert numbers(in_order([*first, case("x")])) == "abcx"


def test_what_a_person_placed_keeps_its_place() -> None:
    free = [case("a", 90), case("b", 80), case("c", 70)]
    for place in range(4):
        order = in_order([*free, case("z", 1, place=place)])
        assert numbers(order)[place] == "z"
        assert numbers(order).replace("z", "") == "abc"
    assert numbers(in_order([case("z", place=9), case("y", place=2), case("a")])) == "ayz"


def test_the_same_cases_are_always_in_the_same_order() -> None:
    cases = [
        case(f"{n:02}", n % 3, agencies=frozenset({HARBOR, PROBATION} if n % 2 else {CLINIC}))
        for n in range(12)
    ]
    once = numbers(in_order(cases))
    assert all(a == b for a, b in pairwise(numbers(in_order(c)) for c in (cases, cases[::-1])))
    assert numbers(in_order(cases[::-1])) == once
