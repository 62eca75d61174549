"""Writing notes, and recording what lets somebody hold privileged ones."""

from dataclasses import dataclass
from datetime import date, datetime

from safetynet.access import Actor
from safetynet.agencies import Member
from safetynet.cases import Case
from safetynet.db import db
from safetynet.notes.models import (
    LimitsTold,
    Note,
    NoteKind,
    PrivilegedNote,
    Qualification,
    QualificationKind,
    ToldHow,
)
from safetynet.notes.privilege import GuardianSafety, Holder, PrivilegeAct, PrivilegeDecision
from safetynet.vault import Category


@dataclass(frozen=True)
class Written:
    """What somebody wrote, and when it happened (UTC)."""

    text: str
    occurred_at: datetime


def write_note(
    case: Case, author: Actor, written: Written, kind: NoteKind, category: Category
) -> Note:
    """Keep a note as the author's agency's own content of one kind."""
    note = Note(
        case_id=case.id,
        survivor_id=case.survivor_id,
        owner_id=author.agency_id,
        category=category,
        author_id=author.id,
        kind=kind,
        text=written.text,
        occurred_at=written.occurred_at,
    )
    db.session.add(note)
    return note


def write_privileged_note(case: Case, author: Actor, written: Written) -> PrivilegedNote:
    """Keep what was told in confidence; refused at flush unless the author is qualified."""
    note = PrivilegedNote(
        case_id=case.id,
        survivor_id=case.survivor_id,
        owner_id=author.agency_id,
        author_id=author.id,
        text=written.text,
        occurred_at=written.occurred_at,
    )
    db.session.add(note)
    return note


def record_limits_told(case: Case, told_by: Actor, told_on: date, how: ToldHow) -> LimitsTold:
    """Record that she was told the limits of confidentiality (CR-14)."""
    told = LimitsTold(
        case_id=case.id,
        survivor_id=case.survivor_id,
        owner_id=told_by.agency_id,
        told_by_id=told_by.id,
        told_on=told_on,
        how=how,
    )
    db.session.add(told)
    return told


def record_privilege(
    case: Case,
    by: Actor,
    act: PrivilegeAct,
    holder: Holder,
    guardian: GuardianSafety | None,
    *,
    on: date,
    scope: str,
) -> PrivilegeDecision:
    """Write down that the privilege was claimed or waived, and by whom (EVID 1038.2(b))."""
    decision = PrivilegeDecision(
        case_id=case.id,
        survivor_id=case.survivor_id,
        owner_id=by.agency_id,
        recorded_by_id=by.id,
        act=act,
        holder=holder,
        guardian=guardian if holder is Holder.GUARDIAN else None,
        decided_on=on,
        scope=scope,
    )
    db.session.add(decision)
    return decision


def record_qualification(
    member: Member,
    recorded_by: Actor,
    kind: QualificationKind,
    hours: int,
    recorded_on: date,
) -> Qualification:
    """Record a member's training in hours; never one's own."""
    qualification = Qualification(
        member_id=member.id,
        agency_id=member.agency_id,
        kind=kind,
        hours=hours,
        recorded_on=recorded_on,
        recorded_by_id=recorded_by.id,
    )
    db.session.add(qualification)
    return qualification
