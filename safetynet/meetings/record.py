"""From the screen into the record: one form of the review, checked whole, saved whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from wtforms import ValidationError

from safetynet import clock
from safetynet.access import Actor
from safetynet.agencies import Agency
from safetynet.forms import choices, lines
from safetynet.meetings.concluding import conclusion_check, offer_sources, source_in
from safetynet.meetings.forms import LinesForm, review_form
from safetynet.meetings.models import (
    CATEGORY_OF,
    DISSENT_IS,
    WISHES_ARE,
    AgendaItem,
    Priority,
    Task,
)
from safetynet.meetings.operations.reviewing import (
    decide,
    give_task,
    note_dissent,
    say,
    settle,
    tell_wishes,
)
from safetynet.meetings.parsing import TaskLine, TaskLineError, parse_task
from safetynet.meetings.queries import wishes_are_told
from safetynet.meetings.review_questions import ReviewQuestion
from safetynet.meetings.sources import basis_to_record
from safetynet.meetings.words import FAULT_WORDS
from safetynet.vault import Category

USUAL_GAP = timedelta(weeks=4)
"""Proposed until the next review of a case; the chair changes it with two keys."""
Check = Callable[[Any, Any], None]


@dataclass(frozen=True, repr=False)
class Screen:
    """One review as one person works on it: the chair on all of it, others on their own lines."""

    item: AgendaItem
    actor: Actor
    sources: Mapping[UUID, Agency]
    """Agencies at this case's table, the review team itself first."""
    tasks: Sequence[Task]
    """What earlier reviews left open."""

    @property
    def is_the_chairs(self) -> bool:
        return self.actor.keeps_team_words

    def form(self) -> Any:
        """Return the form for this person, filled with what was sent or with how things stand."""
        if not self.is_the_chairs:
            return LinesForm()
        form = review_form(self.tasks)(data=self._stands())
        named = {str(agency.id): agency.name for agency in self.sources.values()}
        for field in form:
            if field.name.startswith("source_") or field.name in {"wishes_from", "dissent_from"}:
                field.choices = choices(named, blank=_("Which agency?"))
        offer_sources(form, self.sources.values())
        return form

    def _stands(self) -> dict[str, Any]:
        proposed = self.item.meeting.starts_at.date() + USUAL_GAP
        return {
            "version": self.item.version,
            "next_review_on": self.item.next_review_on or proposed,
            "no_wishes": self.item.no_wishes,
        }

    def checks(self, *, finishing: bool) -> dict[str, list[Check]]:
        """Return what must hold before anything is saved, by field."""
        checks: dict[str, list[Check]] = {}
        for question in ReviewQuestion:
            checks[f"said_{question}"] = [self._may_be_written(question)]
            checks[f"spoken_{question}"] = [self._has_source(question)]
        checks["wishes"] = [self._wishes_may_be_written]
        concluded = conclusion_check(self.actor, self.item.case.survivor_id, self.sources)
        checks["decisions"] = [concluded]
        checks["tasks"] = [self._tasks_can_be_read, concluded]
        checks["dissent"] = [self._dissent_may_be_written]
        if finishing:
            checks["no_wishes"] = [self._wishes_or_reason]
        return checks if self.is_the_chairs else {}

    def save(self, form: Any) -> None:
        """Write down everything on the screen; call it after `form.validate(checks)` only."""
        for question in ReviewQuestion:
            self._save_line(form, question)
        if form.wishes.data:
            tell_wishes(self.item, self.actor, self._named(form, "wishes_from"), form.wishes.data)
        if self.is_the_chairs:
            self._save_teams_words(form)

    def _save_line(self, form: Any, question: ReviewQuestion) -> None:
        text = form[f"said_{question}"].data
        spoken = self.is_the_chairs and form[f"spoken_{question}"].data
        if text or spoken:
            source = self._named(form, f"source_{question}")
            say(self.item, self.actor, question, source, text or None)

    def _save_teams_words(self, form: Any) -> None:
        team = self.actor.rights.team
        if team is None:
            return
        source = source_in(form)
        for sentence in lines(form.decisions.data):
            decide(self.item, team, sentence, source)
        for task in self._read_tasks(form.tasks.data):
            agency = self._by_handle[task.handle]
            how = Priority.URGENT if task.is_urgent else Priority.NORMAL
            give_task(self.item, team, agency, task.text, task.due, source, how)
        if form.dissent.data:
            against = self._named(form, "dissent_from")
            note_dissent(self.item, team, against, form.dissent.data)
        for left in self.tasks:
            if ending := form[f"task_{left.id.hex}"].data:
                settle(left, self.actor, ending, "", clock.now())
        self.item.next_review_on = form.next_review_on.data
        self.item.no_wishes = form.no_wishes.data

    @property
    def handles(self) -> str:
        """What may be typed after @, for the hint beside the task box."""
        return ", ".join(f"@{handle}" for handle in self._by_handle)

    @property
    def _by_handle(self) -> dict[str, Agency]:
        """Who may be given a task: agencies at the table and the chair's office, never the team."""
        team = self.actor.rights.team
        return {each.handle: each for each in self.sources.values() if each.id != team}

    def _read_tasks(self, text: str | None) -> list[TaskLine]:
        return [parse_task(line, clock.today(), self._by_handle) for line in lines(text)]

    def _named(self, form: Any, field: str) -> Agency:
        """Return the source that a select names; a member writes for the own agency only."""
        if not self.is_the_chairs:
            return self.sources[self.actor.agency_id]
        return self.sources[UUID(form[field].data)]

    def _chosen(self, form: Any, field: str) -> Agency | None:
        """Return what a select names, if it names one of the sources."""
        named = {str(agency_id): agency for agency_id, agency in self.sources.items()}
        return named.get(form[field].data)

    def _basis(self, form: Any, field: str, category: Category) -> None:
        """Raise ValidationError unless the chair may write down what this source said."""
        source = self._chosen(form, field)
        if source is None:
            raise ValidationError(_("Say whose information this is"))
        survivor = self.item.case.survivor_id
        if basis_to_record(self.actor, survivor, source, category) is None:
            raise ValidationError(
                _(
                    "No release lets you write down what %(agency)s says. Mark it as spoken, "
                    "or let %(agency)s write its own line.",
                    agency=source.name,
                )
            )

    def _may_be_written(self, question: ReviewQuestion) -> Check:
        def check(form: Any, _field: Any) -> None:
            if form[f"spoken_{question}"].data:
                raise ValidationError(_("Write it down, or mark it as spoken, not both"))
            self._basis(form, f"source_{question}", CATEGORY_OF[question])

        return check

    def _has_source(self, question: ReviewQuestion) -> Check:
        def check(form: Any, field: Any) -> None:
            if field.data and not form[f"source_{question}"].data:
                raise ValidationError(_("Say who spoke"))

        return check

    def _wishes_may_be_written(self, form: Any, _field: Any) -> None:
        self._basis(form, "wishes_from", WISHES_ARE)

    def _tasks_can_be_read(self, _form: Any, field: Any) -> None:
        try:
            self._read_tasks(field.data)
        except TaskLineError as error:
            raise ValidationError(str(FAULT_WORDS[error.fault]) % {"said": error.said}) from error

    def _dissent_may_be_written(self, form: Any, _field: Any) -> None:
        against = self._chosen(form, "dissent_from")
        if against is None:
            raise ValidationError(_("Say which agency did not agree"))
        survivor = self.item.case.survivor_id
        if basis_to_record(self.actor, survivor, against, DISSENT_IS) is None:
            raise ValidationError(
                _(
                    "No release lets you write down what %(agency)s says. Note under decisions "
                    "that it did not agree, and leave out why.",
                    agency=against.name,
                )
            )

    def _wishes_or_reason(self, form: Any, field: Any) -> None:
        if not (form.wishes.data or field.data or wishes_are_told(self.item.id)):
            raise ValidationError(
                _("Before the next case: write what the young person wants, or why it is not known")
            )
