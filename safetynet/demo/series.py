"""The weekly review as a series: who usually comes for each agency, and the county's holidays."""

from datetime import date, timedelta

from safetynet import clock
from safetynet.agencies import Member, agencies_at_the_table
from safetynet.agencies.queries import everybody_by_agency
from safetynet.db import db
from safetynet.deadlines.models import Holiday
from safetynet.meetings.cadence import Cadence
from safetynet.meetings.models import Meeting, RosterPlace, Series
from safetynet.meetings.rostering import may_come

QUORUM = 6
NEEDED = frozenset({"probation", "welfare"})
ZONE = "America/Los_Angeles"


def repeat(meeting: Meeting) -> None:
    """Let a meeting be one of a weekly series; the day of another that follows is a holiday."""
    local = clock.in_the_county(meeting.starts_at)
    first = local.date()
    series = Series(
        kind=meeting.kind,
        cadence=Cadence.WEEKLY,
        every=1,
        first_on=first,
        at_minute=local.hour * 60 + local.minute,
        zone=ZONE,
        minutes=meeting.minutes,
        place_code=meeting.place_code,
        quorum=QUORUM,
        statement_version=meeting.statement_version,
        weeks_ahead=6,
        chair_id=meeting.chair_id,
    )
    db.session.add(series)
    db.session.flush()
    meeting.series_id, meeting.falls_on, meeting.quorum = series.id, first, QUORUM
    _name_who_comes(series)
    for day, name in _holidays(first).items():
        db.session.add(Holiday(day=day, name=name))


def _name_who_comes(series: Series) -> None:
    people = everybody_by_agency()
    for agency in agencies_at_the_table():
        found = [one for one in people.get(agency.id, []) if one.is_active and may_come(one.role)]
        if found:
            db.session.add(_place(series, found, agency.handle in NEEDED))


def _place(series: Series, people: list[Member], is_needed: bool) -> RosterPlace:
    return RosterPlace(
        series_id=series.id,
        agency_id=people[0].agency_id,
        member_id=people[0].id,
        deputy_id=people[1].id if len(people) > 1 else None,
        is_needed=is_needed,
    )


def _holidays(first: date) -> dict[date, str]:
    """Return one on a day of the series, so that there is something to decide, and New Year."""
    return {
        first + timedelta(weeks=3): "County employees’ day",
        date(first.year + 1, 1, 1): "New Year’s Day",
    }
