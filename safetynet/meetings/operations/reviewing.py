"""What is written down about one young person: who may put whose words into the record."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.agencies import Agency, Member, tell_those_who
from safetynet.db import db
from safetynet.meetings.models import (
    CATEGORY_OF,
    WISHES_ARE,
    AgendaItem,
    AnswerBasis,
    Decision,
    Dissent,
    Ending,
    Priority,
    ReviewAnswer,
    ReviewRow,
    Task,
    TaskSettledError,
    TaskUpdate,
    TaskWords,
    Wishes,
)
from safetynet.meetings.queries import coming_meeting, words_of
from safetynet.meetings.review_questions import ReviewQuestion
from safetynet.meetings.sources import basis_to_record, live_basis, told_in
from safetynet.notices import Kind
from safetynet.vault import Category

WEEK = timedelta(days=7)


class NotReleasedError(Exception):
    """The source's words may not be written down by this person; "spoken" can be recorded."""


def say(
    item: AgendaItem, actor: Actor, question: ReviewQuestion, source: Agency, text: str | None
) -> ReviewAnswer:
    """Add a line to a question; no text means "spoken, not recorded".

    Raises NotReleasedError where only that can be saved.
    """
    survivor_id = item.case.survivor_id
    own = CATEGORY_OF[question]
    basis: AnswerBasis | None = AnswerBasis.SPOKEN
    if text:
        basis = basis_to_record(actor, survivor_id, source, own)
    if basis is None:
        raise NotReleasedError
    line = ReviewAnswer(
        item_id=item.id,
        survivor_id=survivor_id,
        **_owned(actor, own if basis is AnswerBasis.OWN else None),
        question=question,
        source_id=source.id,
        basis=basis,
        text=text or None,
    )
    db.session.add(line)
    return line


def tell_wishes(item: AgendaItem, actor: Actor, told_by: Agency, text: str) -> Wishes:
    """Write down what the young person wants; raises NotReleasedError as `say`."""
    survivor_id = item.case.survivor_id
    basis = basis_to_record(actor, survivor_id, told_by, WISHES_ARE)
    if basis is None:
        raise NotReleasedError
    wishes = Wishes(
        item_id=item.id,
        survivor_id=survivor_id,
        **_owned(actor, WISHES_ARE if basis is AnswerBasis.OWN else None),
        told_by_id=told_by.id,
        text=text,
    )
    db.session.add(wishes)
    return wishes


def _owned(actor: Actor, own: Category | None) -> dict[str, object]:
    """Return owner and category: one's own agency's words of a kind, or the team's."""
    if own:
        return {"owner_id": actor.agency_id, "category": own}
    return {"owner_id": actor.rights.team, "category": Category.TEAM_DISCUSSION}


def decide(item: AgendaItem, team_id: UUID, text: str, source_id: UUID | None = None) -> Decision:
    """Write down a decision; `source_id` names the agency whose information is in it, if any."""
    decision = Decision(
        item_id=item.id,
        survivor_id=item.case.survivor_id,
        owner_id=team_id,
        source_id=source_id or team_id,
        text=text,
    )
    db.session.add(decision)
    return decision


def note_dissent(item: AgendaItem, team_id: UUID, agency: Agency, text: str) -> Dissent:
    dissent = Dissent(
        item_id=item.id,
        survivor_id=item.case.survivor_id,
        owner_id=team_id,
        agency_id=agency.id,
        text=text,
    )
    db.session.add(dissent)
    return dissent


def give_task(
    item: AgendaItem,
    team_id: UUID,
    agency: Agency,
    text: str,
    due: date | None,
    source_id: UUID | None = None,
    priority: Priority = Priority.NORMAL,
) -> Task:
    """Give a task to an agency; without a day it is due at the next meeting (§1.12)."""
    day = due or _next_meeting_day()
    task = Task(
        meeting_id=item.meeting_id,
        item_id=item.id,
        case_id=item.case_id,
        agency_id=agency.id,
        due_on=day,
        first_due_on=day,
        priority=priority,
    )
    db.session.add(task)
    db.session.flush()
    db.session.add(
        TaskWords(
            task_id=task.id,
            item_id=item.id,
            survivor_id=item.case.survivor_id,
            owner_id=team_id,
            source_id=source_id or team_id,
            text=text,
        )
    )
    tell_those_who(Permission.TASK_WORK, Kind.WAITS, task, Member.agency_id == agency.id)
    return task


def _next_meeting_day() -> date:
    """Return the next meeting's day, or the day a week from now when none is called yet."""
    coming = coming_meeting(clock.now())
    return coming.starts_at.date() if coming else clock.today() + WEEK


def settle(task: Task, actor: Actor, ending: Ending, note: str, now: datetime) -> None:
    """Say how a task ended, perhaps with a word about it; raises TaskSettledError.

    An agency that left the table can end its task, but no longer writes about the young person.
    """
    task.settle(ending, now, actor.id)
    say_about(task, actor, note)


def say_about(task: Task, actor: Actor, note: str) -> None:
    """Add a word about a task in the agency's own words, or the team's where the chair writes."""
    if not note or task.case is None:
        return
    own = None if actor.keeps_team_words else Category.PLAN
    db.session.add(
        TaskUpdate(
            task_id=task.id,
            survivor_id=task.case.survivor_id,
            **_owned(actor, own),
            text=note,
        )
    )


def reword(row: Any, actor: Actor, text: str) -> None:
    """Put other words in the place of a line's; its basis is asked for again.

    Raises NotReleasedError where it has ended, so that the line can only be withdrawn.
    """
    basis = live_basis(actor, row.survivor_id, *told_in(row))
    if basis is None:
        raise NotReleasedError
    if isinstance(row, ReviewAnswer):
        row.basis = basis
    row.text = text


def withdraw(row: ReviewRow | Task) -> None:
    """Take back what was written by mistake, while the minutes are a draft.

    Raises TaskSettledError for a task that somebody has ended meanwhile.
    """
    if isinstance(row, Task):
        if not row.is_open:
            raise TaskSettledError
        for words in words_of([row]).values():
            db.session.delete(words)
        # No relationship tells SQLAlchemy that the words must go first.
        db.session.flush()
    db.session.delete(row)
    db.session.flush()
