"""What a county has set for the agenda, and what members ask for."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.cases import Case
from safetynet.db import Model, Owned, Plain
from safetynet.meetings.models import Meeting
from safetynet.vault import Sealed

LIGHTEST, HEAVIEST = 1, 100
LONGEST_DAYS = 3650


class AgendaRule(Model):
    """How the county set one rule of the agenda; a rule without a row holds as it is shipped.

    It opens nothing: whoever switches rules only sees what the walls let her see anyway.
    """

    __tablename__ = "agenda_rules"
    __table_args__ = (
        CheckConstraint(f"weight BETWEEN {LIGHTEST} AND {HEAVIEST}", name="weighs_something"),
        CheckConstraint(f"days BETWEEN 0 AND {LONGEST_DAYS}", name="a_number_of_days"),
    )

    key: Mapped[Plain] = mapped_column(unique=True)
    is_on: Mapped[bool] = mapped_column(default=True)
    days: Mapped[int | None]
    """None where the rule has no number of days."""
    weight: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    changed_by: Mapped[Member] = relationship()


class ReviewRequest(Model):
    """A shell: which agency at the case's table asks that it is taken up, and since when.

    It stands until the case is reviewed, or until the agency takes it back.
    """

    __tablename__ = "review_requests"

    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    case: Mapped[Case] = relationship()
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    agency: Mapped[Agency] = relationship()
    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    withdrawn_at: Mapped[datetime | None]

    def withdraw(self, now: datetime) -> None:
        self.withdrawn_at = self.withdrawn_at or now


class RequestWords(Owned):
    """Why, in the asking agency's own words; of the kind that its writer chose."""

    __tablename__ = "review_request_words"

    request_id: Mapped[UUID] = mapped_column(ForeignKey(ReviewRequest.id), unique=True)
    text: Mapped[Sealed]


class NotNow(StrEnum):
    """Why a person keeps a case off one agenda: a code, so that nothing of hers is written here."""

    TALKED_THROUGH = "talked_through"
    SOMETHING_FIRST = "something_first"
    PRESENTER_AWAY = "presenter_away"
    NO_TIME = "no_time"


class LeftOut(Model):
    """A case that is kept off one agenda; at the next meeting it is proposed again."""

    __tablename__ = "agenda_left_out"
    __table_args__ = (UniqueConstraint("meeting_id", "case_id"),)

    why: Mapped[NotNow | None]

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id))
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    case: Mapped[Case] = relationship()
