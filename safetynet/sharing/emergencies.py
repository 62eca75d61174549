"""Breaking the glass: one case, one hour, a written reason, and somebody looks at it (CR-45).

It opens what a person's role may read and no other basis carries here: never privileged notes,
never words of a federally covered provider (CR-02), nothing behind a conflict or an open matter.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.exc import IntegrityError

from safetynet.access import Actor, Basis, Permission, Role
from safetynet.agencies import Member, tell_those_who
from safetynet.db import db
from safetynet.db.spelling import Asked, spelled
from safetynet.notices import Kind
from safetynet.sharing.models import BreakGlass, GlassWords
from safetynet.vault import Category

BREAK_GLASS = "break_glass"
AN_HOUR = timedelta(minutes=60)
PAGE = 50

OPENS = frozenset(
    {
        Category.IDENTITY,
        Category.SAFE_CONTACT,
        Category.LOCATION,
        Category.SAFETY_RISK,
        Category.EXPLOITATION_ACCOUNT,
        Category.PERSONS_OF_CONCERN,
        Category.REFERRAL_NARRATIVE,
        Category.PLAN,
        Category.LINKAGE,
        Category.HEALTH,
    }
)
"""What may keep somebody alive. Kinds with a law of their own, such as substance use (42 CFR Part
2), need a release that names them also then."""


class UnreviewedError(Exception):
    """Nobody has looked at this person's last emergency yet."""


def spelled_glass(member: Asked) -> ColumnElement[Any]:
    """Return a person's emergencies as one text, which is NULL for nearly everybody."""
    return spelled((BreakGlass.__table__.c.id,), BreakGlass.member_id == member)


def opened_by_glass(member: UUID, now: datetime) -> dict[UUID, Basis]:
    """Return the survivors whose case this person opened within the hour, and until when."""
    live = select(BreakGlass).where(BreakGlass.member_id == member, BreakGlass.until > now)
    # A forged one is loaded as one that ended long ago.
    return {
        glass.survivor_id: Basis(BREAK_GLASS, glass.until, glass.id)
        for glass in db.session.scalars(live)
        if glass.until > now and glass.closed_at is None
    }


def waits_for_review(member: UUID) -> bool:
    """Say whether somebody must still look at an emergency of this person."""
    found = db.session.scalars(select(BreakGlass).where(BreakGlass.member_id == member))
    return any(glass.closed_at is None for glass in found)


def break_glass(
    case_id: UUID, number: str, survivor_id: UUID, reason: str, actor: Actor, now: datetime
) -> BreakGlass:
    """Open a case for an hour. Raises UnreviewedError while the last one waits to be looked at."""
    if waits_for_review(actor.id):
        raise UnreviewedError
    glass = BreakGlass(
        case_id=case_id,
        number=number,
        survivor_id=survivor_id,
        member_id=actor.id,
        of_agency_id=actor.agency_id,
        until=now + AN_HOUR,
    )
    try:
        with db.session.begin_nested():
            db.session.add(glass)
    except IntegrityError:
        # Somebody who asks twice at once has one emergency: the other asking was faster.
        if waits_for_review(actor.id):
            raise UnreviewedError from None
        raise
    _say(glass, reason, actor)
    looks = or_(Member.agency_id == actor.agency_id, Member.role == Role.PRIVACY_OFFICER)
    tell_those_who(Permission.GLASS_REVIEW, Kind.EMERGENCY, glass, looks)
    return glass


def close(glass: BreakGlass, words: str, actor: Actor, now: datetime) -> None:
    """Say what became of it; what is still open by it closes. OwnGlassError for one's own."""
    glass.close(actor.id, now)
    _say(glass, words, actor)


def _say(glass: BreakGlass, words: str, actor: Actor) -> None:
    said = GlassWords(
        survivor_id=glass.survivor_id,
        owner_id=actor.agency_id,
        glass_id=glass.id,
        text=words,
        by_id=actor.id,
    )
    db.session.add(said)


def emergencies(page: int = 1) -> tuple[Sequence[BreakGlass], bool]:
    """Return a page of what the viewer may look at, and if there are more.

    What waits first, the latest first.
    """
    found = db.session.scalars(
        select(BreakGlass)
        .order_by(BreakGlass.closed_at.is_not(None), BreakGlass.created_at.desc(), BreakGlass.id)
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    return found[:PAGE], len(found) > PAGE


def words_about(glasses: Iterable[BreakGlass]) -> dict[UUID, list[GlassWords]]:
    """Return what was written about these, as far as the viewer may read it; oldest first."""
    found: dict[UUID, list[GlassWords]] = {}
    about = GlassWords.glass_id.in_([glass.id for glass in glasses])
    for said in db.session.scalars(select(GlassWords).where(about).order_by(GlassWords.created_at)):
        found.setdefault(said.glass_id, []).append(said)
    return found
