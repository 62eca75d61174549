"""Lines beside each other, drawn: three points on each that differ in shape, and bars of counts.

Shapes and words differ, not colors alone, so that it reads in gray and on paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEFT, RIGHT, ROW, TOP = 210, 430, 30, 26
"""Viewbox units: where the scale begins and ends, height of a line, room for the scale's words."""
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Line:
    word: str
    points: tuple[int | None, ...]
    """As values; None is not drawn."""
    xs: tuple[int | None, ...]
    y: int
    beside: int | None
    """A number at the end of the line."""

    @property
    def ends(self) -> tuple[int, int] | None:
        """Return from where to where the line goes through its points."""
        there = [x for x in self.xs if x is not None]
        return (min(there), max(there)) if there else None


@dataclass(frozen=True)
class Lines:
    lines: list[Line]
    scale: list[tuple[int, int]]
    """Values beside the drawing, each with its x."""

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.lines) + ROW // 2


def lines_of(rows: Sequence[tuple[str, tuple[int | None, ...], int | None]]) -> Lines:
    """Draw rows of a word, points and a number beside."""
    most = max((value for _word, points, _n in rows for value in points if value), default=0)
    step = _step(most)
    top = max(step, -(-most // step) * step)

    def across(value: int | None) -> int | None:
        return None if value is None else LEFT + (RIGHT - LEFT) * value // top

    return Lines(
        [
            Line(word, points, tuple(map(across, points)), TOP + ROW * row + ROW // 2, beside)
            for row, (word, points, beside) in enumerate(rows)
        ],
        [(value, LEFT + (RIGHT - LEFT) * value // top) for value in range(0, top + 1, step)],
    )


def _step(most: int) -> int:
    """Return a round number that divides the scale into six parts at most."""
    size = 1
    while True:
        for step in STEPS:
            if most <= step * size * 6:
                return step * size
        size *= 10
