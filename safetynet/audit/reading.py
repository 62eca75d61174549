"""Reading the ledger: entries as plain values, newest first, a page at a time."""

import json
from collections.abc import Set
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select

from safetynet.among import among
from safetynet.audit.checkpoint import Checkpoint
from safetynet.audit.decoding import decode
from safetynet.audit.entry import Entry, Result
from safetynet.audit.inclusion import proof_of
from safetynet.audit.notary import Notary
from safetynet.audit.tables import entries, subjects
from safetynet.audit.tree import latest_checkpoint
from safetynet.db import as_foundation, db

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as pages show it. `id` orders the ledger of one database."""

    id: int
    entry: Entry
    hash: bytes
    is_whole: bool = True
    """False when some of what it touched is not for this reader."""

    @property
    def at(self) -> datetime:
        return moment_of(self.entry.at)


@dataclass(frozen=True)
class Scope:
    """What one agency may read of the ledger: its own people's visits, and visits to its rows."""

    agency: UUID
    members: Set[UUID]
    survivors: Set[UUID]

    def narrows(self, wanted: Select[Any]) -> Select[Any]:
        # Asked of each entry in turn: the newest pages need few, and a list of all would be long.
        about = exists().where(
            subjects.c.entry_id == entries.c.id, among(subjects.c.survivor, self.survivors)
        )
        return wanted.where(or_(entries.c.actor.in_(list(self.members)), about))

    def within(self, line: Line) -> Line | None:
        """Return what the agency may read of one entry; None when that is nothing."""
        if line.entry.actor in self.members:
            return line
        own = tuple(touch for touch in line.entry.touches if touch.owner == self.agency)
        if not own:
            return None
        is_whole = len(own) == len(line.entry.touches)
        return replace(line, entry=replace(line.entry, touches=own), is_whole=is_whole)


def latest(
    limit: int,
    *,
    before: int | None = None,
    result: Result | None = None,
    scope: Scope | None = None,
) -> tuple[list[Line], int | None]:
    """Return a page of at most `limit` entries, and the id before which the next page goes on.

    `scope` keeps what one agency may read.
    """
    wanted = select(entries.c.id, entries.c.payload, entries.c.hash)
    if before is not None:
        wanted = wanted.where(entries.c.id < before)
    if result is not None:
        wanted = wanted.where(_ended_as(result))
    if scope is not None:
        wanted = scope.narrows(wanted)
    found = _read(wanted.order_by(entries.c.id.desc()).limit(limit))
    following = found[-1].id if len(found) == limit else None
    return _within(scope, found), following


def about(
    survivor: UUID,
    limit: int,
    *,
    before: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    actors: Set[UUID] | None = None,
) -> list[Line]:
    """Return at most `limit` visits that touched one survivor's records, the newest first.

    Each line says only what it touched of hers. `since` is included, `until` is not; `actors` keeps
    the visits of these people.
    """
    wanted = select(subjects.c.entry_id).where(subjects.c.survivor == survivor)
    if before is not None:
        wanted = wanted.where(_earlier_than(before))
    if since is not None:
        wanted = wanted.where(subjects.c.at >= ns_of(since))
    if until is not None:
        wanted = wanted.where(subjects.c.at < ns_of(until))
    if actors is not None:
        wanted = wanted.join(entries).where(entries.c.actor.in_(list(actors)))
    # First the ids alone, by the index of her visits: payloads of all of them are megabytes.
    found = wanted.order_by(subjects.c.at.desc(), subjects.c.entry_id.desc()).limit(limit)
    whole = select(entries.c.id, entries.c.payload, entries.c.hash).where(entries.c.id.in_(found))
    newest_first = whole.order_by(entries.c.at.desc(), entries.c.id.desc())
    return [_of_hers(line, survivor) for line in _read(newest_first)]


def _earlier_than(entry: int) -> ColumnElement[bool]:
    """Keep what comes after an entry in a list with the newest first, by time and then by id."""
    its = select(entries.c.at).where(entries.c.id == entry).scalar_subquery()
    return and_(subjects.c.at <= its, or_(subjects.c.at < its, subjects.c.entry_id < entry))


def between(
    since: datetime, until: datetime, actors: Set[UUID], survivors: Set[UUID]
) -> list[Line]:
    """Return these people's own visits to these survivors' records; `until` is not included."""
    visits = (
        select(subjects.c.entry_id)
        .join(entries)
        .where(
            among(subjects.c.survivor, survivors),
            subjects.c.at >= ns_of(since),
            subjects.c.at < ns_of(until),
            among(entries.c.actor, actors),
            _IS_NO_JOB,
        )
    )
    whole = select(entries.c.id, entries.c.payload, entries.c.hash)
    return _read(whole.where(entries.c.id.in_(visits)).order_by(entries.c.at))


