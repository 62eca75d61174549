"""What an account reads by: agreement, training, memorandum, each until a day (CR-48).

Read again only when one of them changed; a kind of which nothing was ever recorded limits nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, and_, or_, select

from safetynet.agencies.models import MembershipPaper, PaperKind
from safetynet.db import db
from safetynet.db.spelling import Asked, spelled

PEOPLE_AT_ONCE = 1024
"""How many people's papers a process remembers."""

Papers = Mapping[str, date]
"""By kind, the last day on which it holds."""


def spelled_papers(member: Asked, agency: Asked) -> ColumnElement[Any]:
    """Return what a person reads by as one text, to notice any change by."""
    paper = MembershipPaper.__table__.c
    return spelled((paper.id, paper.until), _of(member, agency))


def papers_of(member: UUID, agency: UUID, wording: str) -> Papers:
    """Return a person's papers; `wording` is what `spelled_papers` says of them now."""
    if not wording:
        return {}
    known: dict[tuple[UUID, UUID], tuple[str, Papers]] = current_app.extensions.setdefault(
        "papers", {}
    )
    held = known.get((member, agency))
    if held is None or held[0] != wording:
        if len(known) >= PEOPLE_AT_ONCE:
            known.clear()
        found = db.session.scalars(select(MembershipPaper).where(_of(member, agency)))
        held = known[member, agency] = (wording, latest(found))
    return held[1]


def _of(member: Asked, agency: Asked) -> ColumnElement[bool]:
    of_all = and_(MembershipPaper.member_id.is_(None), MembershipPaper.agency_id == agency)
    return or_(MembershipPaper.member_id == member, of_all)


def latest(papers: Iterable[MembershipPaper]) -> dict[str, date]:
    """Return the last day of each kind; a forged paper ended long ago."""
    found: dict[str, date] = {}
    for paper in papers:
        kind = paper.kind.value
        found[kind] = max(found.get(kind, date.min), paper.until)
    return found


def papers_by_holder() -> dict[UUID, dict[str, date]]:
    """Return the last days of everybody's papers, by person and, for memoranda, by agency."""
    found: dict[UUID, list[MembershipPaper]] = {}
    for paper in _all():
        found.setdefault(paper.member_id or paper.agency_id, []).append(paper)
    return {holder: latest(papers) for holder, papers in found.items()}


def _all() -> Sequence[MembershipPaper]:
    return db.session.scalars(select(MembershipPaper)).all()


def record(
    kind: PaperKind, agency_id: UUID, member_id: UUID | None, until: date, by_id: UUID
) -> None:
    """Let a paper hold until a day; what was recorded before stays on record."""
    db.session.add(
        MembershipPaper(
            kind=kind,
            agency_id=agency_id,
            member_id=None if kind is PaperKind.MEMORANDUM else member_id,
            until=until,
            recorded_by_id=by_id,
        )
    )
