"""The clocks that rooms declare: what runs, for how long as shipped, and how far that may go."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Unit(StrEnum):
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    """Days of the county; the last one runs until midnight there."""
    WORKING_DAYS = "working_days"
    """The last one runs until the offices close."""
    YEARS = "years"
    """Until the day of that many years begins: an age."""


@dataclass(frozen=True)
class Clock:
    """One clock as it is shipped; the county sets its amount between the least and the most."""

    key: str
    sentence: Any
    """What must be done from when on, translated when shown."""
    amount: int
    unit: Unit
    least: int
    most: int
    source: Any
    """Who says so: a law, a protocol, or our own estimate."""
    is_on: bool = True
    may_stop: bool = True
    """False where a law sets the clock: it cannot be switched off."""
    keeps_end: bool = True
    """False where no end is stored: what is open runs by the county’s new number at once."""

    def __post_init__(self) -> None:
        if not 1 <= self.least <= self.amount <= self.most:
            raise ValueError(f"{self.key}: runs {self.amount}, between {self.least}, {self.most}")


_clocks: dict[str, Clock] = {}


def runs_by(clock: Clock) -> Clock:
    """Register a clock, so that the county can set it; LookupError where the key is taken."""
    if _clocks.setdefault(clock.key, clock) is not clock:
        raise LookupError(f"two clocks are called {clock.key}")
    return clock


def all_clocks() -> list[Clock]:
    """Return every clock, in the order in which rooms declared them."""
    return list(_clocks.values())
