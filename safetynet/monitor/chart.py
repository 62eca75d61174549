"""A measure over time as a small drawing: a bar for each period, and a line for what is aimed at.

Bars and line differ in shape, not in color alone, so that it reads in gray and on paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEFT, RIGHT, TOP, BOTTOM = 44, 536, 22, 132
"""Viewbox units: where the bars begin and end, where 100 and 0 percent are."""
WIDE = 0.6
"""How much of its place a bar takes."""


@dataclass(frozen=True)
class Bar:
    percent: int | None
    """None where there is nothing to show: no bar is drawn."""
    x: int
    width: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def y(self) -> int:
        return height_of(self.percent or 0)

    @property
    def height(self) -> int:
        return BOTTOM - self.y


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    aim: int

    @property
    def aim_y(self) -> int:
        return height_of(self.aim)

    @property
    def scale(self) -> list[tuple[int, int]]:
        """Return the percents beside the chart, each with its y."""
        return [(percent, height_of(percent)) for percent in (0, 50, 100)]


def height_of(percent: int) -> int:
    return BOTTOM - (BOTTOM - TOP) * percent // 100


def chart_of(percents: Sequence[int | None], aim: int) -> Chart:
    """Draw percents in the order of time."""
    place = (RIGHT - LEFT) // max(len(percents), 1)
    width = round(place * WIDE)
    gap = (place - width) // 2
    return Chart(
        [
            Bar(percent, LEFT + number * place + gap, width)
            for number, percent in enumerate(percents)
        ],
        aim,
    )
