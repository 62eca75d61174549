"""An alert whose day has come, and one that a second person is asked about."""

from collections.abc import Iterable
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from safetynet.access import Actor, Permission
from safetynet.alerts.models import SafetyAlert
from safetynet.cases import Case, CaseStatus
from safetynet.db import db
from safetynet.notices import Waiting, who_waits

AHEAD = timedelta(days=3)
MOST = 50


@who_waits
def alerts(actor: Actor, day: date) -> Iterable[Waiting]:
    """Tell the agency that set it: nobody else may keep it or remove it."""
    if not actor.is_granted(Permission.ALERT_KEEP):
        return
    wanted = (
        select(SafetyAlert.case_id, SafetyAlert.review_on, SafetyAlert.asked_by_id, Case.number)
        .join(Case, Case.id == SafetyAlert.case_id)
        .where(
            SafetyAlert.owner_id == actor.agency_id,
            SafetyAlert.removed_at.is_(None),
            Case.status != CaseStatus.CLOSED,
        )
        .order_by(SafetyAlert.review_on)
        .limit(MOST)
    )
    for row in db.session.execute(wanted):
        page = {"case": row.case_id}
        if row.asked_by_id and row.asked_by_id != actor.id:
            said = _("%(number)s: a second person is asked about an alert", number=row.number)
            yield Waiting(said, "alerts.index", page, due=day, kind="alerts")
        elif row.review_on <= day + AHEAD:
            said = _("%(number)s: does the safety alert still hold?", number=row.number)
            yield Waiting(said, "alerts.index", page, due=row.review_on, kind="alerts")
