"""Versions of a plan: what was sent to be approved, when and by whom, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Agency, Member
from safetynet.cases import Case
from safetynet.db import Model, PlainCodes
from safetynet.plans.models import Domain, GoalStatus, Plan, PlanWords, StepStatus
from safetynet.vault import Sealed


class VersionState(StrEnum):
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    GIVEN = "given"
    """A safety plan, which waits for nobody, as the young person has it in her hands."""


@dataclass(frozen=True)
class GoalFacts:
    """What stood in the shell of a goal."""

    domain: Domain
    status: GoalStatus


@dataclass(frozen=True)
class StepFacts:
    """What stood in the shell of a step."""

    owner_agency_id: UUID
    due: date
    status: StepStatus


class PlanVersion(Model):
    """A shell: who sent the plan to be approved, what its shells said, who decided.

    It holds no words. Those are read out of the rows of whoever wrote them, as they were then.
    """

    __tablename__ = "plan_versions"

    plan_id: Mapped[UUID] = mapped_column(ForeignKey(Plan.id), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    number: Mapped[int]
    state: Mapped[VersionState] = mapped_column(default=VersionState.SUBMITTED, index=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    decided_at: Mapped[datetime | None]
    given_on: Mapped[date | None]
    """The day on which the young person was given a safety plan."""
    stood: Mapped[PlainCodes]
    """Each shell as it was: "goal", its id, domain, state; "step", its id, owner, day, state."""

    @property
    def is_waiting(self) -> bool:
        return self.state is VersionState.SUBMITTED

    def decide(self, state: VersionState, by: UUID, now: datetime) -> None:
        self.state, self.decided_by_id, self.decided_at = state, by, now

    @property
    def goals(self) -> dict[UUID, GoalFacts]:
        return {
            UUID(goal): GoalFacts(Domain(domain), GoalStatus(status))
            for goal, domain, status in self._stood("goal")
        }

    @property
    def steps(self) -> dict[UUID, StepFacts]:
        return {
            UUID(step): StepFacts(UUID(owner), date.fromisoformat(due), StepStatus(status))
            for step, owner, due, status in self._stood("step")
        }

    def _stood(self, kind: str) -> list[list[str]]:
        said = [code.split() for code in self.stood]
        return [rest for first, *rest in said if first == kind]


class VersionWords(PlanWords):
    """Why a version came back, in the words of whoever sent it back."""

    __tablename__ = "plan_version_words"

    version_id: Mapped[UUID] = mapped_column(ForeignKey(PlanVersion.id), index=True)
    text: Mapped[Sealed]


class EarlierWords(PlanWords):
    """What words of a plan were until this row was made: the same owner's, the same kind.

    They name the changed row by its id alone: it is of one of several tables.
    """

    __tablename__ = "plan_earlier_words"

    words_id: Mapped[UUID] = mapped_column(index=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    """Who changed them."""
    text: Mapped[Sealed]
