"""Reports that somebody is missing, and that she is back, put together to episodes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from statistics import mean
from typing import Any
from uuid import UUID

from safetynet import clock
from safetynet.events.models import EventKind

EPISODE = (EventKind.MISSING, EventKind.RETURNED)


@dataclass
class Episode:
    """Once missing: the first report opens it, other agencies' reports belong to it too.

    `reports` and `back` are events, or rows with their columns.
    """

    reports: list[Any]
    back: Any = None

    @property
    def first(self) -> Any:
        return self.reports[0]

    @property
    def is_over(self) -> bool:
        return self.back is not None

    @property
    def event_ids(self) -> set[UUID]:
        events = [*self.reports, self.back] if self.back else self.reports
        return {event.id for event in events}

    def days(self, day: date) -> int:
        """Return how many days she was gone, until `day` while she is not back."""
        since, until = self.first.day, self.back.day if self.back else day
        return int((until - since).days)


@dataclass(frozen=True)
class Pattern:
    """How often, and for how many days, within twelve months."""

    count: int
    mean_days: float


def episodes_of(found: Iterable[Any]) -> list[Episode]:
    """Put the visible events of one case together, the oldest episode first.

    A return before which nobody reported her missing makes no episode.
    """
    episodes: list[Episode] = []
    for event in sorted((each for each in found if each.kind in EPISODE), key=when_it_was):
        is_gone = bool(episodes) and not episodes[-1].is_over
        if event.kind is EventKind.RETURNED:
            if is_gone:
                episodes[-1].back = event
        elif is_gone:
            episodes[-1].reports.append(event)
        else:
            episodes.append(Episode([event]))
    return episodes


def still_missing(found: Iterable[Any]) -> Any:
    """Return the report with which she went missing, if nobody came back after it; or None."""
    episodes = episodes_of(found)
    return episodes[-1].first if episodes and not episodes[-1].is_over else None


def pattern_of(episodes: Sequence[Episode], day: date) -> Pattern | None:
    """Count what began within the twelve months until a day; None where nothing did."""
    since = a_year_before(day)
    gone = [each.days(day) for each in episodes if since < each.first.day <= day]
    return Pattern(len(gone), mean(gone)) if gone else None


def a_year_before(day: date) -> date:
    """Return the same day of the year before; for 29 February the day before 1 March."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def when_it_was(event: Any) -> tuple[date, time, datetime]:
    """Order events. One without a time counts when it was logged, or else at the end of its day."""
    logged = clock.in_the_county(event.created_at)
    untimed = logged.time() if logged.date() == event.day else time.max
    return (event.day, event.at_time or untimed, event.created_at)
