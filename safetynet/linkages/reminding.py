"""Linkages that nobody answers, and appointments of which nobody says how they went.

Looked for before mail leaves. Whoever gives the service hears of it first, those who sent the
linkage later. Once each: that it was told is what the outbox remembers, so a run that is killed
leaves nothing, and one that runs twice finds nothing left to do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.access import Permission, job, looking_as, may
from safetynet.agencies import Member, actor_of, those_who
from safetynet.db import db, only_looking
from safetynet.deadlines.queries import Standing, standing_of
from safetynet.linkages.clocks import ANSWER, LOOP, OUTCOME
from safetynet.linkages.life import UNANSWERED, LinkageStatus
from safetynet.linkages.models import Linkage
from safetynet.linkages.queries import linkage_named, not_settled_since, sender_of
from safetynet.notices import STALE, Kind, looks_for_news, tell, told_since


@dataclass(frozen=True)
class Late:
    """Since when one agency is to be told of a linkage, as it stands; and what they may do then."""

    linkage: UUID
    status: LinkageStatus
    since: datetime
    agency: UUID
    may: Permission


@looks_for_news
def remind_of_linkages() -> None:
    """Queue a mail for whoever is late, once for each thing that is."""
    now = clock.now()
    with only_looking(), job("linkages: look"):
        found = list(_all_late(now))
    for late in found:
        if whom := _whom(late):
            _tell(late, whom)


def _tell(late: Late, whom: list[UUID]) -> None:
    with job("linkages: remind"):
        # Another run has it, and will tell; whoever answers it this moment needs no mail.
        held = select(Linkage).where(Linkage.id == late.linkage)
        linkage = db.session.scalars(held.with_for_update(skip_locked=True)).one_or_none()
        if linkage and linkage.status is late.status and not _was_told(linkage, late):
            tell(Kind.WAITS, linkage, whom)


def _all_late(now: datetime) -> Iterator[Late]:
    """Return what came to be late within the last days; of what is older the page alone tells."""
    answer, loop, outcome = (standing_of(which) for which in (ANSWER, LOOP, OUTCOME))
    longest = timedelta(days=max(answer.amount, loop.amount, outcome.amount) + 2)
    for linkage in not_settled_since(now - STALE - longest):
        for late in [*_unanswered(linkage, answer, loop), *_without_an_outcome(linkage, outcome)]:
            if now - STALE < late.since <= now and not _was_told(linkage, late):
                yield late


def _unanswered(linkage: Linkage, answer: Standing, loop: Standing) -> Iterator[Late]:
    if linkage.status not in UNANSWERED:
        return
    asked_at = linkage.sent_at or linkage.status_at
    yield _of_those_who_give(linkage, answer.due(asked_at))
    if loop.is_on:
        # Never before those who give it.
        since = max(loop.due(asked_at), answer.due(asked_at))
        yield _of_those_who_offer(linkage, since)


def _without_an_outcome(linkage: Linkage, outcome: Standing) -> Iterator[Late]:
    if linkage.status is LinkageStatus.APPOINTMENT_OFFERED and outcome.is_on and linkage.on:
        yield _of_those_who_give(linkage, outcome.due(clock.start_of(linkage.on)))


def _of_those_who_give(linkage: Linkage, since: datetime) -> Late:
    """Where they do not sign in, those who offer write their answers down."""
    gives = linkage.provider_agency_id
    if gives is None:
        return _of_those_who_offer(linkage, since)
    return Late(linkage.id, linkage.status, since, gives, Permission.LINKAGE_ANSWER)


def _of_those_who_offer(linkage: Linkage, since: datetime) -> Late:
    offers = linkage.offered_by_id
    return Late(linkage.id, linkage.status, since, offers, Permission.LINKAGE_WRITE)


def _was_told(linkage: Linkage, late: Late) -> bool:
    """Say whether anybody of that agency was told since then."""
    told = told_since(late.since, Kind.WAITS, linkage)
    theirs = select(Member.id).where(Member.agency_id == late.agency)
    return not told.isdisjoint(db.session.scalars(theirs))


def _whom(late: Late) -> list[UUID]:
    """Return who is told: whoever sent it, or else all of that agency who may see to it.

    Whether each of them may open the linkage is asked again before the mail leaves.
    """
    with only_looking(), job("linkages: whom"):
        sender = sender_of(late.linkage) if late.may is Permission.LINKAGE_WRITE else None
        all_who_may = list(those_who(late.may, Member.agency_id == late.agency))
    return [sender] if sender in all_who_may and _opens(sender, late) else all_who_may


def _opens(member_id: UUID, late: Late) -> bool:
    """Say whether somebody finds the linkage behind the door, and may see to it."""
    if (actor := actor_of(member_id)) is None:
        return False
    with looking_as(actor, "linkages: look"):
        linkage = linkage_named(late.linkage)
        return linkage is not None and may(actor, late.may, linkage)
