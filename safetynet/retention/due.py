"""When records fall due: rules on days alone, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from safetynet.retention.classes import RecordClass, Rule, Start

WARNING = timedelta(days=30)
"""The keeper is warned so long before anything is destroyed (CR-33)."""
GRACE = timedelta(days=90)
"""What was written into within this time is not destroyed yet (CR-33)."""
LISTED = timedelta(days=90)
"""How far ahead the privacy officer looks."""


@dataclass(frozen=True)
class Records:
    """One agency's records of one class about one survivor."""

    survivor_id: UUID
    owner_id: UUID
    record_class: RecordClass

    def __repr__(self) -> str:
        return f"<Records {self.record_class}>"


@dataclass(frozen=True)
class Known:
    """What the days of one survivor's records depend on."""

    number: str = ""
    lead_agency_id: UUID | None = None
    has_open_case: bool = False
    closed_on: date | None = None
    met_on: date | None = None
    release_ends: Mapping[UUID, date] = field(default_factory=dict)
    """The last day of each agency's releases."""
    is_held: bool = False
    cleared_on: date | None = None


def due_day(
    records: Records, written_on: date, known: Known, rule: Rule, postponed: date | None
) -> date | None:
    """Return the day on which records are destroyed; None while a case is open.

    `written_on` is the day of their newest row.
    """
    if known.has_open_case:
        return None
    began = _began(records, written_on, known, rule.start)
    return max(
        years_after(began, rule.years),
        written_on + GRACE,
        postponed or date.min,
        known.cleared_on + WARNING if known.cleared_on else date.min,
    )


def _began(records: Records, written_on: date, known: Known, start: Start) -> date:
    """Return what the period is counted from; where it never happened, the last entry."""
    closed = known.closed_on or written_on
    if start is Start.CASE_CLOSED:
        return closed
    if start is Start.LAST_MEETING:
        return known.met_on or closed
    if start is Start.RELEASE_ENDED:
        return max(known.release_ends.get(records.owner_id, closed), closed)
    return written_on


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def announced(due: date, announced_on: date | None, day: date) -> tuple[date, date | None]:
    """Return the day on which records may be destroyed, and since when their keeper is warned.

    However late a due day comes up, the keeper has the whole warning before it.
    """
    if due > day + WARNING:
        return due, None
    since = announced_on or day
    return max(due, since + WARNING), since
