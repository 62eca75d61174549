"""What the rooms know of one young person that belongs on her page of the packet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from flask_babel import format_date, format_time
from flask_babel import gettext as _

from safetynet import clock
from safetynet.alerts import ALERT_WORDS, SafetyAlert
from safetynet.cases import Case
from safetynet.db import Owned
from safetynet.events import EVENT_WORDS, Event, EventKind, still_missing
from safetynet.events.words import OUTCOME_WORDS
from safetynet.linkages import STATUS_WORDS, linkages_of
from safetynet.meetings import AgendaItem
from safetynet.meetings.changes import changes_since
from safetynet.meetings.models import Task, TaskWords
from safetynet.meetings.queries import Review
from safetynet.meetings.research_shown import said as research_said
from safetynet.meetings.research_words import SAID_WORDS
from safetynet.meetings.review_questions import ReviewQuestion
from safetynet.packets.document import Line, Part, Section
from safetynet.packets.known import Known
from safetynet.packets.reader import Reader
from safetynet.packets.said import EMPTY, HEADINGS
from safetynet.plans import on_the_case_file as plans_told
from safetynet.plans.models import Domain
from safetynet.plans.words import DOMAIN_WORDS, GOAL_WORDS, KIND_WORDS, SCALE_WORDS, STEP_WORDS
from safetynet.referrals import Concern, Voice
from safetynet.referrals.models import Remark, RiskNow
from safetynet.referrals.words import RISK_WORDS
from safetynet.survivors import BirthDate, Particular, ParticularKind
from safetynet.survivors.words import PARTICULAR_WORDS

R = TypeVar("R", bound=Owned)
MOST_LINES = 8
"""Of one part; what is older is on the case file."""
SAFETY = frozenset({EventKind.MISSING, EventKind.RETURNED, EventKind.INCIDENT})
COURT = frozenset(
    {
        EventKind.HEARING,
        EventKind.CUSTODY,
        EventKind.RELEASE_FROM_CUSTODY,
        EventKind.PLACEMENT,
    }
)
WHERE_SHE_IS = EventKind.PLACEMENT
"""That it changed is on the page; where she lives is not."""
TOLD_OF_HER = (ParticularKind.PRONOUNS, ParticularKind.LANGUAGE)
EVENTS_PAGE = "events.index"


@dataclass(frozen=True, repr=False)
class Facts:
    """One case of the agenda, as one reader's packet may tell it."""

    item: AgendaItem
    reader: Reader
    known: Known

    @property
    def case(self) -> Case:
        return self.item.case

    @property
    def day(self) -> date:
        return clock.today()

    @property
    def last_review(self) -> Review:
        return self.known.review_of(self.case.id)

    @cached_property
    def events(self) -> list[Event]:
        """What happened to her, the latest day first."""
        visible = self.reader.held(self.known.of_case(Event, self.case))
        return sorted(visible, key=lambda event: (event.day, event.created_at), reverse=True)

    @cached_property
    def of_plans(self) -> dict[str, Any]:
        return plans_told(self.case)

    def _of_her(self, model: type[R]) -> Iterator[R]:
        return self.reader.held(self.known.of_her(model, self.case))

    def sections(self) -> tuple[Section, ...]:
        tell = {
            Part.WISHES: self._wishes,
            Part.SAFETY: self._safety,
            Part.CHANGES: self._changes,
            Part.COURT: self._court,
            Part.DECIDED: self._decided,
            Part.TASKS: self._tasks,
            Part.PLAN: self._plan,
            Part.SCORES: self._scores,
            Part.LINKAGES: self._linkages,
            Part.RESEARCH: self._research,
            Part.BACKGROUND: self._background,
        }
        return tuple(
            Section(part, str(HEADINGS[part]), str(EMPTY[part]), tuple(lines()))
            for part, lines in tell.items()
        )

    def _wishes(self) -> Iterator[Line]:
        for wish in self.reader.held(self.last_review.wishes):
            yield Line(wish.text, self._from(wish, self.known.name_of(wish.told_by_id)))
        for voice in self._of_her(Voice):
            for heading, text in ((_("Wants"), voice.wants), (_("Afraid of"), voice.afraid_of)):
                if text:
                    yield Line(f"{heading}: {text}", self._from(voice))

    def _safety(self) -> Iterator[Line]:
        for alert in self.reader.held(self.known.of_case(SafetyAlert, self.case)):
            said = _("Alert: %(kind)s. %(text)s", kind=ALERT_WORDS[alert.kind], text=alert.text)
            yield Line(said, self._from(alert))
        if missing := still_missing(self.events):
            yield Line(_("Missing since %(day)s", day=format_date(missing.day, "medium")))
        for answer in self.last_review.answers.get(ReviewQuestion.SAFETY_STATUS, []):
            if answer.text and self.reader.may_hold(answer):
                yield Line(answer.text, self._from(answer, self.known.name_of(answer.source_id)))
        yield from self._events_of(SAFETY)
        for risk in self._of_her(RiskNow):
            codes = [_risk(code) for code in (risk.risks or "").split(",") if code]
            if said := ". ".join((*([", ".join(codes)] if codes else []), risk.words or "")):
                yield Line(said, self._from(risk))

    def _court(self) -> Iterator[Line]:
        yield from self._events_of(COURT)

    def _events_of(self, kinds: frozenset[EventKind]) -> Iterator[Line]:
        for event in [event for event in self.events if event.kind in kinds][:MOST_LINES]:
            yield Line(_in_words(event), self._from(event))

    def _changes(self) -> Iterator[Line]:
        last = self.known.last.get(self.case.id)
        since = last.reviewed_at if last else None
        for change in changes_since(self.case, since):
            # What happened to her stands under safety and court, where each line is weighed.
            if change.endpoint != EVENTS_PAGE:
                yield Line(str(change.sentence), _day(change.at))

    def _decided(self) -> Iterator[Line]:
        for decision in self.last_review.decisions:
            yield Line(decision.text, self._from(decision, self.known.name_of(decision.source_id)))
        for dissent in self.last_review.dissents:
            by = self.known.name_of(dissent.agency_id)
            yield Line(dissent.text, _("%(agency)s did not agree", agency=by))

    def _tasks(self) -> Iterator[Line]:
        words = {row.task_id: row for row in self.known.of_her(TaskWords, self.case)}
        for task in sorted(self.known.of_case(Task, self.case), key=lambda task: task.due_on):
            said = words[task.id].text if task.id in words else "–"
            due = _("due %(day)s", day=format_date(task.due_on, "medium"))
            late = f" · {_('overdue')}" if task.is_overdue_on(self.day) else ""
            yield Line(said, f"{self.known.name_of(task.agency_id)} · {due}{late}")

    def _plan(self) -> Iterator[Line]:
        for view in (self.of_plans["safety"], self.of_plans["stabilization"]):
            if view:
                review = format_date(view.plan.review_on, "medium")
                kind = str(KIND_WORDS[view.plan.kind])
                yield Line(_("%(kind)s, next review %(day)s", kind=kind, day=review))
        if not (plan := self.of_plans["stabilization"]):
            return
        for card in plan.goals:
            about = f"{DOMAIN_WORDS[card.goal.domain]} ({GOAL_WORDS[card.goal.status]})"
            said = list(self.reader.held(card.words))
            yield Line(about, "")
            for need in self.reader.held(card.needs):
                yield Line(f"{_('Missing:')} {need.text}", self._from(need))
            for words in said:
                yield Line(words.text, self._from(words))
        for view in plan.unfinished[:MOST_LINES]:
            owner, status = (
                self.known.name_of(view.step.owner_agency_id),
                STEP_WORDS[view.step.status],
            )
            note = f"{owner} · {status} · {format_date(view.step.due, 'medium')}"
            said = [words.text for words in self.reader.held(view.words)]
            yield Line("\n".join(said) or _("A step whose words are not shared with you"), note)

    def _scores(self) -> Iterator[Line]:
        chart = self.of_plans["chart"]
        for line in chart.lines if chart else ():
            last = _("%(value)d, %(words)s", value=line.last, words=SCALE_WORDS[line.last])
            note = format_date(line.last_on, "medium")
            if line.is_moved:
                first = format_date(line.first_on, "medium")
                last = _("from %(first)d to %(last)s", first=line.first, last=last)
                note = f"{first} – {note}"
            yield Line(f"{DOMAIN_WORDS[line.domain]}: {last}", note)
            yield from self._shown_by(line.domain)

    def _shown_by(self, domain: Domain) -> Iterator[Line]:
        """Tell what shows the first and the latest score of a part of life."""
        plan = self.of_plans["stabilization"]
        scores = [score for score in plan.scores if score.domain is domain]
        for score in dict.fromkeys((scores[0], scores[-1])):
            for shown in self.reader.held(plan.evidence[score.id]):
                yield Line(f"{_('What shows it')} ({score.value}): {shown.text}", self._from(shown))

    def _linkages(self) -> Iterator[Line]:
        for linkage in linkages_of(self.case)[:MOST_LINES]:
            status = STATUS_WORDS[linkage.status]
            note = f"{linkage.provider_name} · {_day(linkage.status_at)}"
            yield Line(f"{linkage.service.name}: {status}", note)

    def _research(self) -> Iterator[Line]:
        for row in self.reader.held(self.known.research.get(self.case.id, ())):
            yield Line(
                f"{SAID_WORDS[row.kind]}: {research_said(row.kind, row.text)}", self._from(row)
            )

    def _background(self) -> Iterator[Line]:
        for birth in self._of_her(BirthDate):
            yield Line(_("%(age)d years old", age=birth.age_on(self.day)), self._from(birth))
        for part in self._of_her(Particular):
            if part.kind in TOLD_OF_HER:
                yield Line(f"{PARTICULAR_WORDS[part.kind]}: {part.text}", self._from(part))
        for concern in self._of_her(Concern):
            for heading, text in ((_("Facts"), concern.facts), (_("Opinion"), concern.opinion)):
                if text:
                    yield Line(f"{heading}: {text}", self._from(concern))
        for addition in self._of_her(Remark):
            yield Line(addition.text, self._from(addition))

    def _from(self, row: Owned, source: str = "") -> str:
        return f"{source or self.known.name_of(row.owner_id)} · {_day(row.created_at)}"


def _in_words(event: Event) -> str:
    when = format_date(event.day, "medium")
    if event.at_time:
        when = f"{when}, {format_time(event.at_time, 'short')}"
    said = f"{EVENT_WORDS[event.kind]}, {when}"
    if event.outcome:
        said = f"{said} · {OUTCOME_WORDS[event.outcome]}"
    if event.text and event.kind is not WHERE_SHE_IS:
        said = f"{said}: {event.text}"
    return said


def _day(moment: datetime) -> str:
    return str(format_date(clock.day_of(moment), "medium"))


def _risk(code: str) -> str:
    """Return the word for a code; one that came from elsewhere stands as it is."""
    known = {str(risk): words for risk, words in RISK_WORDS.items()}
    return str(known.get(code, code))
