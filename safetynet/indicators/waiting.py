"""Screenings that are due, told to the agency that screened last."""

from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import gettext as _

from safetynet.access import Actor, Permission
from safetynet.indicators.queries import due_in
from safetynet.notices import Waiting, who_waits

AHEAD = timedelta(days=14)
MOST = 50


@who_waits
def to_screen(actor: Actor, day: date) -> Iterator[Waiting]:
    if not (actor.is_granted(Permission.SCREENING_RECORD) and actor.reads_content):
        return
    for due in due_in(actor.agency_id, day + AHEAD, MOST):
        yield Waiting(
            _("Screen again: %(number)s", number=due.number),
            "indicators.of_case",
            {"case": due.case_id},
            due.due_on,
            "screenings",
        )
