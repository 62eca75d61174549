"""On which days the county does not work: the days that clocks of working days leave out."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from safetynet.db import db
from safetynet.deadlines.models import Holiday


def closed_days() -> frozenset[date]:
    """Return all of them, past and to come: some dozen for each year that the county entered."""
    return frozenset(db.session.scalars(select(Holiday.day)))


def holidays_from(day: date) -> Mapping[date, str]:
    """Return the county's holidays from a day on, by day."""
    return {holiday.day: holiday.name for holiday in holiday_rows(day)}


def holiday_rows(day: date) -> Sequence[Holiday]:
    return db.session.scalars(select(Holiday).where(Holiday.day >= day).order_by(Holiday.day)).all()


def is_holiday(day: date) -> bool:
    return db.session.scalar(select(Holiday.id).where(Holiday.day == day)) is not None
