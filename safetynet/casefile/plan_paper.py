"""A stabilization plan on one page, for one reader: what it holds are rows that reach her."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from flask_babel import gettext as _

from safetynet.access import Actor
from safetynet.agencies import bylines
from safetynet.cases import Case, Offered, services_of
from safetynet.meetings.paper import copy_of
from safetynet.meetings.paper_labels import footer_labels
from safetynet.meetings.pdf.document import FOOTER, Sheet
from safetynet.meetings.pdf.pages import pages_in
from safetynet.meetings.pdf.render import Pdf, render
from safetynet.plans import GoalStatus, Plan, chart_of, plans_of
from safetynet.plans.queries import GoalView, PlanView, StepView
from safetynet.plans.words import DOMAIN_WORDS, GOAL_WORDS, PLAN_WORDS, SCALE_WORDS, STEP_WORDS

TRIES = ((10, False), (9, False), (8, False), (8, True))
"""Sizes of type, and whether what is finished is left out: the first that fits on one page."""


class Word(StrEnum):
    """The fixed words of this paper, beside those in every footer."""

    HEADING = "heading"
    MISSING = "missing"
    WHAT = "what"
    WHO = "who"
    BY = "by"
    HOW = "how"
    SCORES = "scores"
    PART = "part"
    FIRST = "first"
    LATEST = "latest"


@dataclass(frozen=True, repr=False)
class PaperStep:
    what: str
    who: str
    by: date
    how: str


@dataclass(frozen=True, repr=False)
class PaperGoal:
    heading: str
    needs: tuple[str, ...]
    words: tuple[str, ...]
    steps: tuple[PaperStep, ...]


@dataclass(frozen=True, repr=False)
class PaperScore:
    part: str
    first: str
    latest: str


@dataclass(frozen=True, repr=False, kw_only=True)
class PlanPaper(Sheet):
    """Everything that stands on the paper, in the language of the request."""

    state: str
    goals: tuple[PaperGoal, ...]
    scores: tuple[PaperScore, ...]
    size: int
    """Of the type, in points."""
    left_out: str


def on_one_page(case: Case, plan: Plan, actor: Actor, serial: str) -> Pdf:
    """Set the plan as large as fits on a page; what is in work goes before what is finished.

    A plan that is longer than a page even then takes more of them, each with its number.
    """
    everything = plans_of(case)
    told = _Telling(everything.of(plan), everything.agencies, services_of(case.id))
    for size, is_short in TRIES:
        made = render(
            told.paper(case, actor, serial, size, is_short=is_short),
            "casefile/plan.typ",
            (*Word, *FOOTER),
        )
        if pages_in(made.bytes) == 1:
            break
    return made


@dataclass(frozen=True, repr=False)
class _Telling:
    """The plan as this reader has it, put in words for paper."""

    view: PlanView
    agencies: Mapping[UUID, str]
    services: Mapping[UUID, Offered]

    def paper(
        self, case: Case, actor: Actor, serial: str, size: int, *, is_short: bool
    ) -> PlanPaper:
        plan = self.view.plan
        return PlanPaper(
            **copy_of(case.number, bylines([actor.id])[actor.id], serial),
            title="",
            notice=_(
                "This copy was made for one reader and holds only what that reader may see. "
                "Do not copy it or pass it on."
            ),
            labels={**footer_labels(), **_words()},
            state=str(PLAN_WORDS[plan.status]),
            goals=tuple(self._goals(is_short=is_short)),
            scores=tuple(self._scores()),
            size=size,
            left_out=_("Goals and steps that are finished are left out.") if is_short else "",
        )

    def _goals(self, *, is_short: bool) -> Iterator[PaperGoal]:
        for card in self.view.goals:
            if is_short and card.goal.status is not GoalStatus.OPEN:
                continue
            steps = [one for one in card.steps if one.step.is_unfinished or not is_short]
            yield PaperGoal(
                f"{DOMAIN_WORDS[card.goal.domain]} – {GOAL_WORDS[card.goal.status]}",
                tuple(need.text for need in card.needs),
                tuple(said.text for said in card.words) or (self._unread(card),),
                tuple(self._step(step) for step in steps),
            )

    def _unread(self, card: GoalView) -> str:
        agency = self.agencies[card.goal.by_agency_id]
        told = _("Written by %(agency)s; the words do not reach your agency.", agency=agency)
        return str(told)

    def _step(self, view: StepView) -> PaperStep:
        step, how = view.step, str(STEP_WORDS[view.step.status])
        if service := step.linkage_id and self.services.get(step.linkage_id):
            how = f"{how}. {service.name}: {service.state}"
        what = " ".join(said.text for said in view.words)
        return PaperStep(what or "–", self.agencies[step.owner_agency_id], step.due, how)

    def _scores(self) -> Iterator[PaperScore]:
        for line in chart_of(self.view.scores).lines:
            first, last = (f"{at} {SCALE_WORDS[at]}" for at in (line.first, line.last))
            yield PaperScore(str(DOMAIN_WORDS[line.domain]), first, last if line.is_moved else "–")


def _words() -> dict[str, str]:
    return {
        Word.HEADING: _("Stabilization plan"),
        Word.MISSING: _("Missing:"),
        Word.WHAT: _("What is done"),
        Word.WHO: _("Who does it"),
        Word.BY: _("By when"),
        Word.HOW: _("How it goes"),
        Word.SCORES: _("How life goes"),
        Word.PART: _("Part of life"),
        Word.FIRST: _("First"),
        Word.LATEST: _("Latest"),
    }
