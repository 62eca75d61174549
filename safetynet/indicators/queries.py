"""Which results a viewer may see, and why one should screen again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from safetynet import clock
from safetynet.agencies import agency_names
from safetynet.cases import Case
from safetynet.db import Gathered, db, gather
from safetynet.deadlines import ClockSetting, due_among, due_by
from safetynet.events import Event, EventKind
from safetynet.events.clocks import CLOCKS, Duty
from safetynet.events.missing import standing_of_case
from safetynet.events.models import DutyDone
from safetynet.indicators import words
from safetynet.indicators.clocks import FIRST_AGE, RESCREEN
from safetynet.indicators.models import ScreeningResult
from safetynet.indicators.prompts import Known, prompts
from safetynet.survivors import BirthDate

_WHEN = (FIRST_AGE, CLOCKS[Duty.RESCREEN])
"""Clocks that say when to screen somebody again."""


@dataclass(frozen=True)
class Due:
    """A case in which one's own agency's next screening is due."""

    case_id: UUID
    number: str
    due_on: date


def next_due(screened_on: date) -> date | None:
    """Return by which day to screen again, as the county's clock runs; None where it is off."""
    return _last_day(due_by(RESCREEN, clock.start_of(screened_on)))


def _last_day(due: datetime | None) -> date | None:
    # A clock of days is over at midnight, which is the next day already.
    return clock.day_of(due - timedelta(microseconds=1)) if due else None


def _gathered(survivor_id: UUID) -> Gathered:
    """Return everything that says what came of screenings and when the next is due."""
    back, done = Event.kind == EventKind.RETURNED, DutyDone.kind == Duty.RESCREEN
    return gather(
        {
            ClockSetting: ClockSetting.key.in_([which.key for which in _WHEN]),
            BirthDate: BirthDate.survivor_id == survivor_id,
            ScreeningResult: ScreeningResult.survivor_id == survivor_id,
            DutyDone: and_(DutyDone.survivor_id == survivor_id, done),
            Event: and_(Event.survivor_id == survivor_id, back),
        }
    )


def _latest_first(results: Sequence[ScreeningResult]) -> list[ScreeningResult]:
    return sorted(results, key=lambda one: (one.screened_on, one.created_at), reverse=True)


def _known(results: Sequence[ScreeningResult], found: Gathered) -> Known:
    latest = results[0] if results else None
    returned_on = max((event.day for event in found.of(Event)), default=None)
    settings = found.of(ClockSetting)
    born = [birth.day for birth in found.of(BirthDate)] if latest is None else []
    old_enough = due_among(settings, FIRST_AGE, clock.start_of(max(born))) if born else None
    return Known(
        last_on=latest.screened_on if latest else None,
        due_on=latest.next_due_on if latest else None,
        returned_on=returned_on,
        return_due_on=_owed_after(returned_on, found) if returned_on else None,
        old_enough_on=clock.day_of(old_enough) if old_enough else None,
    )


def _owed_after(returned_on: date, found: Gathered) -> date | None:
    """Return by when she is screened after a return; None where somebody wrote down that it is
    done, whose result the viewer may not know."""
    back = clock.start_of(returned_on)
    if any(row.done_at >= back for row in found.of(DutyDone)):
        return None
    return _last_day(due_among(found.of(ClockSetting), CLOCKS[Duty.RESCREEN], back))


def owes_screening(case_id: UUID) -> bool:
    """Say whether the team waits to hear that she was screened since she is back.

    A result does not say so by itself: it may be of a kind that the team may not know of.
    """
    standing = standing_of_case(case_id)
    owed = standing.deadline(Duty.RESCREEN) if standing else None
    return owed is not None and owed.is_owed


def on_the_case_file(case: Case) -> dict[str, Any]:
    return _shown(case.survivor_id)


def shown(survivor_id: UUID) -> dict[str, Any]:
    """Return what pages show of a young person's screenings."""
    return _shown(survivor_id) | {"agencies": agency_names()}


def _shown(survivor_id: UUID) -> dict[str, Any]:
    """Return the visible results, the latest first, and why one should screen again."""
    found = _gathered(survivor_id)
    results = _latest_first(found.of(ScreeningResult))
    return {
        "results": results,
        "prompts": prompts(_known(results, found), clock.today()),
        "words": words,
        "today": clock.today(),
    }


def due_in(agency_id: UUID, until: date, limit: int) -> list[Due]:
    """Return the open cases in which an agency's own latest result asks for another by a day."""
    newer = aliased(ScreeningResult)
    followed = (
        select(newer.id)
        .where(
            newer.survivor_id == ScreeningResult.survivor_id,
            newer.owner_id == agency_id,
            newer.screened_on > ScreeningResult.screened_on,
        )
        .exists()
    )
    wanted = (
        select(Case.id, Case.number, func.min(ScreeningResult.next_due_on))
        .join(Case, Case.survivor_id == ScreeningResult.survivor_id)
        .where(
            ScreeningResult.owner_id == agency_id,
            ScreeningResult.next_due_on <= until,
            Case.closed_at.is_(None),
            ~followed,
        )
        .group_by(Case.id, Case.number)
        .order_by(func.min(ScreeningResult.next_due_on))
        .limit(limit)
    )
    found = db.session.execute(wanted)
    return [Due(case_id, number, due_on) for case_id, number, due_on in found if due_on]
