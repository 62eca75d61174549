"""Papers of the meetings that were held: who made some, what came back, one copy asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from random import Random
from uuid import UUID

from sqlalchemy import select

from safetynet.access import Rights, Role
from safetynet.agencies import Agency
from safetynet.db import db
from safetynet.demo.story import SEED, Story
from safetynet.demo.telling import Teller
from safetynet.meetings import Meeting
from safetynet.meetings.models import (
    Attendance,
    ItemStatus,
    MeetingStatus,
    MinutesCopy,
    MinutesOpening,
    PaperKind,
)
from safetynet.meetings.queries import agenda_of
from safetynet.packets import asking
from safetynet.packets.models import Fate, PaperFate

PRINT = 5
"""People of one meeting who take their packet on paper."""
STILL_OUT = 0.2
HAVE_READ = 0.7
ASKED_BY, ASKED_FOR = "probation", "schools"


def go_round(_stories: Iterable[Story], teller: Teller) -> None:
    """Let papers go out and come back, and let somebody ask for a copy of the latest minutes."""
    chair = teller.setting.person(Role.COORDINATOR)
    with teller.by(chair.id, "papers"), teller.at(1, 2):
        final = select(Meeting).where(Meeting.status == MeetingStatus.FINAL)
        held = db.session.scalars(final.order_by(Meeting.starts_at)).all()
        for meeting in held:
            _print(meeting, chair.id, Random(f"{SEED}/papers/{meeting.number}"), teller)
    if held:
        _ask_for_a_copy(held, teller)


def _print(meeting: Meeting, chair_id: UUID, dice: Random, teller: Teller) -> None:
    there = db.session.scalars(
        select(Attendance)
        .where(Attendance.meeting_id == meeting.id, Attendance.member_id.is_not(None))
        .order_by(Attendance.id)
    ).all()
    here = [row for row in there if row.is_here]
    for row in dice.sample(here, min(PRINT, len(here))):
        letters = "".join(dice.choice("ABCDEFGHJKLMNPQRSTUVWXYZ234567") for _ in range(8))
        serial = f"{letters[:4]}-{letters[4:]}"
        paper = MinutesCopy(
            serial=serial,
            kind=PaperKind.PACKET,
            sha256=sha256(serial.encode()).digest(),
            meeting_id=meeting.id,
            member_id=row.member_id,
        )
        db.session.add(paper)
        db.session.flush()
        if dice.random() > STILL_OUT:
            db.session.add(
                PaperFate(
                    copy_id=paper.id,
                    meeting_id=meeting.id,
                    member_id=row.member_id,
                    fate=dice.choice([*Fate]),
                    noted_on=teller.day(1),
                    noted_by_id=chair_id,
                )
            )
    for row in here:
        if dice.random() < HAVE_READ:
            db.session.add(MinutesOpening(meeting_id=meeting.id, member_id=row.member_id))


def _ask_for_a_copy(held: Sequence[Meeting], teller: Teller) -> None:
    asker = teller.setting.actor(ASKED_BY)
    asker = replace(asker, rights=Rights(team=teller.setting.team_id))
    with teller.by(asker.id, "a copy of minutes"), teller.at(1, 4) as then:
        items = agenda_of(held[-1].id)
        item = next((one for one in items if one.status is ItemStatus.REVIEWED), None)
        to = db.session.scalars(select(Agency).where(Agency.handle == ASKED_FOR)).one_or_none()
        if item and to:
            asking.ask(item, to, asker, then)
