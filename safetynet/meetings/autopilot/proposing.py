"""One press proposes the agenda: the free minutes filled, the order made, hand corrections kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.agencies import Agency, AgencyClass
from safetynet.among import among
from safetynet.cases import Case, Reason
from safetynet.db import db
from safetynet.meetings.autopilot.hanging import what_hangs_on
from safetynet.meetings.autopilot.left_out import left_out_of
from safetynet.meetings.autopilot.ordering import Candidate, Passed, choose, in_order
from safetynet.meetings.autopilot.referred import REFERRAL, REPEAT
from safetynet.meetings.autopilot.rules import reasons_for
from safetynet.meetings.models import MINUTES_FOR, AgendaItem, ItemKind, Meeting
from safetynet.meetings.operations.scheduling import number_anew
from safetynet.meetings.queries import agenda_of, numbers_not_listed, seated_agencies
from safetynet.meetings.reasons import TASKS, LastTime, kind_for, last_times

Reasons = Mapping[UUID, Sequence[Reason]]


@dataclass(frozen=True)
class Outlook:
    """What is on an agenda, and what else would be proposed for it now."""

    meeting: Meeting
    items: Sequence[AgendaItem]
    reasons: Reasons
    fitting: Sequence[Candidate]
    """What one press would add, the weightiest first."""
    passed: Sequence[Passed]
    """What would not fit, and why it ranks lower."""

    @property
    def free(self) -> int:
        return self.meeting.minutes - sum(item.takes for item in self.items)


def outlook(meeting: Meeting) -> Outlook:
    """Look at a meeting's agenda and at the cases that have a reason to be on it."""
    items, reasons = agenda_of(meeting.id), reasons_for(meeting)
    last, out = last_times(), left_out_of(meeting.id)
    waiting = [
        _candidate(case_id, number, reasons[case_id], last.get(case_id))
        for case_id, number in numbers_not_listed(meeting.id).items()
        if case_id in reasons and case_id not in out
    ]
    free = meeting.minutes - sum(item.takes for item in items)
    fitting, passed = choose(waiting, free)
    return Outlook(meeting, items, reasons, fitting, passed)


def kind_now(reasons: Sequence[Reason], last: LastTime | None) -> ItemKind:
    """Say as what a case comes up, from why it does."""
    rules = {reason.rule.key for reason in reasons}
    if REPEAT.key in rules:
        return ItemKind.REPEAT
    return ItemKind.NEW if REFERRAL.key in rules else kind_for(last, clock.today())


def _candidate(
    case_id: UUID, number: str, reasons: Sequence[Reason], last: LastTime | None
) -> Candidate:
    kind = kind_now(reasons, last)
    return _weighed(Candidate(case_id, number, kind, MINUTES_FOR[kind]), reasons)


def _weighed(candidate: Candidate, reasons: Sequence[Reason]) -> Candidate:
    weights = sorted((reason.weight for reason in reasons), reverse=True)
    return replace(
        candidate,
        weight=weights[0] if weights else 0,
        further=sum(weights[1:]),
        is_heavy=is_heavy(candidate.kind, reasons),
        has_late_tasks=any(reason.rule is TASKS for reason in reasons),
    )


def is_heavy(kind: ItemKind, reasons: Sequence[Reason]) -> bool:
    """Say whether a case is hard to hear: from rules and kinds, never from what is written."""
    return kind is ItemKind.EMERGENCY or any(reason.rule.is_heavy for reason in reasons)


def propose(meeting: Meeting) -> int:
    """Fill the rest of the agenda and put it in order; return how many cases were added.

    What a person put there stays; what a person placed or timed stays where and as long as it is.
    """
    seen = outlook(meeting)
    added = _added(meeting, seen.fitting, len(seen.items))
    items = {item.case_id: item for item in [*seen.items, *added]}
    tables = seated_agencies(items)
    listed = [
        _listed(item, place, seen.reasons.get(item.case_id, []), tables.get(item.case_id, []))
        for place, item in enumerate(items.values())
    ]
    number_anew([items[candidate.case_id] for candidate in in_order(listed)])
    db.session.flush()
    return len(added)


def _added(meeting: Meeting, chosen: Sequence[Candidate], after: int) -> list[AgendaItem]:
    wanted = select(Case).where(among(Case.id, [each.case_id for each in chosen]))
    cases = {case.id: case for case in db.session.scalars(wanted)}
    items = [
        AgendaItem(
            meeting_id=meeting.id,
            case_id=each.case_id,
            case=cases[each.case_id],
            kind=each.kind,
            minutes=each.minutes,
            presenter_id=cases[each.case_id].lead_agency_id,
            position=after + place,
            by_hand=False,
        )
        for place, each in enumerate(chosen, start=1)
    ]
    db.session.add_all(items)
    db.session.flush()
    return items


def _listed(
    item: AgendaItem, place: int, reasons: Sequence[Reason], table: Sequence[Agency]
) -> Candidate:
    """Return an item of the agenda as what its place depends on."""
    candidate = Candidate(
        item.case_id,
        item.case.number,
        item.kind,
        item.takes,
        with_children=any(agency.kind is AgencyClass.CHILD_WELFARE for agency in table),
        agencies=frozenset(agency.id for agency in table),
        place=place if item.placed_by_hand else None,
    )
    return _weighed(candidate, reasons)


def take_off_proposed(meeting: Meeting) -> int:
    """Take off what was proposed and nobody has touched; return how many cases that were."""
    untouched = [item for item in agenda_of(meeting.id) if item.is_of_a_proposal]
    held = what_hangs_on(item.id for item in untouched)
    untouched = [item for item in untouched if item.id not in held]
    for item in untouched:
        db.session.delete(item)
    db.session.flush()
    return len(untouched)
