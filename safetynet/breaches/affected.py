"""Whose records were seen, by the ledger alone: the list of the young people to be told (CR-39)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from safetynet.access import walls_down
from safetynet.agencies import Member, the_county
from safetynet.among import among
from safetynet.audit import NOBODY, Entry, Result
from safetynet.audit.accounts import deeds_of
from safetynet.audit.reading import moment_of
from safetynet.breaches.models import Breach, BreachScope
from safetynet.cases import Case
from safetynet.db import db
from safetynet.referrals import Referral

_NOTHING_LEFT = frozenset({Result.REFUSED, Result.FAILED})
"""Visits of which no page was answered."""


@dataclass
class Seen:
    """What was seen of one young person's records at one agency."""

    survivor_id: UUID
    agency_id: UUID
    first_at: datetime
    last_at: datetime
    visits: int = 0
    categories: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Found:
    """Whose records were seen, and how many entries of these days cannot be believed."""

    seen: Sequence[Seen]
    unbelieved: int


@dataclass(frozen=True)
class SignInSeen:
    """One sign-in of an account as the ledger knows it, for whoever knows which device it was."""

    code: str
    first_at: datetime
    last_at: datetime
    visits: int


def seen_in(breach: Breach, scopes: Iterable[BreachScope]) -> Found:
    """Read the ledger for every scope; a visit that is in two of them counts once."""
    visits: dict[tuple[bytes, int], Entry] = {}
    unbelieved = 0
    for scope in scopes:
        deeds = deeds_of(accounts_of(scope), scope.since, scope.until)
        unbelieved = max(unbelieved, deeds.unbelieved)
        visits.update(
            {
                (entry.writer, entry.counter): entry
                for entry in deeds.entries
                if not scope.sign_ins or entry.sign_in.hex() in scope.sign_ins
            }
        )
    team = the_county().team_id
    return Found(_gathered(visits.values(), {team: breach.office_id}), unbelieved)


def accounts_of(scope: BreachScope) -> frozenset[UUID]:
    """Return the one account, or everybody of the agency, also those who have left."""
    if scope.member_id is not None:
        return frozenset({scope.member_id})
    return frozenset(
        db.session.scalars(select(Member.id).where(Member.agency_id == scope.agency_id))
    )


def sign_ins_of(scope: BreachScope) -> list[SignInSeen]:
    """Return the sign-ins by which the account did something in these days, the oldest first."""
    by_code: dict[str, list[datetime]] = {}
    for entry in deeds_of(accounts_of(scope), scope.since, scope.until).entries:
        by_code.setdefault(entry.sign_in.hex(), []).append(moment_of(entry.at))
    return [
        SignInSeen(code, min(at), max(at), len(at)) for code, at in by_code.items() if int(code, 16)
    ]


def _gathered(visits: Iterable[Entry], keepers: Mapping[UUID, UUID]) -> list[Seen]:
    """Put together what was seen, by young person and by the agency that must tell her.

    `keepers` names who tells for an owner without people: the office, for the team's own words.
    """
    found: dict[tuple[UUID, UUID], Seen] = {}
    for entry in visits:
        if entry.result in _NOTHING_LEFT:
            continue
        at, touched = moment_of(entry.at), dict[tuple[UUID, UUID], set[str]]()
        for touch in entry.touches:
            if NOBODY not in (touch.survivor, touch.owner):
                whose = touch.survivor, keepers.get(touch.owner, touch.owner)
                touched.setdefault(whose, set()).add(touch.category)
        for whose, kinds in touched.items():
            seen = found.setdefault(whose, Seen(*whose, at, at))
            seen.first_at, seen.last_at = min(seen.first_at, at), max(seen.last_at, at)
            seen.visits += 1
            seen.categories |= kinds
    return sorted(found.values(), key=lambda seen: (seen.first_at, str(seen.survivor_id)))


def numbers_by_survivor(survivors: Iterable[UUID]) -> dict[UUID, str]:
    """Return the number of each one's latest case or, before there is one, of her referral.

    Behind the walls: each agency is shown those alone that it must tell.
    """
    asked = set(survivors)
    with walls_down("whom a breach touches"):
        referred = _pairs(
            select(Referral.survivor_id, Referral.number)
            .where(among(Referral.survivor_id, asked))
            .order_by(Referral.number)
        )
        opened = _pairs(
            select(Case.survivor_id, Case.number)
            .where(among(Case.survivor_id, asked))
            .order_by(Case.ordinal)
        )
        return referred | opened


def _pairs(wanted: Select[UUID, str]) -> dict[UUID, str]:
    return {row[0]: row[1] for row in db.session.execute(wanted)}
