"""The nightly run: work out what falls due, warn, destroy; again from wherever it was stopped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import the_county
from safetynet.among import among
from safetynet.db import db, owned_models
from safetynet.retention.classes import Rule, destroyed_by
from safetynet.retention.destroying import Doomed, destroy
from safetynet.retention.due import LISTED, Known, Records, announced, due_day
from safetynet.retention.holdings import known_of_all, postponed, written
from safetynet.retention.models import Deadline
from safetynet.retention.queries import held_among, rules
from safetynet.retention.words import RESTORED
from safetynet.vault import Triple, vault
from safetynet.vault.tombstones import Tombstone

AT_ONCE = 200
JOB = "retention"


@dataclass
class Counted:
    """What a run did, or would do."""

    listed: int = 0
    """Records that fall due within 90 days."""
    warned: int = 0
    """Keepers' warnings that begin today."""
    held: int = 0
    """Due, and kept by a legal hold."""
    destroyed: int = 0
    finished: int = 0
    """Taken up from a run that was stopped, or from a restored backup."""
    rows: int = 0


@dataclass(frozen=True)
class Plan:
    """What one record class of one agency about one survivor comes to today."""

    records: Records
    known: Known
    rule: Rule
    due_on: date
    announced_on: date | None
    is_fresh: bool
    """Nobody was warned before."""

    def is_due(self, day: date) -> bool:
        return self.announced_on is not None and self.due_on <= day


@dataclass(frozen=True)
class Day:
    """Everything a run found out before it changes anything."""

    plans: dict[Records, Plan]
    team_id: UUID
    gone: list[UUID]
    """Deadlines that no longer stand: a case was opened again, or somebody decided otherwise."""


def looked_at(day: date) -> Day:
    """Work out every deadline; changes nothing."""
    with job(f"{JOB}: look"):
        standing = {
            Records(row.survivor_id, row.owner_id, row.record_class): row
            for row in db.session.scalars(select(Deadline))
        }
        known, in_force, put_off = known_of_all(), rules(day), postponed()
        plans = {}
        for records, written_on in written(in_force).items():
            about = known.get(records.survivor_id, Known())
            rule = in_force[records.record_class]
            due = due_day(records, written_on, about, rule, put_off.get(records))
            if due is not None and due <= day + LISTED:
                before = standing.get(records)
                since = before.announced_on if before else None
                due, since = announced(due, since, day)
                is_fresh = since is not None and not (before and before.announced_on)
                plans[records] = Plan(records, about, rule, due, since, is_fresh)
        gone = [row.id for records, row in standing.items() if records not in plans]
        return Day(plans, the_county().team_id, gone)


def counted(found: Day, day: date) -> Counted:
    """Say what a run on this day does, without doing it."""
    due = [plan for plan in found.plans.values() if plan.is_due(day)]
    return Counted(
        listed=len(found.plans),
        warned=sum(plan.is_fresh for plan in found.plans.values()),
        held=sum(plan.known.is_held for plan in due),
        destroyed=sum(not plan.known.is_held for plan in due),
    )


def run(found: Day, day: date, advance: Callable[[], object]) -> Counted:
    """Do it; `advance` is called after each destruction. May be stopped anywhere and repeated."""
    said = counted(found, day)
    said.destroyed = 0
    list_deadlines(found)
    for plan in found.plans.values():
        if plan.is_due(day) and not plan.known.is_held and (rows := _destroy(plan, day)):
            said.destroyed += 1
            said.rows += rows
            advance()
    for rows in finish():
        said.finished += 1
        said.rows += rows
    return said


def list_deadlines(found: Day) -> None:
    """Save what falls due, so that pages and people can see it."""
    with job(f"{JOB}: warn") as running:
        for row in db.session.scalars(select(Deadline).where(among(Deadline.id, found.gone))):
            db.session.delete(row)
        standing = {
            Records(row.survivor_id, row.owner_id, row.record_class): row
            for row in db.session.scalars(select(Deadline))
        }
        for count, plan in enumerate(found.plans.values()):
            _list(plan, standing.get(plan.records), found.team_id)
            if count % AT_ONCE == AT_ONCE - 1:
                running.save()


def _list(plan: Plan, row: Deadline | None, team_id: UUID) -> None:
    records, lead = plan.records, plan.known.lead_agency_id
    row = row or Deadline(
        survivor_id=records.survivor_id,
        owner_id=records.owner_id,
        record_class=records.record_class,
        number=plan.known.number,
        keeper_id=lead if lead and records.owner_id == team_id else records.owner_id,
    )
    row.due_on, row.announced_on = plan.due_on, plan.announced_on
    db.session.add(row)


def _destroy(plan: Plan, day: date) -> int:
    """Destroy one class of records; return the rows, or 0 when it no longer is to be destroyed."""
    records = plan.records
    with job(JOB) as running:
        standing = db.session.scalars(
            select(Deadline).where(
                Deadline.survivor_id == records.survivor_id,
                Deadline.owner_id == records.owner_id,
                Deadline.record_class == records.record_class,
                Deadline.due_on <= day,
            )
        ).one_or_none()
        # A supervisor or the privacy officer may have decided while this run was under way.
        if standing is None or held_among([records.survivor_id]):
            return 0
        categories = destroyed_by(records.record_class, plan.rule.action)
        doomed = Doomed(records.survivor_id, records.owner_id, categories, plan.rule.authority, day)
        return destroy(running, doomed).rows


def finish() -> Iterator[int]:
    """Take away what no key opens any more: a run was stopped, or a backup was put back.

    Yields the number of rows of each survivor and owner.
    """
    keyring = vault().keyring
    stones = {stone.triple: stone for stone in keyring.tombstones or ()}
    if not stones:
        return
    with job(f"{JOB}: look"):
        left = _left_of(stones)
    for (survivor, owner), those in left.items():
        keyring.bury(those)
        with job(JOB) as running:
            kinds = frozenset(stone.triple.category for stone in those)
            day = max(stone.destroyed_at for stone in those)
            rows = destroy(
                running, Doomed(survivor, owner, kinds, RESTORED, clock.day_of(day))
            ).rows
        yield rows


def _left_of(stones: dict[Triple, Tombstone]) -> dict[tuple[UUID, UUID], list[Tombstone]]:
    """Return the destroyed compartments in which rows lie, by survivor and owner."""
    by_digest = {triple.digest: stone for triple, stone in stones.items()}
    digests = {
        bytes(digest)
        for model in owned_models()
        for digest in db.session.scalars(
            select(model.compartment).where(among(model.compartment, by_digest)).distinct()
        )
    }
    left: dict[tuple[UUID, UUID], list[Tombstone]] = {}
    for digest in sorted(digests):
        stone = by_digest[digest]
        left.setdefault((stone.triple.survivor, stone.triple.owner), []).append(stone)
    return left
