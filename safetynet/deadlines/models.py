"""What the county set: its holidays, and how long its clocks run."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Member
from safetynet.db import Model, Plain

LONGEST = 3650
"""Of whatever unit: no clock of a review runs longer."""


class Holiday(Model):
    """A day on which the county does not work."""

    __tablename__ = "holidays"

    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[Plain]


class ClockSetting(Model):
    """How the county set one clock; a clock without a row runs as it is shipped.

    It opens nothing: whoever sets a clock sees no more by it.
    """

    __tablename__ = "clock_settings"
    __table_args__ = (CheckConstraint(f"amount BETWEEN 1 AND {LONGEST}", name="takes_some_time"),)

    key: Mapped[Plain] = mapped_column(unique=True)
    is_on: Mapped[bool] = mapped_column(default=True)
    amount: Mapped[int]
    """In the unit of its clock."""
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    changed_by: Mapped[Member] = relationship()
