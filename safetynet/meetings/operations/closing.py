"""The end of a review: minutes fixed under a fingerprint, corrected by addenda, handed out."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from safetynet import clock
from safetynet.access import Actor
from safetynet.audit import Result, who
from safetynet.db import db
from safetynet.meetings.fingerprint import fix
from safetynet.meetings.models import (
    Addendum,
    AgendaItem,
    Meeting,
    MinutesCopy,
    MinutesOpening,
    PaperKind,
)
from safetynet.meetings.pdf.render import Pdf


def finalise(meeting: Meeting, now: datetime) -> None:
    """Fix the minutes; raises MeetingStateError unless they are a draft."""
    db.session.flush()
    meeting.finalise(fix(meeting), now)


def correct(
    item: AgendaItem, team_id: UUID, author_id: UUID, text: str, source_id: UUID | None = None
) -> Addendum:
    """Add a correction to final minutes, in the team's own words."""
    addendum = Addendum(
        item_id=item.id,
        survivor_id=item.case.survivor_id,
        owner_id=team_id,
        author_id=author_id,
        source_id=source_id or team_id,
        text=text,
    )
    db.session.add(addendum)
    return addendum


@dataclass(frozen=True)
class ForAnother:
    """To whom a copy goes that is not for whoever makes it, and what its owners agreed to."""

    agency_id: UUID
    request_id: UUID


def hand_out(
    meeting: Meeting,
    actor: Actor,
    kind: PaperKind,
    serial: str,
    pdf: Pdf,
    to: ForAnother | None = None,
) -> None:
    """Put a copy on the ledger as a disclosure, with its hash, and on the list of copies.

    A download keeps no changes, so the list's row goes into the entry's own transaction.
    """
    visit, sha256 = who(), bytes.fromhex(pdf.sha256)
    visit.result, visit.detail_hash = Result.DISCLOSED, sha256
    row = {
        "id": uuid4(),
        "created_at": clock.now(),
        "version": 1,
        "serial": serial,
        "kind": kind,
        "sha256": sha256,
        "meeting_id": meeting.id,
        "member_id": actor.id,
        "for_agency_id": to.agency_id if to else None,
        "request_id": to.request_id if to else None,
    }
    visit.also += (insert(MinutesCopy).values(**row),)


def note_opened(meeting: Meeting, actor: Actor) -> None:
    """Remember that somebody opened final minutes; a visit that only looks keeps no changes."""
    if not meeting.is_final:
        return
    mine = MinutesOpening.meeting_id == meeting.id, MinutesOpening.member_id == actor.id
    if db.session.scalars(select(MinutesOpening.id).where(*mine).limit(1)).first() is None:
        row = {
            "id": uuid4(),
            "created_at": clock.now(),
            "version": 1,
            "meeting_id": meeting.id,
            "member_id": actor.id,
        }
        who().also += (insert(MinutesOpening).values(**row),)
