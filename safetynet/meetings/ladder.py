"""How an open task is called to mind as its day comes and goes (practice.md §1.12). Days alone."""

from collections.abc import Mapping
from datetime import date, timedelta

from safetynet.meetings.models import Rung

SOONEST = timedelta(days=2)
"""Before this nobody is reminded."""


def ladder(lead_after: int, steering_after: int) -> Mapping[Rung, timedelta]:
    """Return when each rung is reached, counted from the day a task is due, the first one first."""
    return {
        Rung.BEFORE: -SOONEST,
        Rung.DUE: timedelta(),
        Rung.AFTER: timedelta(days=2),
        Rung.LEAD: timedelta(days=lead_after),
        Rung.STEERING: timedelta(days=steering_after),
    }


def rung_on(day: date, due: date, rungs: Mapping[Rung, timedelta]) -> Rung | None:
    """Return the highest rung that a task due on a day has reached, or None.

    What was missed, because nobody ran the jobs, is not made up for: one mail says it all.
    """
    reached = [rung for rung, after in rungs.items() if due + after <= day]
    return reached[-1] if reached else None
