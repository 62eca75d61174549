"""What waits for an agency before a review: its research, by its day."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext
from sqlalchemy import select

from safetynet.access import Actor, Permission
from safetynet.db import db
from safetynet.meetings.models import Meeting, MeetingStatus
from safetynet.meetings.queries.research import own_items, receipts_of
from safetynet.meetings.research_dates import due_on
from safetynet.notices import Waiting, who_waits

AT_MOST = 3
"""Meetings to come that are looked at; nobody publishes more ahead."""


@who_waits
def research_to_send(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Name the next meetings for which one's own agency has cases without an answer."""
    if not actor.is_granted(Permission.REVIEW_WRITE) or actor.sees_all_shells:
        return
    coming = select(Meeting).where(Meeting.status == MeetingStatus.PUBLISHED)
    for meeting in db.session.scalars(coming.order_by(Meeting.starts_at).limit(AT_MOST)):
        receipts = receipts_of(meeting.id)
        open_ = sum(
            actor.agency_id not in receipts.get(item.case_id, {})
            for item in own_items(meeting.id, actor.agency_id)
        )
        if open_:
            sentence = ngettext(
                "Research for %(meeting)s: one case waits for your answer",
                "Research for %(meeting)s: %(num)d cases wait for your answer",
                open_,
                meeting=meeting.number,
            )
            where = {"meeting": meeting.id}
            yield Waiting(sentence, "meetings.research", where, due_on(meeting), "meetings")
