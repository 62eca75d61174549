"""What a county makes of the parts of life: which it uses, what it calls them, what they map to."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Member
from safetynet.db import Model, Plain
from safetynet.plans.models import Domain

OHTS_CATEGORIES = 14
"""Outcome categories of the Outcomes for Human Trafficking Survivors instrument (RTI for NIJ)."""


class DomainSetting(Model):
    """One part of life as the county set it; without a row it is as it was shipped.

    Its name stands in shells, which a table reads: it says nothing of anybody.
    """

    __tablename__ = "domain_settings"
    __table_args__ = (
        CheckConstraint(f"ohts BETWEEN 1 AND {OHTS_CATEGORIES}", name="is_a_category"),
    )

    domain: Mapped[Domain] = mapped_column(unique=True)
    is_on: Mapped[bool] = mapped_column(default=True)
    name: Mapped[Plain | None]
    name_es: Mapped[Plain | None]
    ohts: Mapped[int | None]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    changed_by: Mapped[Member] = relationship()
