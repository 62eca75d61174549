from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.agencies import bylines
from safetynet.alerts.models import AlertTold, SafetyAlert
from safetynet.alerts.words import ALERT_WORDS
from safetynet.db import db


def alerts_of(case_id: UUID) -> Sequence[SafetyAlert]:
    """Return the visible alerts of a case, those that stand first, the latest first."""
    wanted = select(SafetyAlert).where(SafetyAlert.case_id == case_id)
    found = db.session.scalars(wanted.order_by(SafetyAlert.created_at.desc())).all()
    return sorted(found, key=lambda alert: not alert.stands)


def standing_alerts(case_id: UUID) -> list[SafetyAlert]:
    return standing_among(alerts_of(case_id))


def standing_among(alerts: Iterable[SafetyAlert]) -> list[SafetyAlert]:
    """Return those that stand, the latest first."""
    standing = (alert for alert in alerts if alert.stands)
    return sorted(standing, key=lambda alert: alert.created_at, reverse=True)


def told_of(case_id: UUID) -> dict[UUID, list[AlertTold]]:
    """Return who knows of each alert, the first who was told first."""
    found: dict[UUID, list[AlertTold]] = {}
    wanted = select(AlertTold).where(AlertTold.case_id == case_id)
    for told in db.session.scalars(wanted.order_by(AlertTold.created_at)):
        found.setdefault(told.alert_id, []).append(told)
    return found


def people_in(alerts: Iterable[SafetyAlert], told: Iterable[AlertTold]) -> dict[UUID, str]:
    """Return the bylines of everybody whom alerts and lists of who knows name."""
    members = {row.author_id for row in told}
    for alert in alerts:
        members |= {alert.author_id, *filter(None, (alert.asked_by_id, alert.confirmed_by_id))}
    return bylines(members)


def told_on_a_page(alerts: Sequence[SafetyAlert]) -> dict[str, Any]:
    """Return what a page needs to show alerts."""
    return {
        "alerts": alerts,
        "bylines": people_in(alerts, ()),
        "words": ALERT_WORDS,
        "today": clock.today(),
    }
