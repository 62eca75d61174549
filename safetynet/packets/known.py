"""What lies behind the pages of one packet, gathered for all its cases in a few statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select, true

from safetynet.agencies import Agency
from safetynet.alerts import SafetyAlert
from safetynet.cases import Case
from safetynet.db import Gathered, db, gather
from safetynet.events import Event
from safetynet.meetings import AgendaItem, Meeting
from safetynet.meetings.models import ItemStatus, SharedResearch, Task, TaskWords
from safetynet.meetings.queries import Review, Reviews, reviews_of
from safetynet.meetings.queries.research import research_at
from safetynet.referrals import Concern, Voice
from safetynet.referrals.models import Remark, RemarkKind, RiskNow
from safetynet.sharing import Release
from safetynet.survivors import BirthDate, Name, Particular

OF_HER = (BirthDate, Concern, Name, Particular, Release, RiskNow, TaskWords, Voice)
"""Read by survivor; what is walled off from the reader is not among them."""


@dataclass(frozen=True, repr=False)
class Known:
    """Rows by case and by survivor, each list in order of writing."""

    agencies: dict[UUID, Agency]
    last: dict[UUID, AgendaItem]
    """Case → its latest review before the meeting."""
    reviews: Reviews
    research: Mapping[UUID, Sequence[SharedResearch]]
    """Case → what agencies shared for this very meeting."""
    by_case: dict[tuple[type, UUID], list[Any]]
    by_survivor: dict[tuple[type, UUID], list[Any]]

    def name_of(self, agency_id: UUID) -> str:
        return self.agencies[agency_id].name

    def review_of(self, case_id: UUID) -> Review:
        last = self.last.get(case_id)
        return self.reviews.of(last.id) if last else Review()

    def of_case(self, model: type, case: Case) -> list[Any]:
        return self.by_case.get((model, case.id), [])

    def of_her(self, model: type, case: Case) -> list[Any]:
        return self.by_survivor.get((model, case.survivor_id), [])


def known_of(meeting: Meeting, items: Sequence[AgendaItem]) -> Known:
    """Gather what pages of these items say, as far as it reaches whoever asks."""
    cases = [item.case_id for item in items]
    survivors = [item.case.survivor_id for item in items]
    found = gather(
        {
            Agency: true(),
            Event: Event.case_id.in_(cases),
            SafetyAlert: and_(SafetyAlert.case_id.in_(cases), SafetyAlert.removed_at.is_(None)),
            Task: and_(Task.case_id.in_(cases), Task.ending.is_(None)),
            Remark: and_(Remark.survivor_id.in_(survivors), Remark.kind == RemarkKind.ADDITION),
        }
        | {model: model.survivor_id.in_(survivors) for model in OF_HER}
    )
    last = _last_reviews(meeting, cases)
    return Known(
        agencies={agency.id: agency for agency in found.of(Agency)},
        last=last,
        reviews=reviews_of(item.id for item in last.values()),
        research=research_at(meeting.id, cases),
        by_case=_sorted_by(found, "case_id", Event, SafetyAlert, Task),
        by_survivor=_sorted_by(found, "survivor_id", Remark, *OF_HER),
    )


def _last_reviews(meeting: Meeting, cases: Sequence[UUID]) -> dict[UUID, AgendaItem]:
    wanted = (
        select(AgendaItem)
        .where(
            AgendaItem.case_id.in_(cases),
            AgendaItem.status == ItemStatus.REVIEWED,
            AgendaItem.reviewed_at < meeting.starts_at,
        )
        .order_by(AgendaItem.reviewed_at)
    )
    return {item.case_id: item for item in db.session.scalars(wanted)}


def _sorted_by(
    found: Gathered, column: str, *models: type[Any]
) -> dict[tuple[type, UUID], list[Any]]:
    rows: dict[tuple[type, UUID], list[Any]] = defaultdict(list)
    for model in models:
        for row in found.of(model):
            rows[model, getattr(row, column)].append(row)
    return rows
