"""A packet for the person signed in: agenda, and a page for each young person she knows of."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime

from flask_babel import to_user_timezone

from safetynet.access import Actor
from safetynet.agencies import Agency
from safetynet.meetings import AgendaItem, Meeting
from safetynet.meetings.models import MeetingStateError
from safetynet.meetings.paper import agenda_for, heading_of, item_on_paper
from safetynet.meetings.paper_labels import paper_labels
from safetynet.meetings.pdf.document import AgendaDocument, Label, Slot
from safetynet.meetings.pdf.render import Pdf, render
from safetynet.meetings.queries import Reviews, agenda_of, reviews_of, seated_agencies
from safetynet.packets.asking import Request
from safetynet.packets.document import CasePage, ExtractDocument, PacketDocument, Word
from safetynet.packets.facts import Facts
from safetynet.packets.known import Known, known_of
from safetynet.packets.passage import kept_to
from safetynet.packets.reader import is_told_only, reader_of
from safetynet.packets.said import LABELS
from safetynet.sharing import Release
from safetynet.sharing.grid import reaching
from safetynet.survivors import Name, known_as


def packet_for(
    meeting: Meeting, actor: Actor, copy_for: str, serial: str, closes_at: datetime
) -> PacketDocument:
    """Return the whole packet as this person may hold it on paper."""
    agenda = agenda_for(meeting, copy_for, serial)
    pages = pages_of(agenda, agenda_of(meeting.id), actor, on_paper=True)
    return PacketDocument(
        **{each.name: getattr(agenda, each.name) for each in fields(agenda)}
        | {"labels": packet_labels()},
        closes_at=to_user_timezone(closes_at),
        pages=tuple(pages),
    )


def set_in_type(packet: PacketDocument) -> Pdf:
    return render(packet, "packets/packet.typ", (*Label, *Word))


def extract_for(item: AgendaItem, request: Request, serial: str) -> ExtractDocument:
    """Return what the owners agreed to; call it only for a request that may be made."""
    meeting, reviews = item.meeting, reviews_of([item.id])
    if meeting.finalised_at is None or meeting.finalised_hash is None:
        raise MeetingStateError
    agreed = Reviews({item.id: kept_to(reviews.of(item.id), request.agreed)}, reviews.agencies)
    return ExtractDocument(
        **heading_of(meeting, request.first.to_agency.name, serial) | {"labels": packet_labels()},
        item=item_on_paper(item, agreed),
        agreed_by=", ".join(sorted(reviews.agencies[owner].name for owner in request.agreed)),
        finalised_at=to_user_timezone(meeting.finalised_at),
        finalised_hash=meeting.finalised_hash.hex(),
    )


def extract_in_type(extract: ExtractDocument) -> Pdf:
    return render(extract, "packets/extract.typ", (*Label, *Word))


def packet_labels() -> dict[str, str]:
    words = {str(key): said for key, said in paper_labels().items()}
    return words | {word: str(said) for word, said in LABELS.items()}


def pages_of(
    agenda: AgendaDocument, items: Sequence[AgendaItem], actor: Actor, *, on_paper: bool
) -> Iterable[CasePage]:
    """Return the pages of these items, in the order of the agenda."""
    slots = {slot.case_number: slot for slot in agenda.slots if isinstance(slot, Slot)}
    if not items:
        return
    tables = seated_agencies([item.case_id for item in items])
    known = known_of(items[0].meeting, items)
    for item in items:
        seated = tables.get(item.case_id, [])
        yield _page(item, slots[item.case.number], seated, actor, known, on_paper=on_paper)


def _page(
    item: AgendaItem,
    slot: Slot,
    seated: Iterable[Agency],
    actor: Actor,
    known: Known,
    *,
    on_paper: bool,
) -> CasePage:
    releases = [r for r in known.of_her(Release, item.case) if r.to_agency_id == actor.agency_id]
    reader = reader_of(actor, releases, on_paper=on_paper)
    names = list(reader.held(known.of_her(Name, item.case)))
    facts = Facts(item, reader, known)
    return CasePage(
        case_number=item.case.number,
        known_as=known_as(names) if names else "",
        kind=slot.kind,
        presenter=slot.presenter,
        reason=slot.reason,
        table=", ".join(agency.name for agency in seated),
        starts_at=slot.starts_at,
        minutes=slot.minutes,
        shared_until=_first_end(actor, item, known),
        say_only=tuple(_told_only(releases, facts)),
        sections=facts.sections(),
    )


def _first_end(actor: Actor, item: AgendaItem, known: Known) -> datetime | None:
    """Return the last moment of what ends first among the things that reach this reader."""
    reaches = reaching(actor, item.case.survivor_id, known.agencies.values())
    ends = [to_user_timezone(reach.last_day) for reach in reaches if reach.last_day]
    return min(ends, default=None)


def _told_only(releases: Iterable[Release], facts: Facts) -> Iterable[str]:
    """Name the agencies that may tell more than they may send."""
    for release in releases:
        if is_told_only(release) and release.is_in_force_on(facts.day):
            yield facts.known.name_of(release.from_agency_id)
