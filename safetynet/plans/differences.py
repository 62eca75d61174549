"""What changed in a plan from one moment to another, for whoever reads it.

Everything comes out of rows that this viewer may read; whose words do not reach her are absent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import select

from safetynet.db import db
from safetynet.plans.models import GoalNeed, GoalWords, SafetyLine, Section, StepWords
from safetynet.plans.queries import PlanView
from safetynet.plans.version_models import EarlierWords, GoalFacts, PlanVersion, StepFacts

F = TypeVar("F", GoalFacts, StepFacts)
Said = GoalNeed | GoalWords | SafetyLine | StepWords


@dataclass(frozen=True, repr=False)
class Wording:
    """What one agency wrote, then and now; `before` is None where it is new."""

    owner_id: UUID
    before: str | None
    after: str
    by: UUID | None = None
    """Who changed it last, if it was changed."""

    @property
    def is_changed(self) -> bool:
        return self.before is not None and self.is_touched

    @property
    def is_touched(self) -> bool:
        """Say whether it is new or says something else than before."""
        return self.before != self.after


@dataclass(frozen=True, repr=False)
class Change(Generic[F]):
    """One goal or step, before and after."""

    before: F | None
    after: F
    words: list[Wording] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_changed(self) -> bool:
        """Say whether anything about it that this viewer may read is another than before."""
        return not self.is_new and (
            self.before != self.after or any(said.is_touched for said in self.words)
        )

    @property
    def is_touched(self) -> bool:
        return self.is_new or self.is_changed


@dataclass(frozen=True, repr=False)
class GoalChange:
    goal: Change[GoalFacts]
    by_agency_id: UUID
    needs: list[Wording]
    steps: list[Change[StepFacts]]

    @property
    def is_touched(self) -> bool:
        """Say whether this viewer may read of anything new or changed in it."""
        return (
            self.goal.is_touched
            or any(step.is_touched for step in self.steps)
            or any(said.is_touched for said in self.needs)
        )

    @property
    def every_wording(self) -> list[Wording]:
        return [
            *self.needs,
            *self.goal.words,
            *(said for step in self.steps for said in step.words),
        ]


@dataclass(frozen=True)
class Stood:
    """A plan's shells at one moment; None for the moment before there was any."""

    at: datetime
    goals: Mapping[UUID, GoalFacts]
    steps: Mapping[UUID, StepFacts]

    @classmethod
    def of(cls, kept: PlanVersion) -> "Stood":
        return cls(kept.created_at, kept.goals, kept.steps)

    @classmethod
    def now(cls, view: PlanView, at: datetime) -> "Stood":
        steps = [step.step for card in view.goals for step in card.steps]
        return cls(
            at,
            {card.goal.id: GoalFacts(card.goal.domain, card.goal.status) for card in view.goals},
            {step.id: StepFacts(step.owner_agency_id, step.due, step.status) for step in steps},
        )


def changes(view: PlanView, before: Stood | None, after: Stood) -> list[GoalChange]:
    """Compare two moments of a plan, out of those rows alone that this viewer may read."""
    wordings = _Wordings(view, before, after)
    return [
        GoalChange(
            Change(
                before.goals.get(card.goal.id) if before else None,
                after.goals[card.goal.id],
                wordings.of(card.words),
            ),
            card.goal.by_agency_id,
            wordings.of(card.needs),
            [
                Change(
                    before.steps.get(step.step.id) if before else None,
                    after.steps[step.step.id],
                    wordings.of(step.words),
                )
                for step in card.steps
                if step.step.id in after.steps
            ],
        )
        for card in view.goals
        if card.goal.id in after.goals
    ]


def line_changes(
    view: PlanView, before: Stood | None, after: Stood
) -> dict[Section, list[Wording]]:
    """Compare the lines of a safety plan at two moments; headings without any are left out."""
    wordings = _Wordings(view, before, after)
    found = {section: wordings.of(view.lines.get(section, [])) for section in Section}
    return {section: said for section, said in found.items() if said}


class _Wordings:
    """The words of a plan as they were at two moments."""

    def __init__(self, view: PlanView, before: Stood | None, after: Stood) -> None:
        self.before, self.after = before and before.at, after.at
        self.earlier: dict[UUID, list[EarlierWords]] = {}
        for row in _earlier(view):
            self.earlier.setdefault(row.words_id, []).append(row)

    def of(self, rows: Sequence[Said]) -> list[Wording]:
        """Return those of these words that stood at the later moment."""
        return [self._of(row) for row in rows if row.created_at <= self.after]

    def _of(self, row: Said) -> Wording:
        told = self.earlier.get(row.id, [])
        since = self.before
        changed = [one for one in told if (not since or one.created_at > since)]
        changed = [one for one in changed if one.created_at <= self.after]
        return Wording(
            row.owner_id,
            _then(row, told, since) if since and row.created_at <= since else None,
            _then(row, told, self.after),
            changed[-1].member_id if changed else None,
        )


def _then(row: Said, told: list[EarlierWords], at: datetime) -> str:
    """Return what a row said: what it was changed from first after that moment, or as it is."""
    return next((one.text for one in told if one.created_at > at), row.text)


def _earlier(view: PlanView) -> Sequence[EarlierWords]:
    """Return what stood before in this plan, the oldest first."""
    ids = [words.id for card in view.goals for words in (*card.needs, *card.words)]
    ids += [words.id for card in view.goals for step in card.steps for words in step.words]
    ids += [line.id for lines in view.lines.values() for line in lines]
    wanted = select(EarlierWords).where(EarlierWords.words_id.in_(ids))
    return db.session.scalars(wanted.order_by(EarlierWords.created_at, EarlierWords.id)).all()
