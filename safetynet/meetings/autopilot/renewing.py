"""A release ends soon: one press gives its agency the task to ask again (beyond.md D25)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.agencies import Agency, the_county
from safetynet.cases.ending import RELEASE_ENDS, releases_that_end
from safetynet.db import db
from safetynet.meetings.autopilot.rules import the_one_after, tuning_of
from safetynet.meetings.models import AgendaItem, Meeting, Task
from safetynet.meetings.operations.reviewing import give_task
from safetynet.sharing import Release


@dataclass(frozen=True)
class Renewal:
    """Releases about which their agency should ask again; what ends first comes first."""

    agency: Agency
    releases: tuple[Release, ...]


def renewals_for(
    meeting: Meeting, items: Sequence[AgendaItem], tables: Mapping[UUID, Sequence[Agency]]
) -> dict[UUID, list[Renewal]]:
    """Return, by item, whose releases end; not of an agency that has a task from it already."""
    today, days = clock.today(), tuning_of(RELEASE_ENDS).days or 0
    last = max(the_one_after(meeting) or today, today + timedelta(days=days))
    given = _tasks_from(items)
    by_case = {item.case_id: item for item in items}
    found: dict[UUID, dict[UUID, Renewal]] = {}
    for release, case_id in releases_that_end(today, last):
        item = by_case.get(case_id)
        at_table = {agency.id: agency for agency in tables.get(case_id, [])}
        agency = at_table.get(release.from_agency_id)
        if item and agency and (item.id, agency.id) not in given:
            of_item = found.setdefault(item.id, {})
            before = of_item[agency.id].releases if agency.id in of_item else ()
            of_item[agency.id] = Renewal(agency, (*before, release))
    return {item_id: list(renewals.values()) for item_id, renewals in found.items()}


def _tasks_from(items: Sequence[AgendaItem]) -> set[tuple[UUID, UUID]]:
    """Return who has an open task from which of these items."""
    wanted = select(Task.item_id, Task.agency_id).where(
        Task.item_id.in_([item.id for item in items]), Task.ending.is_(None)
    )
    return {(row.item_id, row.agency_id) for row in db.session.execute(wanted)}


def give_renewal(item: AgendaItem, renewal: Renewal) -> Task:
    """Give the agency that obtained releases the task to ask whether sharing goes on."""
    first = renewal.releases[0].ends_on
    text = _(
        "Renewal visit: ask whether sharing with %(agency)s goes on after %(day)s.",
        agency=", ".join(dict.fromkeys(each.to_agency.name for each in renewal.releases)),
        day=format_date(first, "medium"),
    )
    return give_task(item, the_county().team_id, renewal.agency, text, first)
