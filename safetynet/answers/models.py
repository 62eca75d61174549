"""A question that somebody asked; the answer is found anew each time it is looked at."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.cases import Case
from safetynet.db import Model


class Purpose(StrEnum):
    """Why somebody asks; it stands beside the question for whoever reviews it."""

    REVIEW = "review"
    INTAKE = "intake"
    PLACEMENT = "placement"
    SAFETY = "safety"


class Question(Model):
    """Who asked about which case, when and why. It holds no answer."""

    __tablename__ = "quick_questions"
    __table_args__ = (Index("ix_quick_questions_asked", "member_id", "created_at"),)

    purpose: Mapped[Purpose]
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    case: Mapped[Case] = relationship()
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
