"""What an agenda asks of those in the room: hard cases in a row, and until when whom it needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from safetynet.agencies import Agency
from safetynet.meetings.autopilot.ordering import IN_A_ROW
from safetynet.meetings.autopilot.proposing import Reasons, is_heavy
from safetynet.meetings.models import AgendaItem

Hours = Mapping[UUID, tuple[datetime, datetime]]
"""When each case begins and ends, if all keep to their minutes."""


def heavy_rows(items: Sequence[AgendaItem], reasons: Reasons) -> list[list[AgendaItem]]:
    """Return where more heavy cases than are good stand in a row without a break."""
    rows: list[list[AgendaItem]] = [[]]
    for item in items:
        if is_heavy(item.kind, reasons.get(item.case_id, [])):
            rows[-1].append(item)
        if not is_heavy(item.kind, reasons.get(item.case_id, [])) or item.break_after:
            rows.append([])
    return [row for row in rows if len(row) > IN_A_ROW]


@dataclass(frozen=True)
class Leaving:
    """An agency that is not needed to the end."""

    agency: Agency
    at: datetime
    after: AgendaItem


def who_may_leave(
    items: Sequence[AgendaItem], tables: Mapping[UUID, Sequence[Agency]], hours: Hours
) -> list[Leaving]:
    """Return who may leave before the last case, and when; the first to leave comes first."""
    last: dict[UUID, Leaving] = {}
    for item in items:
        _begins, at = hours[item.id]
        for agency in tables.get(item.case_id, []):
            last[agency.id] = Leaving(agency, at, item)
    early = [each for each in last.values() if each.after is not items[-1]]
    return sorted(early, key=lambda each: (each.at, each.agency.name))
