"""No small count of the gap register can be worked out from all that is told."""

from collections import Counter
from datetime import UTC, datetime
from fractions import Fraction
from random import Random
from typing import Any

from safetynet.directory import ServiceType
from safetynet.linkages.gaps import AgeBand, Area, Gaps
from safetynet.linkages.life import LinkageStatus, Why
from safetynet.monitor.gaps import kind_word, reason_word, register_of
from safetynet.monitor.suppressing import cells_left_out, left_out

SENT = datetime(2025, 3, 3, 17, tzinfo=UTC)
S = LinkageStatus


def gap(kind: ServiceType, why: Why, count: int) -> Gaps:
    return Gaps(SENT.date(), kind, S.DECLINED, why, AgeBand.UNKNOWN, Area.UNKNOWN, count)


def test_no_small_count_of_the_register_can_be_worked_out() -> None:
    """Rows, columns and sums: wherever one cell is left out, its line lacks eleven or more."""
    counts = {
        (ServiceType.SHELTER, Why.NO_BED): 60,
        (ServiceType.SHELTER, Why.AGE): 4,
        (ServiceType.MENTAL_HEALTH, Why.NO_BED): 25,
        (ServiceType.MENTAL_HEALTH, Why.AGE): 13,
        (ServiceType.EMPLOYMENT, Why.AGE): 5,
        (ServiceType.TRANSPORT, Why.AGE): 12,
    }
    register = register_of([gap(*cell, count) for cell, count in counts.items()], 2025)
    assert register.all == 119
    kinds = dict(register.kinds)
    assert kinds["Work"] is None and kinds["Transport"] is None
    shown = {(kind, why): count for kind, why, count in register.crossed}
    assert shown["Transport", "declined: Age"] is None, "its own sum is left out"
    assert shown["Emergency or transitional shelter", "declined: Age"] is None
    for axis in (0, 1):
        for line in {cell[axis] for cell in counts}:
            hidden = [
                count
                for cell, count in counts.items()
                if cell[axis] is line and shown[_words(cell)] is None
            ]
            assert not hidden or len(hidden) > 1 or (axis == 0 and _is_left_out(kinds, line))


def _words(cell: tuple[ServiceType, Why]) -> tuple[str, str]:
    return kind_word(cell[0]), reason_word((S.DECLINED, cell[1]))


def _is_left_out(kinds: dict[str, int | None], line: Any) -> bool:
    return isinstance(line, ServiceType) and kinds[kind_word(line)] is None


def test_one_cell_takes_others_with_it_in_its_row_and_its_column() -> None:
    table = {("a", 1): 3, ("a", 2): 20, ("a", 3): 30, ("b", 1): 40, ("b", 2): 50, ("b", 3): 60}
    hidden = cells_left_out(table)
    for place in (0, 1):
        for line in {cell[place] for cell in table}:
            there = [table[cell] for cell in hidden if cell[place] == line]
            assert not there or (len(there) > 1 and sum(there) >= 11)


Line = tuple[str, int]
Cells = dict[tuple[Line, Line], int]


def sums_of(table: Cells, axis: int) -> Counter[Line]:
    found: Counter[Line] = Counter()
    for cell, count in table.items():
        found[cell[axis]] += count
    return found


def solved(hidden: frozenset[Any], untold: frozenset[Line]) -> set[Any]:
    """Return which unknown cells and sums follow from all that is told, by elimination."""
    unknown: list[Any] = [*sorted(hidden), *sorted(untold)]
    lines = {line for cell in hidden for line in cell} | untold
    equations = [
        [
            Fraction(line in one) if isinstance(one[0], tuple) else -Fraction(one == line)
            for one in unknown
        ]
        for line in lines
    ]
    for axis in "rc":
        equations.append([Fraction(one in untold and one[0] == axis) for one in unknown])
    place = 0
    for column in range(len(unknown)):
        pivots = [row for row in range(place, len(equations)) if equations[row][column]]
        if not pivots:
            continue
        equations[place], equations[pivots[0]] = equations[pivots[0]], equations[place]
        lead = [value / equations[place][column] for value in equations[place]]
        equations = [
            lead
            if row == place
            else [v - line[column] * w for v, w in zip(line, lead, strict=True)]
            for row, line in enumerate(equations)
        ]
        place += 1
    alone = [row for row in equations if sum(value != 0 for value in row) == 1]
    return {unknown[next(place for place, value in enumerate(row) if value)] for row in alone}


def test_nothing_small_follows_from_all_that_is_told_together() -> None:
    """Line by line is not enough: several rows and columns together can give one away."""
    for seed in range(300):
        dice = Random(seed)
        rows, columns = range(dice.randint(2, 7)), range(dice.randint(2, 6))
        table: Cells = {
            (("r", row), ("c", column)): dice.choice((3, 9, 14, 30, 80))
            for row in rows
            for column in columns
            if dice.random() < 0.7
        }
        untold = frozenset(one for axis in (0, 1) for one in left_out(sums_of(table, axis)))
        hidden = cells_left_out(table, untold)
        assert {cell for cell, count in table.items() if count < 11} <= hidden
        sums = sums_of(table, 0) + sums_of(table, 1)
        given = {one for one in solved(hidden, untold) if (table | sums)[one] < 11}
        assert not given or hidden == table.keys(), (seed, given)
