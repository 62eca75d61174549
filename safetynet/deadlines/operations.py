"""Setting a clock."""

from datetime import datetime
from uuid import UUID

from safetynet.db import db
from safetynet.deadlines.models import ClockSetting
from safetynet.deadlines.queries import Standing


def tune(standing: Standing, is_on: bool, amount: int, by: UUID, now: datetime) -> None:
    """Let a clock run as the county wants it from now on; what keeps its end, its clock says."""
    row = standing.row or ClockSetting(key=standing.clock.key)
    row.is_on, row.amount = is_on or not standing.clock.may_stop, amount
    row.changed_by_id, row.changed_at = by, now
    db.session.add(row)
    db.session.flush()
