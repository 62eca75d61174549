"""What waits because of papers: a packet to read, one to give back, owners who are asked."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.db import db
from safetynet.meetings import Meeting
from safetynet.meetings.models import MeetingStatus
from safetynet.meetings.queries import agenda_of
from safetynet.notices import Waiting, who_waits
from safetynet.packets.asking import to_answer
from safetynet.packets.register import still_out
from safetynet.packets.window import Stage, lead_of_the_county, window_of

AROUND = timedelta(days=14)
REMEMBERED = timedelta(days=60)
"""How long papers that are out are called to mind."""
MOST = 10


@who_waits
def packets_open(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Name the packets that one may read now, where a case of one's own comes up."""
    if not actor.is_granted(Permission.PACKET_READ):
        return
    now, lead = clock.now(), lead_of_the_county()
    for meeting in _meetings(Meeting.starts_at.between(now - AROUND, now + AROUND)):
        window = window_of(meeting, lead)
        if window.stage_at(now) is Stage.OPEN and window.closes_at and agenda_of(meeting.id):
            sentence = _("Your packet for %(meeting)s is open", meeting=meeting.number)
            where = {"meeting": meeting.id}
            due = clock.day_of(meeting.starts_at)
            yield Waiting(sentence, "packets.show", where, due, "meetings")


@who_waits
def papers_out(actor: Actor, day: date) -> Iterator[Waiting]:
    """Remind the chair of papers that did not come back, and each holder of one's own."""
    if not actor.is_granted(Permission.PACKET_READ):
        return
    now, lead = clock.now(), lead_of_the_county()
    over = [
        meeting
        for meeting in _meetings(Meeting.starts_at.between(now - REMEMBERED, now))
        if window_of(meeting, lead).stage_at(now) is Stage.AFTER
    ]
    keeps = actor.is_granted(Permission.MEETING_RUN)
    out = still_out([meeting.id for meeting in over], None if keeps else actor.id)
    for meeting in over:
        if number := out.get(meeting.id):
            yield _to_settle(meeting, number, day) if keeps else _to_give_back(meeting, number)


def _to_settle(meeting: Meeting, number: int, _day: date) -> Waiting:
    sentence = ngettext(
        "One paper of %(meeting)s is still out",
        "%(num)d papers of %(meeting)s are still out",
        number,
        meeting=meeting.number,
    )
    return Waiting(sentence, "packets.register", {"meeting": meeting.id}, None, "meetings")


def _to_give_back(meeting: Meeting, number: int) -> Waiting:
    sentence = ngettext(
        "Give back your paper of %(meeting)s, or shred it and tell the chair",
        "Give back your %(num)d papers of %(meeting)s, or shred them and tell the chair",
        number,
        meeting=meeting.number,
    )
    return Waiting(sentence, "meetings.show", {"meeting": meeting.id}, None, "meetings")


@who_waits
def copies_asked(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Name the requests for copies that one's own agency has to answer."""
    if not actor.is_granted(Permission.COPY_ANSWER):
        return
    for asked in to_answer(actor)[:MOST]:
        sentence = _("A copy about %(case)s is asked for", case=asked.number)
        yield Waiting(sentence, "packets.copies", kind="meetings")


def _meetings(*where: object) -> Sequence[Meeting]:
    wanted = select(Meeting).where(*where, Meeting.status != MeetingStatus.CANCELLED)  # type: ignore[arg-type]
    return db.session.scalars(wanted.order_by(Meeting.starts_at).limit(MOST)).all()
