"""Meetings for a calendar program: when, the place's code, and nothing else (CR-19).

Calendars are copied to phones and to companies: no attendees, no organizer, no description.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid5

from flask import Response, make_response
from flask_babel import gettext as _

from safetynet import clock
from safetynet.late import Late
from safetynet.meetings.models import Meeting

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = Late("icalendar")

MADE_BY = "-//Calendar//Meetings//EN"


def as_calendar(meetings: Iterable[Meeting], now: datetime) -> bytes:
    """Return an iCalendar file (RFC 5545), with the county's time zone in it."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    for meeting in meetings:
        calendar.add_component(_event(meeting, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(meeting: Meeting, now: datetime) -> "icalendar.Event":
    event = icalendar.Event()
    # Not the id that stands in addresses here, but always the same one.
    event.add("uid", str(uuid5(meeting.id, "calendar")))
    event.add("dtstamp", now.replace(microsecond=0))
    event.add("dtstart", clock.in_the_county(meeting.starts_at))
    event.add("dtend", clock.in_the_county(meeting.ends_at))
    event.add("summary", _("Review meeting"))
    event.add("location", meeting.place_code)
    event.add("sequence", meeting.version - 1)
    event.add("status", _status(meeting))
    return event


def _status(meeting: Meeting) -> str:
    if meeting.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if meeting.is_draft else "CONFIRMED"


def handed_to_a_calendar(calendar: bytes) -> Response:
    response = make_response(calendar)
    response.headers.set("Content-Type", "text/calendar", charset="utf-8")
    response.headers.set("Content-Disposition", "attachment", filename="meetings.ics")
    return response
