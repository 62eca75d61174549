"""An agency's research before a review: sent in, changed, asked for again."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from safetynet.access import GRANTS, Actor, Permission, walls_down
from safetynet.agencies import Agency, Member
from safetynet.db import db
from safetynet.meetings.models import (
    AgendaItem,
    KeptResearch,
    Meeting,
    ResearchPart,
    ResearchReturn,
    SharedResearch,
    kind_of_part,
)
from safetynet.meetings.queries.research import Answer, Asked, answer_of
from safetynet.meetings.research_dates import takes_research
from safetynet.notices import Kind, is_untold, tell, told_since
from safetynet.sharing import blocks_about

ONCE_IN = timedelta(hours=20)
"""They are reminded once a day at most, whoever presses the button."""


class AskedTodayError(Exception):
    """They were reminded a short while ago."""


class ReviewedAlreadyError(Exception):
    """The case was reviewed; research for that review does not change any more."""


@dataclass(frozen=True, repr=False)
class Told:
    """One part as somebody filled it in: what is so, and why it is withheld, if it is."""

    text: str
    withheld_because: str = ""
    is_shared: bool = True


def send_in(
    item: AgendaItem,
    actor: Actor,
    agency: Agency,
    told: Mapping[ResearchPart, Told],
    now: datetime,
    *,
    will_speak: bool = False,
) -> ResearchReturn:
    """Save an agency's whole answer; a part that is not told is empty from now on.

    Raises ReviewedAlreadyError.
    """
    if not takes_research(item):
        raise ReviewedAlreadyError
    answer = answer_of(item.meeting_id, item.case_id, agency.id)
    receipt = _receipt(item, actor, agency.id, answer, now)
    receipt.will_speak = will_speak
    db.session.flush()
    if _clear(agency, told, answer):
        # The old rows must be gone before new ones come: both may stand under one unique key.
        db.session.flush()
    for part, one in told.items():
        _save_part(item, agency, part, one, answer)
    db.session.flush()
    return receipt


def nothing_to_add(item: AgendaItem, actor: Actor, agency: Agency, now: datetime) -> ResearchReturn:
    """Answer with one tap; what was written before is gone."""
    return send_in(item, actor, agency, {}, now)


def _receipt(
    item: AgendaItem, actor: Actor, agency_id: UUID, answer: Answer, now: datetime
) -> ResearchReturn:
    receipt = answer.receipt
    if receipt is None:
        receipt = ResearchReturn(
            meeting_id=item.meeting_id,
            case_id=item.case_id,
            agency_id=agency_id,
            received_at=now,
        )
        db.session.add(receipt)
    receipt.by_id, receipt.changed_at = actor.id, now
    return receipt


def _clear(agency: Agency, told: Mapping[ResearchPart, Told], answer: Answer) -> bool:
    """Delete what no longer stands where it stood: what is withheld is in no row that can cross.

    Says whether there was anything.
    """
    gone = [
        row for part, row in answer.shared.items() if not _stays_shared(row, agency, told.get(part))
    ]
    kept = [part for part in answer.kept if (one := told.get(part)) is None or one.is_shared]
    for row in (*gone, *(answer.kept[part] for part in kept)):
        db.session.delete(row)
    return bool(gone or kept)


def _stays_shared(row: SharedResearch, agency: Agency, told: Told | None) -> bool:
    is_shared = told is not None and told.is_shared
    return is_shared and row.category is kind_of_part(row.kind, agency.kind)


def _save_part(
    item: AgendaItem, agency: Agency, part: ResearchPart, told: Told, answer: Answer
) -> None:
    about = _about(item, agency.id, part)
    if told.is_shared:
        shared = answer.shared.get(part)
        if shared and _stays_shared(shared, agency, told):
            if shared.text != told.text:
                shared.text = told.text
            return
        kind = kind_of_part(part, agency.kind)
        db.session.add(SharedResearch(**about, category=kind, text=told.text))
    elif kept := answer.kept.get(part):
        kept.text, kept.reason = told.text or None, told.withheld_because
    else:
        because = told.withheld_because
        db.session.add(KeptResearch(**about, text=told.text or None, reason=because))


def _about(item: AgendaItem, agency_id: UUID, part: ResearchPart) -> dict[str, object]:
    return {
        "meeting_id": item.meeting_id,
        "case_id": item.case_id,
        "survivor_id": item.case.survivor_id,
        "owner_id": agency_id,
        "kind": part,
    }


def ask_again(
    meeting: Meeting, asked: Iterable[Asked], now: datetime, only: str | None = None
) -> int:
    """Mail those who have not answered, of all agencies or of that `only` one; return how many.

    Nobody is told whom a conflict of interest keeps from everything that waits there, nor anybody
    twice a day. Raises AskedTodayError where all were told.
    """
    about: dict[UUID, set[UUID]] = {}
    for one in asked:
        for agency in one.missing:
            if only in {None, str(agency.id)}:
                about.setdefault(agency.id, set()).add(one.item.case.survivor_id)
    if not about or is_untold():
        return 0
    waiting = _who_answers(about)
    with walls_down("reminded of research"):
        told = told_since(now - ONCE_IN, Kind.WAITS, meeting)
    untold = [member for member in waiting if member not in told]
    if waiting and not untold:
        raise AskedTodayError
    tell(Kind.WAITS, meeting, untold)
    return len(untold)


def _who_answers(about: Mapping[UUID, Set[UUID]]) -> list[UUID]:
    """Return the people of these agencies who may answer about somebody that is asked about."""
    roles = [role for role, granted in GRANTS.items() if Permission.REVIEW_WRITE in granted]
    wanted = select(Member).where(
        Member.is_active, Member.role.in_(roles), Member.agency_id.in_(list(about))
    )
    blocks = blocks_about({survivor for of in about.values() for survivor in of})
    return [
        member.id
        for member in db.session.scalars(wanted)
        if about[member.agency_id]
        - {b.survivor_id for b in blocks if b.blocks(member.id, member.agency_id)}
    ]
