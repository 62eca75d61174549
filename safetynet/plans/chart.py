"""Scores as a small drawing: for each part of life where it stood first, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from safetynet.plans.models import HIGHEST, LOWEST, Domain, Score

LEFT, RIGHT, ROW, TOP = 200, 500, 28, 22
"""Viewbox units: where the scale begins and ends, height of a row, room for the scale's words."""


@dataclass(frozen=True)
class Line:
    """One part of life: first and latest score with their days, and where to draw them."""

    domain: Domain
    first: int
    first_on: date
    last: int
    last_on: date
    y: int

    @property
    def first_x(self) -> int:
        return across(self.first)

    @property
    def last_x(self) -> int:
        return across(self.last)

    @property
    def change(self) -> int:
        return self.last - self.first

    @property
    def is_moved(self) -> bool:
        return self.first_on != self.last_on


@dataclass(frozen=True)
class Chart:
    lines: list[Line]

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.lines) + ROW // 2

    @property
    def scale(self) -> list[tuple[int, int]]:
        """Return each value of the scale with its x."""
        return [(value, across(value)) for value in range(LOWEST, HIGHEST + 1)]


def across(value: int) -> int:
    return LEFT + (RIGHT - LEFT) * (value - LOWEST) // (HIGHEST - LOWEST)


def chart_of(scores: Iterable[Score]) -> Chart:
    """Draw the scores of one plan, given in the order of their days."""
    by_domain: dict[Domain, list[Score]] = {}
    for score in scores:
        by_domain.setdefault(score.domain, []).append(score)
    scored = [domain for domain in Domain if domain in by_domain]
    return Chart(
        [
            Line(
                domain,
                by_domain[domain][0].value,
                by_domain[domain][0].on,
                by_domain[domain][-1].value,
                by_domain[domain][-1].on,
                TOP + ROW * row + ROW // 2,
            )
            for row, domain in enumerate(scored)
        ]
    )
