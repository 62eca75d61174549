"""Research before a meeting: whom it is asked of, who answered, what stands there for whom."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from safetynet.agencies import Agency, AgencyClass
from safetynet.db import db, gather
from safetynet.meetings.models import (
    AgendaItem,
    Attendance,
    KeptResearch,
    Meeting,
    ResearchPart,
    ResearchReturn,
    SharedResearch,
)
from safetynet.meetings.pdf.document import Presence
from safetynet.meetings.queries.agenda import agenda_of, seated_agencies
from safetynet.sharing import blocks_about

NEVER_ASKED = frozenset({AgencyClass.COORDINATING, AgencyClass.REVIEW_TEAM})


@dataclass(frozen=True, repr=False)
class Answer:
    """What one agency wrote for one case, for that agency itself."""

    receipt: ResearchReturn | None
    shared: Mapping[ResearchPart, SharedResearch] = field(default_factory=dict)
    kept: Mapping[ResearchPart, KeptResearch] = field(default_factory=dict)

    @property
    def says_nothing(self) -> bool:
        """Say whether it answered that it has nothing to add."""
        words = self.shared or self.kept or (self.receipt and self.receipt.will_speak)
        return self.receipt is not None and not words


@dataclass(frozen=True, repr=False)
class Asked:
    """One item, the agencies that are asked about it, and who of them answered."""

    item: AgendaItem
    agencies: tuple[Agency, ...]
    receipts: Mapping[UUID, ResearchReturn]

    @property
    def returned(self) -> int:
        return sum(agency.id in self.receipts for agency in self.agencies)

    @property
    def missing(self) -> tuple[Agency, ...]:
        return tuple(agency for agency in self.agencies if agency.id not in self.receipts)

    @property
    def will_speak(self) -> tuple[Agency, ...]:
        """Whom the chair gives the word, and writes nothing down."""
        return tuple(
            agency
            for agency in self.agencies
            if agency.id in self.receipts and self.receipts[agency.id].will_speak
        )


def asked_about(meeting: Meeting, items: Sequence[AgendaItem]) -> list[Asked]:
    """Return of whom research is asked, and who answered: as many statements for 1 as for 15 items.

    Nobody is asked whom a conflict of interest keeps out, as far as the viewer may know of it.
    """
    seated = seated_agencies(item.case_id for item in items)
    out = {
        (block.survivor_id, block.blocked_agency_id)
        for block in blocks_about(item.case.survivor_id for item in items)
        if block.member_id is None
    }
    receipts = receipts_of(meeting.id)
    return [
        Asked(
            item,
            tuple(
                agency
                for agency in seated.get(item.case_id, [])
                if agency.kind not in NEVER_ASKED and (item.case.survivor_id, agency.id) not in out
            ),
            receipts.get(item.case_id, {}),
        )
        for item in items
    ]


def missing_in(asked: Iterable[Asked]) -> dict[Agency, int]:
    """Return of how many cases each agency has not answered, by the agency's name."""
    found = Counter(agency for one in asked for agency in one.missing)
    return dict(sorted(found.items(), key=lambda pair: pair[0].name))


def receipts_of(meeting_id: UUID) -> dict[UUID, dict[UUID, ResearchReturn]]:
    """Return who answered, by case and agency."""
    found: dict[UUID, dict[UUID, ResearchReturn]] = {}
    wanted = (
        select(ResearchReturn)
        .where(ResearchReturn.meeting_id == meeting_id)
        .options(joinedload(ResearchReturn.agency))
        .order_by(ResearchReturn.received_at)
    )
    for receipt in db.session.scalars(wanted):
        found.setdefault(receipt.case_id, {})[receipt.agency_id] = receipt
    return found


def research_at(meeting_id: UUID, case_ids: Iterable[UUID]) -> dict[UUID, list[SharedResearch]]:
    """Return what agencies shared about these cases, as far as it reaches the viewer: by case."""
    found: dict[UUID, list[SharedResearch]] = {}
    wanted = select(SharedResearch).where(
        SharedResearch.meeting_id == meeting_id, SharedResearch.case_id.in_(list(case_ids))
    )
    order = list(ResearchPart)
    for row in sorted(db.session.scalars(wanted), key=lambda row: order.index(row.kind)):
        found.setdefault(row.case_id, []).append(row)
    return found


def answers_of(meeting_id: UUID, agency_id: UUID) -> dict[UUID, Answer]:
    """Return what the viewer's own agency wrote for a meeting, by case."""
    own = gather(
        {
            ResearchReturn: (ResearchReturn.meeting_id == meeting_id)
            & (ResearchReturn.agency_id == agency_id),
            SharedResearch: (SharedResearch.meeting_id == meeting_id)
            & (SharedResearch.owner_id == agency_id),
            KeptResearch: (KeptResearch.meeting_id == meeting_id)
            & (KeptResearch.owner_id == agency_id),
        }
    )
    return {
        receipt.case_id: Answer(
            receipt,
            {r.kind: r for r in own.of(SharedResearch) if r.case_id == receipt.case_id},
            {r.kind: r for r in own.of(KeptResearch) if r.case_id == receipt.case_id},
        )
        for receipt in own.of(ResearchReturn)
    }


def answer_of(meeting_id: UUID, case_id: UUID, agency_id: UUID) -> Answer:
    return answers_of(meeting_id, agency_id).get(case_id) or Answer(None)


def present_agencies(meeting_id: UUID) -> frozenset[UUID] | None:
    """Return the agencies of which somebody is noted as here; None before anybody is noted."""
    noted = db.session.execute(
        select(Attendance.agency_id, Attendance.presence).where(Attendance.meeting_id == meeting_id)
    ).all()
    if not noted:
        return None
    return frozenset(row.agency_id for row in noted if row.presence is not Presence.APOLOGIES)


def sent_in_absence(meeting_id: UUID) -> list[ResearchReturn]:
    """Return what came from agencies of which nobody is noted as here: by agency, the first first.

    For "information sent, date received" (D21); nothing before anybody is noted at all.
    """
    present = present_agencies(meeting_id)
    if present is None:
        return []
    first: dict[UUID, ResearchReturn] = {}
    for of_case in receipts_of(meeting_id).values():
        for receipt in of_case.values():
            known = first.get(receipt.agency_id)
            if known is None or receipt.received_at < known.received_at:
                first[receipt.agency_id] = receipt
    absent = [receipt for agency, receipt in first.items() if agency not in present]
    return sorted(absent, key=lambda receipt: receipt.agency.name)


def own_items(meeting_id: UUID, agency_id: UUID) -> list[AgendaItem]:
    """Return the items at whose case an agency sits."""
    items = agenda_of(meeting_id)
    seated = seated_agencies(item.case_id for item in items)
    return [
        item
        for item in items
        if agency_id in {agency.id for agency in seated.get(item.case_id, [])}
    ]
