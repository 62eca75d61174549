"""Plans: what a young person wants, who does what about it by when, and how it goes."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.cases import Case
from safetynet.db import Model, Owned, Plain
from safetynet.survivors import Survivor
from safetynet.vault import Sealed

REVIEW_EVERY = timedelta(days=30)
"""practice.md §1.12."""
LOWEST, HIGHEST = 1, 5


class PlanKind(StrEnum):
    SAFETY = "safety"
    STABILIZATION = "stabilization"


class PlanStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    ENDED = "ended"


class Domain(StrEnum):
    """Parts of a life. They are wide on purpose: a shell is readable around the table, so none
    may name what needs a release of its own (substance use, mental illness, HIV, pregnancy)."""

    SAFETY = "safety"
    HOME = "home"
    BASIC_NEEDS = "basic_needs"
    HEALTH = "health"
    WELLBEING = "wellbeing"
    PEOPLE = "people"
    LEARNING = "learning"
    WORK_MONEY = "work_money"
    RIGHTS = "rights"
    SELF = "self"


class Section(StrEnum):
    """The parts of a safety plan, in the order in which one thinks (practice.md §1.8)."""

    WARNING_SIGNS = "warning_signs"
    COPING = "coping"
    SAFE_ADULTS = "safe_adults"
    PLACES = "places"
    IF_I_LEAVE = "if_i_leave"
    IF_I_RETURN = "if_i_return"
    ONLINE = "online"
    CODE_WORD = "code_word"


class GoalStatus(StrEnum):
    OPEN = "open"
    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"


class StepStatus(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"


UNFINISHED = (StepStatus.OPEN, StepStatus.IN_PROGRESS, StepStatus.BLOCKED)


class Stage(StrEnum):
    NOW = "now"
    REVIEW = "review"
    END = "end"


class Plan(Model):
    """A shell: which kind, in force or not, when it is looked at again."""

    __tablename__ = "plans"

    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    kind: Mapped[PlanKind]
    status: Mapped[PlanStatus] = mapped_column(default=PlanStatus.DRAFT, index=True)
    review_on: Mapped[date]
    ended_on: Mapped[date | None]
    versions: Mapped[int] = mapped_column(default=0)
    """How many times it was sent to be approved."""

    @property
    def is_open(self) -> bool:
        return self.status is not PlanStatus.ENDED

    @property
    def takes_a_second_person(self) -> bool:
        """Say whether somebody else must approve it; a safety plan is hers alone."""
        return self.kind is PlanKind.STABILIZATION

    def activate(self, day: date) -> None:
        self.approve(day + REVIEW_EVERY)

    def approve(self, review_on: date) -> None:
        self.status, self.review_on = PlanStatus.ACTIVE, review_on

    def reviewed(self, day: date) -> None:
        self.review_on = day + REVIEW_EVERY

    def end(self, day: date) -> None:
        self.status, self.ended_on = PlanStatus.ENDED, day


class PlanWords(Owned):
    """Words of a plan: an agency's own, or the team's where the coordinator writes."""

    __abstract__ = True

    @declared_attr
    def case_id(cls) -> Mapped[UUID]:  # noqa: N805
        return mapped_column(ForeignKey(Case.id), index=True)


class SafetyLine(PlanWords):
    """One thing under one heading of the safety plan, in the young person's words."""

    __tablename__ = "safety_lines"

    plan_id: Mapped[UUID] = mapped_column(ForeignKey(Plan.id), index=True)
    section: Mapped[Section]
    text: Mapped[Sealed]


class Goal(Model):
    """A shell: which part of life, and how far it came."""

    __tablename__ = "goals"

    plan_id: Mapped[UUID] = mapped_column(ForeignKey(Plan.id), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id))
    domain: Mapped[Domain]
    status: Mapped[GoalStatus] = mapped_column(default=GoalStatus.OPEN)
    position: Mapped[int]
    by_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    by_agency: Mapped[Agency] = relationship()


class GoalWords(PlanWords):
    """What the young person wants, as she or he said it to this agency."""

    __tablename__ = "goal_words"

    goal_id: Mapped[UUID] = mapped_column(ForeignKey(Goal.id), index=True)
    text: Mapped[Sealed]


class GoalNeed(PlanWords):
    """What is missing, in the words of whoever works on it; the goal itself is hers."""

    __tablename__ = "goal_needs"

    goal_id: Mapped[UUID] = mapped_column(ForeignKey(Goal.id), index=True)
    text: Mapped[Sealed]


class Step(Model):
    """A shell: which agency does it, by when, and whether it is done."""

    __tablename__ = "plan_steps"

    goal_id: Mapped[UUID] = mapped_column(ForeignKey(Goal.id), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    case_number: Mapped[Plain]
    """As an owner is told it who may know the step without knowing the case."""
    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id))
    owner_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    owner_agency: Mapped[Agency] = relationship(foreign_keys=owner_agency_id)
    owner_member_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    owner_member: Mapped[Member | None] = relationship()
    by_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    by_agency: Mapped[Agency] = relationship(foreign_keys=by_agency_id)
    due: Mapped[date] = mapped_column(index=True)
    status: Mapped[StepStatus] = mapped_column(default=StepStatus.OPEN, index=True)
    status_at: Mapped[datetime]
    linkage_id: Mapped[UUID | None] = mapped_column(ForeignKey("linkages.id"), index=True)
    """The service to which it leads, if it does; that room is a sibling."""

    @property
    def is_unfinished(self) -> bool:
        return self.status in UNFINISHED

    def is_overdue(self, day: date) -> bool:
        return self.is_unfinished and self.due < day

    def report(self, status: StepStatus, now: datetime) -> None:
        self.status, self.status_at = status, now


class StepWords(PlanWords):
    """What is to be done, in the words of whoever asked for it."""

    __tablename__ = "plan_step_words"

    step_id: Mapped[UUID] = mapped_column(ForeignKey(Step.id), index=True)
    text: Mapped[Sealed]


class StepUpdate(PlanWords):
    """How a step goes, said by the agency that does it; perhaps with a sentence."""

    __tablename__ = "plan_step_updates"

    step_id: Mapped[UUID] = mapped_column(ForeignKey(Step.id), index=True)
    status: Mapped[StepStatus]
    text: Mapped[Sealed | None]
    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    member: Mapped[Member] = relationship()


class Score(Model):
    """Where one part of life stands, from 1 (in crisis) to 5 (thriving), on one day."""

    __tablename__ = "scores"
    __table_args__ = (CheckConstraint(f"value BETWEEN {LOWEST} AND {HIGHEST}", name="scale"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey(Plan.id), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    domain: Mapped[Domain]
    value: Mapped[int]
    stage: Mapped[Stage]
    on: Mapped[date]
    by_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))


class ScoreEvidence(PlanWords):
    """What a score rests on, in the words of whoever scored."""

    __tablename__ = "score_evidence"

    score_id: Mapped[UUID] = mapped_column(ForeignKey(Score.id), index=True)
    text: Mapped[Sealed]
