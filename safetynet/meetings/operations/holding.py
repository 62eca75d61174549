"""Going through the agenda: taking a case up, finishing it, parking it, ending the meeting."""

from collections.abc import Sequence
from datetime import datetime

from safetynet.meetings.models import AT_ONCE, AgendaItem, ItemStatus, Meeting
from safetynet.meetings.queries import agenda_of
from safetynet.meetings.queries.stepping import still_out
from safetynet.referrals.clocks import FIRST_MEETING, RAPID_RESPONSE
from safetynet.referrals.desk.running import done_for_case


def next_after(item: AgendaItem, order: Sequence[AgendaItem]) -> AgendaItem | None:
    """Return the next case that waits, from here on and then from the top; or None."""
    place = order.index(item)
    waiting = (ItemStatus.WAITING, ItemStatus.IN_REVIEW)
    return next(
        (each for each in (*order[place + 1 :], *order[:place]) if each.status in waiting), None
    )


def previous_of(item: AgendaItem) -> AgendaItem | None:
    order = agenda_of(item.meeting_id)
    place = order.index(item)
    return order[place - 1] if place else None


def begin(item: AgendaItem, now: datetime) -> None:
    """Take a case up, from the agenda or again after it was parked; the room looks at it."""
    turn_to(item, now)
    _take_up(item, now)


def turn_to(item: AgendaItem, now: datetime) -> None:
    """Have the room look at this case and at no other, if it sits at all."""
    _look_at(item, agenda_of(item.meeting_id), now)


def finish_and_go_on(item: AgendaItem, now: datetime) -> AgendaItem | None:
    """Close this case's review and take up the next; returns it, or None after the last."""
    order = agenda_of(item.meeting_id)
    item.finish(now)
    done_for_case(item.case_id, FIRST_MEETING, item.meeting.chair_id, now)
    return _take_up_next(item, order, now)


def park_and_go_on(item: AgendaItem, now: datetime) -> AgendaItem | None:
    order = agenda_of(item.meeting_id)
    item.park()
    return _take_up_next(item, order, now)


def _take_up_next(
    item: AgendaItem, order: Sequence[AgendaItem], now: datetime
) -> AgendaItem | None:
    following = next_after(item, order)
    _look_at(following, order, now)
    if following:
        _take_up(following, now)
    return following


def _take_up(item: AgendaItem, now: datetime) -> None:
    """Begin; whoever was called to a rapid response is there now."""
    item.begin(now)
    if item.meeting.kind in AT_ONCE:
        done_for_case(item.case_id, RAPID_RESPONSE, item.meeting.chair_id, now)


def end_meeting(meeting: Meeting, now: datetime) -> None:
    """Turn to the draft minutes; what was not reached is parked for next time.

    Raises MeetingStateError unless the meeting is in session.
    """
    order = agenda_of(meeting.id)
    meeting.adjourn()
    _look_at(None, order, now)
    for row in still_out(meeting.id):
        row.come_back(now)
    for item in order:
        if item.status is not ItemStatus.REVIEWED:
            item.park()


def _look_at(item: AgendaItem | None, order: Sequence[AgendaItem], now: datetime) -> None:
    """Turn from whichever case the room is at. Asks nothing, so that each row is saved once."""
    for each in order:
        if each.turned_to_at and each is not item:
            each.turn_away(now)
    if item and item.meeting.is_in_session:
        item.turn_to(now)
