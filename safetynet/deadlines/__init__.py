"""Deadlines: the county's clocks, how long each runs, and by when it is over."""

from safetynet.deadlines import policy as policy
from safetynet.deadlines.holidays import closed_days
from safetynet.deadlines.models import ClockSetting, Holiday
from safetynet.deadlines.queries import due_among, due_by, standing_clock
from safetynet.deadlines.reckoning import due_at
from safetynet.deadlines.rules import Clock, Unit, runs_by
from safetynet.deadlines.words import amount_said, time_left

__all__ = [
    "Clock",
    "ClockSetting",
    "Holiday",
    "Unit",
    "amount_said",
    "closed_days",
    "due_among",
    "due_at",
    "due_by",
    "runs_by",
    "standing_clock",
    "time_left",
]
