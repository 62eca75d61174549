"""The list of referrals in piles: what waits, by what burns; the rest, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, or_, select, tuple_
from sqlalchemy.orm import joinedload

from safetynet.db import db
from safetynet.referrals.desk.models import ReferralClock
from safetynet.referrals.models import UNDECIDED, Referral
from safetynet.referrals.vocabulary import ReferralStatus

ON_A_PAGE = 25
NEARLY = timedelta(hours=24)
"""What was decided comes back when one of its clocks is over within this time."""
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class Pile(StrEnum):
    """The piles into which the list of referrals is sorted."""

    WAITING = "waiting"
    KEPT = "kept"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TRANSFERRED = "transferred"
    ALL = "all"


_STATES: dict[Pile, frozenset[ReferralStatus]] = {
    Pile.KEPT: frozenset({ReferralStatus.KEPT}),
    Pile.ACCEPTED: frozenset({ReferralStatus.ACCEPTED}),
    Pile.DECLINED: frozenset({ReferralStatus.DECLINED}),
    Pile.TRANSFERRED: frozenset({ReferralStatus.TRANSFERRED}),
    Pile.ALL: frozenset(ReferralStatus),
}


class Whose(StrEnum):
    """Whose work is shown."""

    ANYBODYS = ""
    MINE = "mine"
    NOBODYS = "nobodys"


@dataclass(frozen=True)
class Page:
    """One page of referrals, and the keys of the pages before and after it, or ""."""

    referrals: Sequence[Referral]
    before: str
    after: str


@dataclass(frozen=True)
class Sought:
    """What is looked for: a pile, whose, as somebody, at a moment."""

    pile: Pile
    whose: Whose
    member_id: UUID
    now: datetime

    @property
    def is_burning(self) -> bool:
        return self.pile is Pile.WAITING

    def where(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.is_burning:
            burns = Referral.burns_at <= self.now + NEARLY
            found.append(or_(Referral.status.in_(UNDECIDED), burns))
        else:
            found.append(Referral.status.in_(_STATES[self.pile]))
        if self.whose is Whose.MINE:
            found.append(Referral.handler_id == self.member_id)
        elif self.whose is Whose.NOBODYS:
            found.append(Referral.handler_id.is_(None))
        return found

    def keys(self) -> list[Any]:
        if not self.is_burning:
            return [Referral.created_at, Referral.id]
        burns: Any = func.coalesce(Referral.burns_at, literal(_NEVER, Referral.burns_at.type))
        return [burns, Referral.received_at, Referral.id]


def a_page(sought: Sought, *, after: str = "", before: str = "", size: int = ON_A_PAGE) -> Page:
    """Return one page of a pile: what waits by what burns, the rest newest first.

    `after` and `before` are keys that an earlier page gave; an unreadable key shows the first page.
    """
    keys, place = sought.keys(), _read(after or before, sought.is_burning)
    backwards = bool(before) and place is not None
    wanted = select(Referral).options(joinedload(Referral.handler)).where(*sought.where())
    ascending = sought.is_burning is not backwards
    if place is not None:
        key = tuple_(*keys)
        wanted = wanted.where(key > place if ascending else key < place)
    wanted = wanted.order_by(*(k.asc() if ascending else k.desc() for k in keys)).limit(size + 1)
    found = list(db.session.scalars(wanted))
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_before = more if backwards else place is not None
    has_after = True if backwards else more
    return Page(
        found,
        _key(found[0], sought.is_burning) if found and has_before else "",
        _key(found[-1], sought.is_burning) if found and has_after else "",
    )


def _key(referral: Referral, burning: bool) -> str:
    if not burning:
        return f"{_micros(referral.created_at)}_{referral.id.hex}"
    burns, came = referral.burns_at or _NEVER, referral.received_at or referral.created_at
    return f"{_micros(burns)}_{_micros(came)}_{referral.id.hex}"


def _micros(moment: datetime) -> int:
    return int(moment.replace(microsecond=0).timestamp()) * 1_000_000 + moment.microsecond


def _moment(micros: str) -> datetime:
    seconds, rest = divmod(int(micros), 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)


def _read(key: str, burning: bool) -> Any:
    """Return the key as a row value to compare with, or None."""
    kind = Referral.created_at.type
    try:
        *stamps, row = key.split("_")
        if len(stamps) != 1 + burning:
            return None
        parts = [literal(_moment(stamp), kind) for stamp in stamps]
        return tuple_(*parts, literal(UUID(row), Referral.id.type))
    except (ValueError, OverflowError, OSError):
        return None


def pressing(now: datetime, limit: int) -> Sequence[ReferralClock]:
    """Return the running clocks that are over, or over within a day, the nearest first."""
    return db.session.scalars(
        select(ReferralClock)
        .options(joinedload(ReferralClock.referral))
        .where(ReferralClock.ended.is_(None), ReferralClock.due_at <= now + NEARLY)
        .order_by(ReferralClock.due_at)
        .limit(limit)
    ).all()


def to_triage(limit: int) -> Sequence[Referral]:
    """Return referrals that nobody triaged, what burns first."""
    return db.session.scalars(
        select(Referral)
        .where(Referral.status.in_([ReferralStatus.RECEIVED, ReferralStatus.SCREENED]))
        .order_by(Referral.burns_at, Referral.received_at)
        .limit(limit)
    ).all()