@dataclass(frozen=True, slots=True)
class Visits:
    """One person's visits to one survivor's records within an hour."""

    actor: UUID
    survivor: UUID
    first: datetime
    count: int


_HOUR = 3600 * 10**9
_IS_NO_JOB = entries.c.permission.not_like("job:%")


def visits_of(actors: Set[UUID], since: datetime, until: datetime) -> list[Visits]:
    """Return whose records these people's own visits touched; `until` is not included."""
    period = entries.c.at >= ns_of(since), entries.c.at < ns_of(until)
    return _visits(entries.c.actor.in_(list(actors)), *period)


def visits_to(survivors: Set[UUID], since: datetime, until: datetime) -> list[Visits]:
    """Return who touched these survivors' records, jobs aside; `until` is not included."""
    period = subjects.c.at >= ns_of(since), subjects.c.at < ns_of(until)
    return _visits(among(subjects.c.survivor, survivors), *period)


def _visits(*where: ColumnElement[bool]) -> list[Visits]:
    hour = subjects.c.at // _HOUR
    wanted = (
        select(entries.c.actor, subjects.c.survivor, func.min(subjects.c.at), func.count())
        .join_from(subjects, entries)
        .where(_IS_NO_JOB, *where)
        .group_by(entries.c.actor, subjects.c.survivor, hour)
    )
    with as_foundation():
        rows = db.session.connection().execute(wanted).all()
    return [Visits(actor, survivor, moment_of(at), count) for actor, survivor, at, count in rows]


def one(identity: int, scope: Scope | None = None) -> Line | None:
    """Return one entry, or None when there is none that may be read."""
    wanted = select(entries.c.id, entries.c.payload, entries.c.hash).where(entries.c.id == identity)
    return next(iter(_within(scope, _read(wanted))), None)


def count_since(moment: datetime, result: Result) -> int:
    """Return how many visits since a moment ended like this."""
    wanted = select(func.count()).where(_ended_as(result), entries.c.at >= ns_of(moment))
    with as_foundation():
        return int(db.session.connection().execute(wanted).scalar_one())


def refused_since(
    moment: datetime, limit: int, actors: Set[UUID] | None = None
) -> list[tuple[int, datetime, UUID]]:
    """Return the last `limit` refusals since a moment, the latest first: entry, when, whom."""
    wanted = select(entries.c.id, entries.c.at, entries.c.actor).where(
        _ended_as(Result.REFUSED), entries.c.at >= ns_of(moment)
    )
    if actors is not None:
        wanted = wanted.where(entries.c.actor.in_(list(actors)))
    with as_foundation():
        connection = db.session.connection()
        rows = connection.execute(wanted.order_by(entries.c.id.desc()).limit(limit)).all()
    return [(identity, moment_of(at), actor) for identity, at, actor in rows]


def proof(line: Line) -> str | None:
    """Return the proof that an entry is in the ledger; None when it has no place in the tree yet.

    A proof tells the whole entry, so there is none for a reader who may see only a part of it.
    """
    notary: Notary = current_app.extensions["notary"]
    with as_foundation():
        found = proof_of(db.session.connection(), line.id, notary.public)
    return found if line.is_whole else None


def latest_anchor() -> Checkpoint | None:
    """Return how far the ledger is signed for, which goes onto every paper."""
    with as_foundation():
        return latest_checkpoint(db.session.connection())


def as_json(line: Line) -> str:
    """Return one entry as JSON: ids and names of fields, hashes in hex; no more than it says."""
    told = asdict(line.entry) | {"id": line.id, "hash": line.hash, "at_utc": line.at.isoformat()}
    return json.dumps(told, default=_spelled, indent=2, sort_keys=True)


def ns_of(moment: datetime) -> int:
    """Return a moment as entries count it: nanoseconds since 1970, in UTC."""
    return (moment - _EPOCH) // timedelta(microseconds=1) * 1000


def moment_of(ns: int) -> datetime:
    """Return the moment that an entry's `at` tells."""
    return _EPOCH + timedelta(microseconds=ns // 1000)


def _of_hers(line: Line, survivor: UUID) -> Line:
    hers = tuple(touch for touch in line.entry.touches if touch.survivor == survivor)
    return replace(line, entry=replace(line.entry, touches=hers))


def _spelled(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _ended_as(result: Result) -> ColumnElement[bool]:
    # Spelled out in the statement, or SQLite would not use the index of refusals alone.
    return entries.c.result == bindparam(None, result.value, literal_execute=True)


def _read(wanted: Select[Any]) -> list[Line]:
    with as_foundation():
        rows = db.session.connection().execute(wanted).all()
    return [Line(identity, decode(payload), hash_) for identity, payload, hash_ in rows]


def _within(scope: Scope | None, lines: list[Line]) -> list[Line]:
    if scope is None:
        return lines
    return [seen for line in lines if (seen := scope.within(line))]
