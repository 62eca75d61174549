"""What is listed of matches, and what of the names themselves whoever looks may see anyway."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from safetynet.among import among
from safetynet.cases import Case
from safetynet.db import Owned, db
from safetynet.referrals import PersonOfConcern
from safetynet.screening.models import Kind, Match, MatchReason, MatchState
from safetynet.screening.sources import SOURCES, TIES

PAGE = 50


def waiting_matches() -> Sequence[Match]:
    """Return the visible matches that nobody decided about; who signs in comes first."""
    found = db.session.scalars(
        select(Match)
        .where(Match.state == MatchState.OPEN)
        .order_by(Match.member_id.is_(None), Match.created_at, Match.id)
        .limit(PAGE)
    )
    return found.all()


def decided_matches(page: int) -> tuple[Sequence[Match], bool]:
    """Return a page of those that somebody decided about, the newest first; and whether more is."""
    found = db.session.scalars(
        select(Match)
        .where(Match.state != MatchState.OPEN)
        .order_by(Match.decided_at.desc(), Match.id)
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    return found[:PAGE], len(found) > PAGE


def numbers_of(matches: Iterable[Match]) -> dict[UUID, str]:
    """Return the latest visible case's number of everybody these matches are about."""
    about = {her for m in matches for her in (m.survivor_id, m.other_survivor_id) if her}
    found = select(Case.survivor_id, Case.number).where(among(Case.survivor_id, about))
    rows = db.session.execute(found.order_by(Case.ordinal))
    return {row.survivor_id: row.number for row in rows}


def reasons_of(match: Match) -> Sequence[MatchReason]:
    wanted = select(MatchReason).where(MatchReason.match_id == match.id)
    return db.session.scalars(wanted.order_by(MatchReason.created_at)).all()


def concern_of(match: Match) -> PersonOfConcern | None:
    """Return the person of concern where the viewer may read it in any case."""
    wanted = select(PersonOfConcern).where(PersonOfConcern.id == match.concern_id)
    return db.session.scalars(wanted).one_or_none()


def line_of(match: Match) -> str | None:
    """Return the line with the other name where the viewer may read it in any case."""
    kind = Kind.CONTACT if match.kind in TIES.values() else match.kind
    for source in SOURCES:
        if source.kind is kind:
            model: type[Owned] = source.model
            row = db.session.scalars(select(model).where(model.id == match.row_id)).one_or_none()
            return getattr(row, source.column) if row else None
    return None
