"""How pages say how long a clock runs, and what is left of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import format_date, format_time, ngettext
from flask_babel import gettext as _

from safetynet import clock
from safetynet.deadlines.rules import Clock, Unit

SOON = timedelta(hours=4)
"""From here on what is left is shown as pressing."""
_TWO_DAYS = timedelta(days=2)


@dataclass(frozen=True)
class TimeLeft:
    """What is left of a clock, in words; `look` colors the tag."""

    word: str
    look: str
    is_late: bool
    asked_at: datetime
    when_late: str
    """What is said from the moment on at which it is over; the page itself turns to it."""


def time_left(due: datetime, now: datetime) -> TimeLeft:
    """Say such as “2 h 10 min left”, or “late since 9:40 AM”."""
    late = _("late since %(moment)s", moment=_when(due, max(now, due)))
    if now > due:
        return TimeLeft(late, "urgent", True, now, late)
    left = due - now
    return TimeLeft(_("%(time)s left", time=_said(left)), _look(left), False, now, late)


def _look(left: timedelta) -> str:
    return "waiting" if left <= SOON else "open"


def _said(left: timedelta) -> Any:
    if left >= _TWO_DAYS:
        return ngettext("%(num)d day", "%(num)d days", left.days)
    # A minute that has begun is still left.
    minutes = -(-left // timedelta(minutes=1))
    hours, rest = divmod(minutes, 60)
    return _("%(h)d h %(min)d min", h=hours, min=rest) if hours else _("%(min)d min", min=rest)


def _when(due: datetime, now: datetime) -> Any:
    """Return the time of day in the county, with its day where that is not today."""
    local = clock.in_the_county(due)
    at = format_time(local.time(), "short", rebase=False)
    if local.date() == clock.day_of(now):
        return at
    return f"{format_date(local.date(), 'medium')}, {at}"


def amount_said(amount: int, unit: Unit) -> Any:
    if unit is Unit.MINUTES:
        return ngettext("%(num)d minute", "%(num)d minutes", amount)
    if unit is Unit.HOURS:
        return ngettext("%(num)d hour", "%(num)d hours", amount)
    if unit is Unit.DAYS:
        return ngettext("%(num)d day", "%(num)d days", amount)
    if unit is Unit.YEARS:
        return ngettext("%(num)d year", "%(num)d years", amount)
    return ngettext("%(num)d working day", "%(num)d working days", amount)


def change_said(which: Clock) -> Any:
    """Return for what a change of a clock counts."""
    if which.keeps_end:
        return _("What runs already keeps its end.")
    return _("A change holds at once, also for what is open already.")
