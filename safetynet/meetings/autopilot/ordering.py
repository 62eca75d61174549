"""Which cases get a place, and in which order: plain rules over plain values.

Nothing here knows of a database, so that every rule can be tried with a handful of values.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from safetynet.meetings.models import ItemKind

IN_A_ROW = 2
"""So many heavy cases may stand in a row; one more calls for a break (beyond.md D18)."""


@dataclass(frozen=True)
class Candidate:
    """A case for the agenda, as far as its place depends on it."""

    case_id: UUID
    number: str
    kind: ItemKind
    minutes: int
    """What it takes, with the break after it."""
    weight: int = 0
    """Of its strongest reason."""
    further: int = 0
    """Of its other reasons together."""
    is_heavy: bool = False
    has_late_tasks: bool = False
    with_children: bool = False
    """Child welfare sits at its table."""
    agencies: frozenset[UUID] = frozenset()
    place: int | None = None
    """Where a person put it, counted from 0."""

    @property
    def rank(self) -> tuple[int, int, str]:
        return (-self.weight, -self.further, self.number)

    @property
    def group(self) -> int:
        """Incomplete tasks first, then new cases with children, then all others."""
        if self.has_late_tasks:
            return 0
        return 1 if self.with_children and self.kind in {ItemKind.NEW, ItemKind.REPEAT} else 2


@dataclass(frozen=True)
class Passed:
    """A case that does not fit: what was left when its turn came, and what outranks it."""

    candidate: Candidate
    left: int
    """Minutes that were free when its turn came."""
    least: int | None
    """The weight of the lightest case that got a place by its weight, if any did."""


def choose(candidates: Iterable[Candidate], minutes: int) -> tuple[list[Candidate], list[Passed]]:
    """Give the free minutes to the weightiest cases; return who got a place and who did not."""
    taken: list[Candidate] = []
    passed: list[tuple[Candidate, int]] = []
    left = minutes
    for candidate in sorted(candidates, key=lambda each: each.rank):
        if candidate.minutes <= left:
            taken.append(candidate)
            left -= candidate.minutes
        else:
            passed.append((candidate, max(left, 0)))
    least = min((each.weight for each in taken), default=None)
    return taken, [Passed(candidate, then, least) for candidate, then in passed]


def in_order(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the order of an agenda; what a person placed keeps its place."""
    queue = _in_blocks([each for each in candidates if each.place is None])
    placed = sorted(
        (each for each in candidates if each.place is not None), key=lambda each: each.place or 0
    )
    order: list[Candidate] = []
    while queue or placed:
        if placed and (not queue or (placed[0].place or 0) <= len(order)):
            order.append(placed.pop(0))
        else:
            order.append(queue.pop(_next_in(queue, order)))
    return order


def _in_blocks(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Hear out the agency that has the least left to hear, so that it can leave; then the next."""
    left = sorted(candidates, key=lambda each: (each.group, *each.rank))
    order: list[Candidate] = []
    while left:
        here = [each for each in left if each.group == left[0].group]
        of = _least_left({agency for each in here for agency in each.agencies}, left)
        block = [each for each in here if of is None or of in each.agencies]
        order += block
        left = [each for each in left if each not in block]
    return order


def _least_left(agencies: Iterable[UUID], left: Sequence[Candidate]) -> UUID | None:
    """Return the agency that could leave soonest; of two, always the same one."""
    minutes = {
        agency: sum(each.minutes for each in left if agency in each.agencies) for agency in agencies
    }
    return min(minutes, key=lambda agency: (minutes[agency], agency.bytes), default=None)


def _next_in(queue: Sequence[Candidate], order: Sequence[Candidate]) -> int:
    """Return whose turn it is: a light case of the same group, where heavy ones stand in a row."""
    before = order[-IN_A_ROW:]
    if len(before) < IN_A_ROW or not all(each.is_heavy for each in [*before, queue[0]]):
        return 0
    return next(
        (
            place
            for place, each in enumerate(queue)
            if not each.is_heavy and each.group == queue[0].group
        ),
        0,
    )
