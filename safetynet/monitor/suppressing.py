"""Small counts are not told to those who know no case (CalHHS de-identification guidelines 4.4).

A count of one to ten could be one young person whom somebody knows of. It is left out, and so is
every other count by which it could be worked out. Noughts are told.
"""

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from safetynet.monitor.measures import Tally

SMALL = 11
"""Below it, and above nought, nothing is told."""
RATED = 20
"""Of fewer than these no percentage is told: one more or less would move it too far."""

K = TypeVar("K")
R = TypeVar("R")
C = TypeVar("C")


@dataclass(frozen=True)
class Shown:
    """A tally as it may be told; None is what is left out."""

    met: int | None
    total: int | None
    percent: int | None

    @property
    def is_whole(self) -> bool:
        return self.met is not None and self.total is not None


NOTHING = Shown(None, None, None)


def whole(tally: Tally) -> Shown:
    """Tell everything, to those who know the cases."""
    return Shown(tally.met, tally.total, tally.percent)


def masked(tally: Tally, *, is_about_people: bool) -> Shown:
    """Leave out what is small, and whatever would give it away.

    Of a group that is itself small nothing is told. Where one part is small the other goes too,
    because the whole is told. Where all or none of a group of young people are met, the parts
    would say it of each of them.
    """
    if tally.total == 0:
        return Shown(0, 0, None)
    if is_small(tally.total):
        return NOTHING
    parts = (tally.met, tally.missed)
    if any(map(is_small, parts)) or (is_about_people and 0 in parts):
        return Shown(None, tally.total, None)
    return Shown(tally.met, tally.total, tally.percent if tally.total >= RATED else None)


def told(count: int) -> int | None:
    """Return a count of its own, or None where it is small."""
    return None if is_small(count) else count


def is_small(count: int) -> bool:
    return 0 < count < SMALL


def left_out(counts: Mapping[K, int], also: Collection[K] = ()) -> frozenset[K]:
    """Return which of some counts to leave out where their sum may be known.

    One alone could be worked out, and so could several that together are small; the next larger
    one goes with them, and at last all, noughts too. `also` are left out in any case.
    """
    hidden = {key for key, count in counts.items() if is_small(count) or key in also}
    others = sorted((k for k in counts if k not in hidden and counts[k]), key=lambda k: counts[k])
    while hidden and (len(hidden) == 1 or sum(counts[k] for k in hidden) < SMALL):
        if not others:
            return frozenset(counts)
        hidden.add(others.pop(0))
    return frozenset(hidden)


def cells_left_out(
    table: Mapping[tuple[R, C], int], lines_left_out: frozenset[R | C] = frozenset()
) -> frozenset[tuple[R, C]]:
    """Return which cells of a table to leave out where the sum of each line may be known.

    No row and no column may give its own cells away, nor may several together. The cells of a line
    whose sum is left out go with it, because they would add up to it.
    """
    hidden: set[tuple[R, C]] = {
        cell
        for cell, count in table.items()
        if is_small(count) or not lines_left_out.isdisjoint(cell)
    }
    lines = _lines_of(table)
    known = 0
    while known < len(hidden):
        known = len(hidden)
        for line in lines.values():
            hidden |= left_out(line, hidden & line.keys())
        small = [cell for cell in hidden if is_small(table[cell])]
        for row, column in _given_away(small, hidden, lines_left_out):
            beside = {**lines[0, row], **lines[1, column]}
            others = (beside.keys() - hidden) or (table.keys() - hidden)
            if others:
                hidden.add(min(others, key=lambda cell: (table[cell], str(cell))))
    return frozenset(hidden)


def _lines_of(table: Mapping[tuple[R, C], int]) -> dict[tuple[int, Any], dict[tuple[R, C], int]]:
    """Return each row, by (0, row), and each column, by (1, column)."""
    lines: dict[tuple[int, Any], dict[tuple[R, C], int]] = {}
    for cell, count in table.items():
        for axis, at in enumerate(cell):
            lines.setdefault((axis, at), {})[cell] = count
    return lines


def _given_away(
    small: Iterable[tuple[R, C]],
    hidden: AbstractSet[tuple[R, C]],
    lines_left_out: frozenset[R | C],
) -> list[tuple[R, C]]:
    """Return which small cells follow from all that is told.

    A hidden cell ties its row to its column, a hidden sum its line to the sum of all. What is the
    only tie between two halves follows from the sums of one half, in which all else is told.
    """
    sums = ((0, "sum"), (1, "sum"))
    ties = {cell: ((0, cell[0]), (1, cell[1])) for cell in hidden}
    nodes = {node for tie in ties.values() for node in tie}
    open_sums = [(node, sums[1 - node[0]]) for node in nodes if node[1] in lines_left_out]
    return [
        cell
        for cell in small
        if not _is_joined(*ties[cell], [*open_sums, *(t for c, t in ties.items() if c != cell)])
    ]


def _is_joined(start: Any, end: Any, ties: Iterable[tuple[Any, Any]]) -> bool:
    beside: dict[Any, set[Any]] = {}
    for one, other in ties:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    seen, ahead = {start}, [start]
    while ahead:
        for node in beside.get(ahead.pop(), set()) - seen:
            seen.add(node)
            ahead.append(node)
    return end in seen


def groups_left_out(groups: Mapping[K, Iterable[UUID]]) -> tuple[frozenset[K], bool]:
    """Return the groups too small to tell anything of, and whether a sum over all may be told.

    A group is counted in young people, whatever is told of it. The sum is not told where those
    left out could be worked out from it.
    """
    people = {key: frozenset(members) for key, members in groups.items()}
    hidden = {key for key, members in people.items() if is_small(len(members))}
    others = sorted(
        (k for k in people if k not in hidden and people[k]), key=lambda k: len(people[k])
    )

    def gives_away() -> bool:
        together = frozenset().union(*(people[key] for key in hidden))
        return len(hidden) == 1 or len(together) < SMALL

    while hidden and gives_away():
        if not others:
            return frozenset(hidden), False
        hidden.add(others.pop(0))
    return frozenset(hidden), True
