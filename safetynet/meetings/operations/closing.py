"""The end of a review: minutes fixed under a fingerprint, corrected by addenda, handed out."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import insert

from safetynet import clock
from safetynet.access import Actor
from safetynet.audit import Result, who
from safetynet.db import db
from safetynet.meetings.fingerprint import fix
from safetynet.meetings.models import Addendum, AgendaItem, Meeting, MinutesCopy, PaperKind
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


def hand_out(meeting: Meeting, actor: Actor, kind: PaperKind, serial: str, pdf: Pdf) -> None:
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
    }
    visit.also += (insert(MinutesCopy).values(**row),)
