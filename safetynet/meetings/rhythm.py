"""How pages say the rhythm of a series in a sentence."""

from typing import Any

from flask_babel import format_date, format_time, ngettext
from flask_babel import gettext as _

from safetynet.meetings.cadence import Cadence
from safetynet.meetings.models import Series


def rhythm_of(series: Series) -> str:
    """Return such as “every Tuesday at 1:30 PM (America/Los_Angeles)”."""
    clock = format_time(series.begins_at, format="short", rebase=False)
    at = _("%(clock)s, %(zone)s", clock=clock, zone=series.zone.replace("_", " "))
    return f"{_days(series)} · {at}"


def _days(series: Series) -> Any:
    weekday = format_date(series.first_on, "EEEE")
    if series.cadence is Cadence.WEEKLY:
        return ngettext(
            "every week on %(weekday)s",
            "every %(num)d weeks on %(weekday)s",
            series.every,
            weekday=weekday,
        )
    if series.cadence is Cadence.MONTHLY:
        nth = series.rule.nth
        return _("each month on %(weekday)s number %(nth)d", weekday=weekday, nth=nth)
    if series.cadence is Cadence.MONTHLY_LAST:
        return _("each month on the last %(weekday)s", weekday=weekday)
    return _("as needed")
