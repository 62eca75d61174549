"""A missed clock of somebody missing or back is told to whoever reported it, and to their lead."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from safetynet import clock
from safetynet.access import Permission, Role, job
from safetynet.agencies import Member
from safetynet.db import db
from safetynet.events.clocks import Clocks, clocks_as_set
from safetynet.events.episodes import Episode
from safetynet.events.missing import deadlines_of, standing_of_case
from safetynet.events.models import Event
from safetynet.events.waiting import last_episodes
from safetynet.notices import STALE, Asked, Kind, looks_for_news, stands_while, tell, told_since


@looks_for_news
def tell_of_missed_clocks() -> None:
    """Queue a mail for each agency's report under which a clock ran out.

    Whether it was done meanwhile is asked with the reader's own eyes, before the mail leaves: what
    an agency may not know of, its mail must not tell either.
    """
    with job("missing: missed clocks"):
        _numbers, last = last_episodes(clock.today())
        clocks = clocks_as_set()
        for episode in last.values():
            for due in _missed(episode, clocks, clock.now()):
                _tell(episode, due)


def _missed(episode: Episode, clocks: Clocks, now: datetime) -> Iterator[datetime]:
    for deadline in deadlines_of(episode, (), clocks):
        if not deadline.is_moot and now - STALE < deadline.due <= now:
            yield deadline.due


def _tell(episode: Episode, due: datetime) -> None:
    """Write about each agency's first report."""
    for report in {report.owner_id: report for report in reversed(episode.reports)}.values():
        if not told_since(due, Kind.WAITS, report):
            tell(Kind.WAITS, report, _whom(report))


def _whom(report: Event) -> list[UUID]:
    """Return who wrote it, and who leads their agency."""
    hers = or_(Member.id == report.author_id, Member.role == Role.SUPERVISOR)
    wanted = select(Member.id).where(Member.is_active, Member.agency_id == report.owner_id, hers)
    return list(db.session.scalars(wanted))


@stands_while(Event)
def _is_owed_still(report: Event, asked: Asked) -> bool:
    if not asked.actor.is_granted(Permission.EVENT_WRITE):
        return False
    standing = standing_of_case(report.case_id)
    now = clock.now()
    return standing is not None and any(each.is_late(now) for each in standing.owed)
