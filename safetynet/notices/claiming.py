"""What is due, and for whom; and claiming it, so that no second run sends the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, select

from safetynet.access import job
from safetynet.among import among
from safetynet.db import db, only_looking
from safetynet.notices.models import ALWAYS, UNSENT, How, MailChoice, Notice, State, Told, usual

JOB = "notices"
CLAIMED_FOR = timedelta(minutes=10)
"""A run that has not said a word of a mail for so long is dead."""
MOST_IN_ONE = 200


@dataclass(frozen=True)
class Claim:
    """One person's mail, which no other run sends for a while."""

    letter_id: UUID
    member_id: UUID
    told: Sequence[Told]
    unwanted: int
    """How many notices were dropped because this person wants none of their kind."""


def with_something_due(now: datetime) -> list[UUID]:
    """Return the people to whom something is to be said now; who waits longest comes first."""
    due: dict[UUID, list[Told]] = defaultdict(list)
    with only_looking(), job(f"{JOB}: look"):
        wanted = select(Notice).where(_is_due(now)).order_by(Notice.created_at)
        for notice in db.session.scalars(wanted):
            due[notice.member_id].append(notice.told)
        choices = _choices_of(due)
        return [member for member, told in due.items() if _has_work(told, choices[member], now)]


def claim(member_id: UUID, now: datetime) -> Claim:
    """Claim what goes into one mail: one that was begun before, or all that may be said now."""
    with job(f"{JOB}: claim"):
        choice = _choices_of([member_id])[member_id]
        mine = and_(Notice.member_id == member_id, _is_due(now))
        held = db.session.scalars(
            select(Notice)
            .where(mine)
            # However much waits for its hour: what may be said at any is not behind it.
            .order_by(Notice.kind.not_in(ALWAYS), Notice.created_at)
            .limit(MOST_IN_ONE)
            .with_for_update(skip_locked=True)
        )
        due = {notice.id: notice for notice in held}
        unwanted = [n for n in due.values() if choice.how(n.kind) is How.NEVER]
        for notice in unwanted:
            due.pop(notice.id).state = State.DROPPED
        letter_id, chosen = _next_letter([n.told for n in due.values()], choice, now)
        for told in chosen:
            due[told.id].claim(letter_id, now + CLAIMED_FOR)
        said = [due[told.id].told for told in chosen]
    return Claim(letter_id, member_id, said, len(unwanted))


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(Notice.state.in_(UNSENT), Notice.due_at <= now)


def _choices_of(members: Iterable[UUID]) -> Mapping[UUID, MailChoice]:
    asked = list(members)
    chosen = db.session.scalars(select(MailChoice).where(among(MailChoice.member_id, asked)))
    return {member: usual(member) for member in asked} | {one.member_id: one for one in chosen}


def _has_work(told: Sequence[Told], choice: MailChoice, now: datetime) -> bool:
    unwanted = any(choice.how(one.kind) is How.NEVER for one in told)
    return unwanted or bool(_next_letter(told, choice, now)[1])


def _next_letter(
    told: Iterable[Told], choice: MailChoice, now: datetime
) -> tuple[UUID, list[Told]]:
    """Return the next mail and what is in it.

    One that was begun goes again as it was, whole: it may have arrived.
    """
    fresh, begun = [], defaultdict(list)
    for one in told:
        if one.letter_id:
            begun[one.letter_id].append(one)
        elif choice.lets(one, now):
            fresh.append(one)
    for letter_id, parts in begun.items():
        if any(one.kind in ALWAYS for one in parts) or all(choice.lets(p, now) for p in parts):
            return letter_id, parts
    return uuid4(), fresh
