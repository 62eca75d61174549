"""At which meeting a case comes up next, told to the desk of referrals."""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import format_datetime
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from safetynet.among import among
from safetynet.db import db
from safetynet.meetings.models import AT_ONCE, TO_COME, AgendaItem, Meeting, MeetingStatus
from safetynet.referrals.desk.tabled import Tabled, tells_where_tabled


def coming_items(case_ids: Sequence[UUID]) -> dict[UUID, AgendaItem]:
    """Return the item of each case's next meeting, of those that the viewer may know."""
    found = db.session.scalars(
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .options(joinedload(AgendaItem.meeting))
        .where(
            among(AgendaItem.case_id, list(case_ids)),
            Meeting.status.in_([*TO_COME, MeetingStatus.IN_SESSION]),
        )
        .order_by(Meeting.starts_at.desc())
    )
    return {item.case_id: item for item in found}


@tells_where_tabled
def where_it_comes_up(case_ids: Sequence[UUID]) -> dict[UUID, Tabled]:
    return {case_id: _said(item.meeting) for case_id, item in coming_items(case_ids).items()}


def _said(meeting: Meeting) -> Tabled:
    said = {"number": meeting.number, "moment": format_datetime(meeting.starts_at, "short")}
    words = (
        _("Rapid response %(number)s, %(moment)s", **said)
        if meeting.kind in AT_ONCE
        else _("On the agenda of %(number)s, %(moment)s", **said)
    )
    return Tabled(words, "meetings.show", {"meeting": meeting.id})
