"""When a packet is open; every day here is fixed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from safetynet import clock
from safetynet.meetings.models import Meeting, MeetingKind, MeetingStatus
from safetynet.packets.window import Lead, Stage, window_of

AS_SHIPPED = Lead(working_days=2, hours_after=24)
THURSDAY = datetime(2026, 12, 3, 17, 0, tzinfo=UTC)
MONDAY = datetime(2026, 12, 7, 17, 0, tzinfo=UTC)
LONG_BEFORE = datetime(2026, 11, 2, 17, 0, tzinfo=UTC)


def meeting(starts_at: datetime, **changes: object) -> Meeting:
    facts = {
        "status": MeetingStatus.PUBLISHED,
        "kind": MeetingKind.WEEKLY,
        "starts_at": starts_at,
        "minutes": 120,
        "published_at": LONG_BEFORE,
    }
    return Meeting(**facts | changes)


@pytest.mark.parametrize(
    ("starts_at", "first"),
    [(THURSDAY, date(2026, 12, 1)), (MONDAY, date(2026, 12, 3))],
)
def test_it_opens_two_working_days_before(starts_at: datetime, first: date) -> None:
    opens_at = window_of(meeting(starts_at), AS_SHIPPED).opens_at
    assert opens_at == clock.start_of(first)


def test_a_holiday_is_no_working_day() -> None:
    closed = frozenset({date(2026, 12, 2)})
    lead = Lead(AS_SHIPPED.working_days, AS_SHIPPED.hours_after, closed)
    assert window_of(meeting(THURSDAY), lead).opens_at == clock.start_of(date(2026, 11, 30))


def test_it_closes_a_day_after_the_end() -> None:
    window = window_of(meeting(THURSDAY), AS_SHIPPED)
    assert window.closes_at == THURSDAY + timedelta(hours=26)
    assert window.stage_at(window.closes_at - timedelta(seconds=1)) is Stage.OPEN
    assert window.stage_at(window.closes_at) is Stage.AFTER


def test_the_county_sets_both() -> None:
    window = window_of(meeting(THURSDAY), Lead(working_days=3, hours_after=1))
    assert window.opens_at == clock.start_of(date(2026, 11, 30))
    assert window.closes_at == THURSDAY + timedelta(hours=3)


def test_no_packet_is_open_before_the_agenda_is_published() -> None:
    draft = meeting(THURSDAY, status=MeetingStatus.DRAFT, published_at=None)
    assert window_of(draft, AS_SHIPPED).stage_at(THURSDAY) is Stage.NOT_CALLED
    late = THURSDAY - timedelta(hours=1)
    assert window_of(meeting(THURSDAY, published_at=late), AS_SHIPPED).opens_at == late


def test_an_emergency_opens_as_it_is_published() -> None:
    called = MONDAY - timedelta(days=6)
    urgent = meeting(MONDAY, kind=MeetingKind.EMERGENCY, published_at=called)
    assert window_of(urgent, AS_SHIPPED).opens_at == called


def test_a_canceled_meeting_has_no_packet() -> None:
    off = meeting(THURSDAY, status=MeetingStatus.CANCELLED)
    assert window_of(off, AS_SHIPPED).stage_at(THURSDAY) is Stage.NOT_CALLED
