"""What was said about one young person at one meeting, and what the team made of it."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.db import Owned
from safetynet.meetings.models.meeting import AgendaItem
from safetynet.meetings.review_questions import ReviewQuestion
from safetynet.vault import Category, Sealed


class ReviewRow(Owned):
    """A sealed statement under an agenda item; none changes once the minutes are final."""

    __abstract__ = True

    @declared_attr
    def item_id(cls) -> Mapped[UUID]:  # noqa: N805
        return mapped_column(ForeignKey(AgendaItem.id), index=True)


class AnswerBasis(StrEnum):
    """Why these words may stand in the record (CR-01, CR-02)."""

    OWN = "own"
    """A member of the source agency wrote them; they stay that agency's."""
    TEAM = "team"
    """The table's own conclusion, from no single source."""
    TEAM_STATUTE = "team_statute"
    """Told by a member of the personnel team (PC 13753(a)); the chair wrote them down."""
    RELEASE = "release"
    """The young person released this kind of content to the chair's office."""
    SPOKEN = "spoken"
    """Said in the room; nothing of it is written down."""


CATEGORY_OF = {
    ReviewQuestion.SAFETY_PLAN: Category.PLAN,
    ReviewQuestion.SAFETY_STATUS: Category.SAFETY_RISK,
    ReviewQuestion.VICTIMIZATION: Category.EXPLOITATION_ACCOUNT,
    ReviewQuestion.STABILIZATION: Category.PLAN,
    ReviewQuestion.PREVIOUS_SERVICES: Category.LINKAGE,
    ReviewQuestion.REFERRALS: Category.LINKAGE,
}
"""What kind of content an answer is, while it belongs to the agency that wrote it."""

WISHES_ARE = Category.PLAN
"""A young person's own wishes are released, or not, like the goals of her plan."""
DISSENT_IS = Category.PLAN
"""Why an agency did not agree is about what to do next."""


class ReviewAnswer(ReviewRow):
    """One discussion line: an answer to one question, from one source, on one basis."""

    __tablename__ = "review_answers"
    __table_args__ = (
        CheckConstraint("basis != 'spoken' OR text IS NULL", name="spoken_is_not_written"),
    )

    question: Mapped[ReviewQuestion]
    basis: Mapped[AnswerBasis]
    text: Mapped[Sealed | None]
    source_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    source: Mapped[Agency] = relationship(foreign_keys=source_id)


class Wishes(ReviewRow):
    """What the young person wants, as one agency told it."""

    __tablename__ = "wishes"

    text: Mapped[Sealed]
    told_by_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    told_by: Mapped[Agency] = relationship(foreign_keys=told_by_id)


CONCLUDING_IS = Category.PLAN
"""What the team concludes is about what to do next, whoever's information it rests on."""


class TeamLine(ReviewRow):
    """A sentence of the team's own, and whose information it holds: the team's, unless it says."""

    __abstract__ = True
    CATEGORY = Category.TEAM_DISCUSSION

    @declared_attr
    def source_id(cls) -> Mapped[UUID]:  # noqa: N805
        return mapped_column(ForeignKey(Agency.id))


class Decision(TeamLine):
    """What the team decided, in one sentence of its own."""

    __tablename__ = "decisions"

    text: Mapped[Sealed]


class Dissent(ReviewRow):
    """Which agency did not agree, and why; it stands beside the decision."""

    __tablename__ = "dissents"
    CATEGORY = Category.TEAM_DISCUSSION

    text: Mapped[Sealed]
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    agency: Mapped[Agency] = relationship(foreign_keys=agency_id)


class Addendum(TeamLine):
    """A correction written after the minutes were final; the minutes stay as they were."""

    __tablename__ = "addenda"

    text: Mapped[Sealed]
    author_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    author: Mapped[Member] = relationship()
