"""Going through the agenda: taking a case up, finishing it, parking it, ending the meeting."""

from datetime import datetime

from safetynet.meetings.models import AgendaItem, ItemStatus, Meeting
from safetynet.meetings.queries import agenda_of


def next_after(item: AgendaItem) -> AgendaItem | None:
    """Return the next case that waits, from here on and then from the top; or None."""
    order = list(agenda_of(item.meeting_id))
    place = order.index(item)
    waiting = (ItemStatus.WAITING, ItemStatus.IN_REVIEW)
    return next(
        (each for each in order[place + 1 :] + order[:place] if each.status in waiting), None
    )


def previous_of(item: AgendaItem) -> AgendaItem | None:
    order = list(agenda_of(item.meeting_id))
    place = order.index(item)
    return order[place - 1] if place else None


def finish_and_go_on(item: AgendaItem, now: datetime) -> AgendaItem | None:
    """Close this case's review and take up the next; returns it, or None after the last."""
    item.finish(now)
    return _take_up_next(item, now)


def park_and_go_on(item: AgendaItem, now: datetime) -> AgendaItem | None:
    item.park()
    return _take_up_next(item, now)


def _take_up_next(item: AgendaItem, now: datetime) -> AgendaItem | None:
    following = next_after(item)
    if following:
        following.begin(now)
    return following


def end_meeting(meeting: Meeting) -> None:
    """Turn to the draft minutes; what was not reached is parked for next time.

    Raises MeetingStateError unless the meeting is in session.
    """
    meeting.adjourn()
    for item in agenda_of(meeting.id):
        if item.status is not ItemStatus.REVIEWED:
            item.park()
