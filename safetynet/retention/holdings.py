"""What is kept, about whom, and what its days depend on; asked by jobs, over the whole county."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select

from safetynet import clock
from safetynet.cases import Case
from safetynet.db import Owned, db, owned_models
from safetynet.meetings import AgendaItem, Meeting
from safetynet.retention.classes import CLASS_OF, RecordClass, Rule, destroyed_by
from safetynet.retention.due import Known, Records
from safetynet.retention.models import LegalHold, Postponement
from safetynet.sharing import Release
from safetynet.vault import Category
from safetynet.vault.compartments import NOBODY

R = TypeVar("R", Case, Release, LegalHold)


def written(rules: Mapping[RecordClass, Rule]) -> dict[Records, date]:
    """Return all records that the rules destroy some day, with the day of their newest row."""
    newest: dict[Records, date] = {}
    for model in owned_models():
        for survivor, owner, category, at in _newest(model):
            kind = CLASS_OF[category]
            if category in destroyed_by(kind, rules[kind].action):
                records = Records(survivor, owner, kind)
                newest[records] = max(newest.get(records, date.min), clock.day_of(at))
    return newest


def _newest(model: type[Owned]) -> Iterator[tuple[UUID, UUID, Category, datetime]]:
    """Yield (survivor, owner, category, moment) of each compartment with rows in a table."""
    asked = (
        select(
            model.survivor_id,
            model.owner_id,
            model.category,
            func.max(model.created_at).label("at"),
        )
        .where(model.survivor_id != NOBODY)
        .group_by(model.survivor_id, model.owner_id, model.category)
    )
    for row in db.session.execute(asked):
        yield row.survivor_id, row.owner_id, row.category, row.at


def postponed() -> dict[Records, date]:
    """Return until when supervisors put records off, by their latest word."""
    found = db.session.scalars(select(Postponement).order_by(Postponement.created_at))
    return {Records(row.survivor_id, row.of_owner_id, row.record_class): row.until for row in found}


def known_of_all() -> dict[UUID, Known]:
    """Return what is known of each survivor with a case, a release or a hold."""
    cases = _by_survivor(db.session.scalars(select(Case).order_by(Case.ordinal)))
    releases = _by_survivor(db.session.scalars(select(Release)))
    holds = _by_survivor(db.session.scalars(select(LegalHold)))
    met = _last_meetings()
    return {
        one: _known(cases.get(one, []), met.get(one), releases.get(one, []), holds.get(one, []))
        for one in {*cases, *releases, *holds}
    }


def _by_survivor(rows: Iterable[R]) -> dict[UUID, list[R]]:
    found: dict[UUID, list[R]] = {}
    for row in rows:
        found.setdefault(row.survivor_id, []).append(row)
    return found


def _last_meetings() -> dict[UUID, date]:
    asked = (
        select(Case.survivor_id, func.max(Meeting.starts_at))
        .select_from(AgendaItem)
        .join(Case, Case.id == AgendaItem.case_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .group_by(Case.survivor_id)
    )
    return {survivor: clock.day_of(at) for survivor, at in db.session.execute(asked)}


def _known(
    cases: Sequence[Case], met: date | None, releases: Sequence[Release], holds: Sequence[LegalHold]
) -> Known:
    closings = [clock.day_of(case.closed_at) for case in cases if case.closed_at]
    cleared = [clock.day_of(hold.cleared_at) for hold in holds if hold.cleared_at]
    ends: dict[UUID, date] = {}
    for release in releases:
        last = clock.day_of(release.revoked_at) if release.revoked_at else release.ends_on
        ends[release.from_agency_id] = max(ends.get(release.from_agency_id, last), last)
    return Known(
        number=cases[-1].number if cases else "",
        lead_agency_id=cases[-1].lead_agency_id if cases else None,
        has_open_case=any(case.is_open for case in cases),
        closed_on=max(closings, default=None),
        met_on=met,
        release_ends=ends,
        is_held=len(cleared) < len(holds),
        cleared_on=max(cleared, default=None),
    )
