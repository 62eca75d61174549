"""What the room sees while the chair works: the case that is on, each viewer's own part of it."""

from datetime import timedelta

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.audit import who
from safetynet.meetings.models import Meeting
from safetynet.meetings.queries import (
    Review,
    agenda_of,
    mark,
    mark_of,
    pace_of,
    reviews_of,
    time_table,
    where_the_room_is,
)
from safetynet.meetings.review_questions import ReviewQuestion
from safetynet.meetings.views.rooms import meetings


@meetings.get("/meetings/<uuid:meeting>/room", needs=Permission.MEETING_READ)
def room(meeting: Meeting) -> ResponseReturnValue:
    """Show where the room is; a page that already shows it is told so, and nothing is opened.

    Asked again every few seconds: only looking costs no entry of the ledger, seeing does.
    """
    now, table = clock.now(), time_table(meeting.id)
    at = where_the_room_is(table)
    items = agenda_of(meeting.id)
    item = next((each for each in items if at and each.id == at.id), None)
    found = reviews_of([item.id] if item else [])
    said = _for_the_viewer(found.of(item.id)) if item else Review()
    shown = mark_of(item, said) if item else mark("apart" if at else "between")
    tag = mark(shown, meeting.version, *map(tuple, table))
    if request.if_none_match.contains_weak(tag):
        who().in_passing = True
        return make_response("", 304)
    answer = make_response(
        render_template(
            "meetings/room.html",
            meeting=meeting,
            item=item,
            at=at,
            tag=tag,
            place=items.index(item) + 1 if item else 0,
            places=len(items),
            said=said,
            agencies=found.agencies,
            questions=list(ReviewQuestion),
            back_at=now + timedelta(seconds=pace_of(meeting, table, now).here),
            pace=pace_of(meeting, table, now) if meeting.is_in_session else None,
            now=now,
            today=clock.today(),
        )
    )
    answer.set_etag(tag, weak=True)
    # A page that looks by itself is no sign that somebody sits before it.
    who().also = ()
    return answer


def _for_the_viewer(review: Review) -> Review:
    """Return what may stand on a wall: of the chair's screen only the team's own words.

    Others sit before their own screen, and see what they see everywhere.
    """
    actor = current_actor()
    return review.of_owner(actor.rights.team) if actor.keeps_team_words else review
