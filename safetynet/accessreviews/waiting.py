"""What waits: a month to sign off, and for the privacy officer what was reported."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Role
from safetynet.accessreviews.models import Disposition
from safetynet.accessreviews.months import (
    due_on,
    month_of,
    months_until,
    name_of,
    next_month,
)
from safetynet.accessreviews.policy import reviews
from safetynet.accessreviews.queries import sign_offs_since
from safetynet.agencies import Agency
from safetynet.db import db
from safetynet.notices import Waiting, who_waits

LOOKED_BACK = 3
"""Months that are called to mind; older ones are on the page of reviews."""
REPORTED_WITHIN = timedelta(days=30)


@who_waits
def months_to_review(actor: Actor, day: date) -> Iterator[Waiting]:
    """Remind a supervisor of the months that are over and not signed off."""
    if not reviews(actor):
        return
    over = list(islice(months_until(day), 1, 1 + LOOKED_BACK))
    signed = {done.month for done in sign_offs_since(over[-1])}
    joined = db.session.scalars(select(Agency.created_at).where(Agency.id == actor.agency_id)).one()
    for month in over:
        if month not in signed and clock.day_of(joined) < next_month(month):
            sentence = _(
                "The access review of %(month)s is to be signed off",
                month=format_date(month, "MMMM y"),
            )
            arguments = {"month": name_of(month)}
            yield Waiting(sentence, "oversight.review", arguments, due_on(month), "access")


@who_waits
def reads_reported(actor: Actor, day: date) -> Iterator[Waiting]:
    """Tell the privacy officer what supervisors reported lately."""
    if actor.role is not Role.PRIVACY_OFFICER:
        return
    since = clock.start_of(day - REPORTED_WITHIN)
    reported = select(Agency.name, Disposition.day).select_from(Disposition).join(Agency)
    months = {
        (name, month_of(on))
        for name, on in db.session.execute(reported.where(Disposition.created_at >= since))
    }
    for name, month in sorted(months):
        sentence = _("%(agency)s reported reads that nothing explains", agency=name)
        yield Waiting(sentence, "oversight.reviews", {"month": name_of(month)}, kind="access")
