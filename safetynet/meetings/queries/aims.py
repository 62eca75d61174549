from collections.abc import Mapping

from sqlalchemy import select

from safetynet.db import db
from safetynet.meetings.models import RANGES, Aim, AimOf


def aims() -> Mapping[AimOf, int]:
    """Return every number as it holds now: the one that was set, or the usual one."""
    set_ = {aim.what: aim.value for aim in db.session.scalars(select(Aim))}
    return {what: set_.get(what, number.usual) for what, number in RANGES.items()}
