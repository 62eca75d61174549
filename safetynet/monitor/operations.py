"""Setting what the county aims at."""

from collections.abc import Mapping

from sqlalchemy import select

from safetynet.db import db
from safetynet.meetings.models import Aim, AimOf


class ChangedMeanwhileError(Exception):
    """Somebody else set numbers since the form was opened."""


def version_of_aims() -> int:
    """Return a number that rises whenever one of them is set; nought while none was."""
    return sum(db.session.scalars(select(Aim.version)))


def set_aims(values: Mapping[AimOf, int], shown: int) -> None:
    """Keep numbers that differ from what holds; raises ChangedMeanwhileError."""
    if version_of_aims() != shown:
        raise ChangedMeanwhileError
    kept = {aim.what: aim for aim in db.session.scalars(select(Aim))}
    for what, value in values.items():
        if what in kept:
            kept[what].value = value
        else:
            db.session.add(Aim(what=what, value=value))
