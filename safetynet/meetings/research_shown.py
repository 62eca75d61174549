"""What agencies sent before a review, as it stands beside the case for one reader."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask_babel import format_date

from safetynet.agencies import Agency
from safetynet.meetings.models import (
    AgendaItem,
    KnownHow,
    ResearchPart,
    ResearchReturn,
    SharedResearch,
)
from safetynet.meetings.queries.research import present_agencies, receipts_of, research_at
from safetynet.meetings.research_words import KNOWN_WORDS


@dataclass(frozen=True, repr=False)
class Sent:
    """One agency's answer; whether what does not stand here was withheld, is not said."""

    agency: Agency
    received_at: datetime
    will_speak: bool
    is_absent: bool
    """Nobody of it is here: the chair reads out what reaches the chair (D21)."""
    parts: tuple[tuple[ResearchPart, str], ...]


def research_of(item: AgendaItem) -> list[Sent]:
    """Return the answers about one item, by agency, as far as they reach the viewer."""
    receipts = receipts_of(item.meeting_id).get(item.case_id, {})
    if not receipts:
        return []
    rows = research_at(item.meeting_id, [item.case_id]).get(item.case_id, [])
    here = present_agencies(item.meeting_id)
    sent = [_sent(receipt, rows, here) for receipt in receipts.values()]
    return sorted(sent, key=lambda one: one.agency.name)


def _sent(
    receipt: ResearchReturn, rows: list[SharedResearch], here: frozenset[UUID] | None
) -> Sent:
    own = [row for row in rows if row.owner_id == receipt.agency_id]
    return Sent(
        agency=receipt.agency,
        received_at=receipt.received_at,
        will_speak=receipt.will_speak,
        is_absent=here is not None and receipt.agency_id not in here,
        parts=tuple((row.kind, said(row.kind, row.text)) for row in own),
    )


def said(part: ResearchPart, text: str) -> str:
    """Return a stored part in words."""
    try:
        if part is ResearchPart.KNOWN:
            return str(KNOWN_WORDS[KnownHow(text)])
        if part is ResearchPart.LAST_CONTACT:
            return str(format_date(date.fromisoformat(text), "medium"))
    except ValueError:
        return text
    return text
