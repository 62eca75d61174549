"""Rounds in which contestants take turns in a new order each time; ratios within a round."""

import random
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bench.contestants import PLAIN, SAFETYNET
from bench.traffic import Cell
from bench.visitors import Visitor, Work

AT_ONCE = (1, 16)
REST = 0.5
"""Seconds between cells: the sequencer's last work belongs to nobody else's cell."""
WARM_UP = 2.0
"""Seconds of each work before the first round."""

Key = tuple[Work, int]
"""What was done, over how many connections."""


@dataclass
class Results:
    """The cells of each contestant for each kind of work, one for every round."""

    cells: dict[Key, dict[str, list[Cell]]] = field(default_factory=dict)

    def note(self, key: Key, contestant: str, cell: Cell) -> None:
        self.cells.setdefault(key, {}).setdefault(contestant, []).append(cell)

    def slower(self, key: Key, one: str = SAFETYNET, other: str = PLAIN) -> float | None:
        """Return the median over rounds of how many times as long one takes as another."""
        return _median(a.p50 / b.p50 for a, b in self._pairs(key, one, other))

    def busier(self, key: Key, one: str = SAFETYNET, other: str = PLAIN) -> float | None:
        """Return the median over rounds of how many times as much one answers as another."""
        return _median(a.rate / b.rate for a, b in self._pairs(key, one, other))

    def together(self) -> Iterator[tuple[Key, str, Cell, int]]:
        """Yield each contestant's cells of one kind added up, and how many were void."""
        for key, by_name in self.cells.items():
            for name, cells in sorted(by_name.items()):
                kept = [cell for cell in cells if cell.counts]
                yield key, name, sum(kept, Cell()), len(cells) - len(kept)

    def _pairs(self, key: Key, one: str, other: str) -> Iterator[tuple[Cell, Cell]]:
        found = self.cells.get(key, {})
        both = zip(found.get(one, []), found.get(other, []), strict=True)
        return ((a, b) for a, b in both if a.counts and b.counts)


def take_turns(
    visitors: Mapping[str, Visitor],
    works: Sequence[Key],
    *,
    rounds: int,
    seconds: float,
    dice: random.Random,
) -> Results:
    """Measure every work of every visitor in every round."""
    results = Results()
    for visitor in visitors.values():
        for work in dict.fromkeys(work for work, _at_once in works):
            visitor.drive(work, 1, seconds=WARM_UP)
    for _round in range(rounds):
        for key in works:
            order = list(visitors)
            dice.shuffle(order)
            for name in order:
                time.sleep(REST)
                results.note(key, name, visitors[name].drive(*key, seconds=seconds))
    return results


def _median(ratios: Iterator[float]) -> float | None:
    found = list(ratios)
    return statistics.median(found) if found else None
