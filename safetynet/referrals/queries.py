from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, literal, select, tuple_

from safetynet.alike import Where, known_by
from safetynet.cases import Case
from safetynet.db import Gathered, db, gather
from safetynet.referrals.models import (
    UNDECIDED,
    Circumstance,
    Concern,
    ExploitationAccount,
    PersonOfConcern,
    Referral,
    Remark,
    RemarkKind,
    RiskNow,
    Voice,
)
from safetynet.referrals.vocabulary import ReferralStatus, Urgency
from safetynet.sharing.never_signs import who_never_signs

ON_A_PAGE = 25


class Pile(StrEnum):
    """The piles into which the list of referrals is sorted."""

    WAITING = "waiting"
    KEPT = "kept"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ALL = "all"


_STATES: dict[Pile, frozenset[ReferralStatus]] = {
    Pile.WAITING: UNDECIDED,
    Pile.KEPT: frozenset({ReferralStatus.KEPT}),
    Pile.ACCEPTED: frozenset({ReferralStatus.ACCEPTED}),
    Pile.DECLINED: frozenset({ReferralStatus.DECLINED}),
    Pile.ALL: frozenset(ReferralStatus),
}
_RANK = case({Urgency.HOURS: 0, Urgency.DAYS: 1, Urgency.NEXT_REVIEW: 2}, value=Referral.urgency)


@dataclass(frozen=True)
class Page:
    """One page of referrals, and the keys of the pages before and after it, or ""."""

    referrals: Sequence[Referral]
    before: str
    after: str


def a_page(pile: Pile, *, after: str = "", before: str = "", size: int = ON_A_PAGE) -> Page:
    """Return one page of a pile: what waits by what burns, the rest newest first.

    `after` and `before` are keys that an earlier page gave; an unreadable key shows the first page.
    """
    burning = pile is Pile.WAITING
    when = Referral.received_at if burning else Referral.created_at
    keys: list[Any] = [_RANK, when, Referral.id] if burning else [when, Referral.id]
    place = _read(after or before, burning)
    backwards = bool(before) and place is not None
    wanted = select(Referral).where(Referral.status.in_(_STATES[pile])).limit(size + 1)
    ascending = burning is not backwards
    if place is not None:
        key = tuple_(*keys)
        wanted = wanted.where(key > place if ascending else key < place)
    wanted = wanted.order_by(*(k.asc() if ascending else k.desc() for k in keys))
    found = list(db.session.scalars(wanted))
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_before = more if backwards else place is not None
    has_after = True if backwards else more
    return Page(
        found,
        _key(found[0], burning) if found and has_before else "",
        _key(found[-1], burning) if found and has_after else "",
    )


def _key(referral: Referral, burning: bool) -> str:
    rank = list(Urgency).index(referral.urgency)
    when = referral.received_at if burning else referral.created_at
    stamp = when.timestamp() if when else 0.0
    return f"{rank}_{round(stamp * 1_000_000)}_{referral.id.hex}"


def _read(key: str, burning: bool) -> Any:
    """Return the key as a row value to compare with, or None."""
    try:
        rank, stamp, row = key.split("_")
        if len(rank) != 1:
            return None
        micros = int(stamp)
        when = datetime.fromtimestamp(micros // 1_000_000, UTC).replace(
            microsecond=micros % 1_000_000
        )
        parts = [when, UUID(row)]
        return tuple_(*_bound([int(rank), *parts] if burning else parts, burning))
    except (ValueError, OverflowError, OSError):
        return None


def _bound(parts: list[Any], burning: bool) -> list[Any]:
    when = Referral.received_at if burning else Referral.created_at
    types = [None, when.type, Referral.id.type] if burning else [when.type, Referral.id.type]
    return [literal(part, kind) for part, kind in zip(parts, types, strict=True)]


def referrals_by_survivor(survivors: Sequence[UUID]) -> dict[UUID, Referral]:
    """Return each survivor's latest visible referral."""
    found = db.session.scalars(
        select(Referral)
        .where(Referral.survivor_id.in_(survivors))
        .order_by(Referral.created_at, Referral.number)
    )
    return {referral.survivor_id: referral for referral in found}


@known_by
def _where_referred(survivors: Collection[UUID]) -> dict[UUID, Where]:
    return {
        her: Where(one.number, "referrals.show", {"referral": one.id})
        for her, one in referrals_by_survivor([*survivors]).items()
    }


def referrals_numbered(begins: str, limit: int) -> Sequence[Referral]:
    """Return the visible referrals whose number begins like this, the newest number first."""
    return db.session.scalars(
        select(Referral)
        .where(Referral.number.startswith(begins, autoescape=True))
        .order_by(Referral.number.desc())
        .limit(limit)
    ).all()


def told_under(referral_id: UUID) -> Gathered:
    """Return the visible rows of every kind under a referral, in one statement."""
    return gather({kind: kind.referral_id == referral_id for kind in KINDS})


KINDS = (
    Concern,
    Voice,
    RiskNow,
    ExploitationAccount,
    PersonOfConcern,
    Circumstance,
    Remark,
)


def on_the_case_file(case: Case) -> dict[str, Any]:
    """Return what is visible of how a case's survivor came, over all her referrals.

    That is the concerns, her own voice, and what the sender added later.
    """
    her = case.survivor_id
    found = gather(
        {
            Concern: Concern.survivor_id == her,
            Voice: Voice.survivor_id == her,
            Remark: and_(Remark.survivor_id == her, Remark.kind == RemarkKind.ADDITION),
        }
    )
    return {
        "concerns": found.of(Concern),
        "voices": found.of(Voice),
        "additions": found.of(Remark),
    }


def to_triage(limit: int) -> Sequence[Referral]:
    """Return received referrals that nobody looked at, what burns first."""
    return db.session.scalars(
        select(Referral)
        .where(Referral.status == ReferralStatus.RECEIVED)
        .order_by(_RANK, Referral.received_at)
        .limit(limit)
    ).all()


def to_answer(agency_id: UUID, limit: int) -> Sequence[Referral]:
    """Return an agency's own referrals with an open question, the oldest first."""
    return db.session.scalars(
        select(Referral)
        .where(Referral.status == ReferralStatus.RETURNED, Referral.from_agency_id == agency_id)
        .order_by(Referral.triaged_at)
        .limit(limit)
    ).all()


def own_referral(agency_id: UUID, typed: str | None) -> Referral | None:
    """Return an agency's own referral by an id that somebody sent, if it is one."""
    try:
        named = UUID(typed or "")
    except ValueError:
        return None
    return db.session.scalars(
        select(Referral).where(Referral.id == named, Referral.from_agency_id == agency_id)
    ).one_or_none()


def earlier_case(number: str) -> Case | None:
    """Return the visible case of a number."""
    return db.session.scalars(select(Case).where(Case.number == number)).one_or_none()


@who_never_signs
def persons_of_concern(survivor_id: UUID) -> list[str]:
    """Return the names of persons of concern around a survivor, from every referral in view."""
    wanted = select(PersonOfConcern).where(PersonOfConcern.survivor_id == survivor_id)
    return [person.name for person in db.session.scalars(wanted)]
