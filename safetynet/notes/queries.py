from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from safetynet.access import GRANTS, Actor, Permission
from safetynet.agencies import Member, bylines, class_of
from safetynet.cases import Case, CaseStatus
from safetynet.db import db
from safetynet.notes.models import (
    LimitsTold,
    Note,
    PrivilegedNote,
    Qualification,
    categories_written_by,
)
from safetynet.notes.privilege import GuardianSafety, Holder, PrivilegeDecision
from safetynet.notes.words import NOTE_WORDS
from safetynet.notices import Waiting, who_waits
from safetynet.sharing import CATEGORY_WORDS
from safetynet.vault import Category

PAGE = 20


def notes_of(case_id: UUID, page: int = 1, size: int = PAGE) -> Sequence[Note]:
    """Return one page of the visible notes, newest first, and one more if there are older ones."""
    return db.session.scalars(
        select(Note)
        .where(Note.case_id == case_id)
        .order_by(Note.occurred_at.desc(), Note.id)
        .offset((page - 1) * size)
        .limit(size + 1)
    ).all()


def privileged_notes_of(case_id: UUID, page: int = 1, size: int = PAGE) -> Sequence[PrivilegedNote]:
    """Return one page as `notes_of` does; nothing at all to whoever is not qualified."""
    return db.session.scalars(
        select(PrivilegedNote)
        .where(PrivilegedNote.case_id == case_id)
        .order_by(PrivilegedNote.occurred_at.desc(), PrivilegedNote.id)
        .offset((page - 1) * size)
        .limit(size + 1)
    ).all()


def categories_for(author: Actor) -> tuple[Category, ...]:
    """Return what this person's agency writes about."""
    return categories_written_by(class_of(author.agency_id))


def limits_told(survivor_id: UUID) -> LimitsTold | None:
    """Return when the viewer's own agency last told her the limits of confidentiality."""
    return db.session.scalars(
        select(LimitsTold)
        .where(LimitsTold.survivor_id == survivor_id)
        .order_by(LimitsTold.told_on.desc())
        .limit(1)
    ).one_or_none()


def privilege_decisions(case_id: UUID) -> Sequence[PrivilegeDecision]:
    """Return what was decided about the privilege, the latest first; nothing to the unqualified."""
    return db.session.scalars(
        select(PrivilegeDecision)
        .where(PrivilegeDecision.case_id == case_id)
        .order_by(PrivilegeDecision.decided_on.desc(), PrivilegeDecision.created_at.desc())
    ).all()


def qualifications() -> Sequence[Qualification]:
    """Return the visible qualifications, those recorded last first."""
    return db.session.scalars(
        select(Qualification).order_by(Qualification.recorded_on.desc(), Qualification.created_at)
    ).all()


def members_to_qualify(actor: Actor) -> Sequence[Member]:
    """Return whom this person may record a qualification for: never herself."""
    wanted = select(Member).where(Member.is_active, Member.id != actor.id).order_by(Member.name)
    if not actor.is_granted(Permission.PEOPLE_MANAGE):
        wanted = wanted.where(Member.agency_id == actor.agency_id)
    return db.session.scalars(wanted.where(Member.role.in_(_MAY_EVER_HOLD))).all()


_MAY_EVER_HOLD = [role for role, granted in GRANTS.items() if Permission.NOTE_PRIVILEGED in granted]


def on_the_case_file(case: Case) -> dict[str, Any]:
    """Return what the notes' panel shows: the latest five; privileged ones never."""
    found = notes_of(case.id, size=5)[:5]
    return {
        "notes": found,
        "bylines": bylines(note.author_id for note in found),
        "words": NOTE_WORDS,
        "categories": CATEGORY_WORDS,
    }


@who_waits
def cases_without_limits_told(actor: Actor, day: date) -> Iterable[Waiting]:
    """Remind an advocate of young people whom nobody told the limits of confidentiality (CR-14)."""
    if not actor.is_granted(Permission.NOTE_PRIVILEGED):
        return
    told = select(LimitsTold.id).where(LimitsTold.survivor_id == Case.survivor_id).exists()
    untold = (
        select(Case.id, Case.number)
        .where(Case.status != CaseStatus.CLOSED, ~told)
        .order_by(Case.number)
        .limit(50)
    )
    for case_id, number in db.session.execute(untold):
        yield Waiting(
            _("Tell the young person the limits of confidentiality – %(number)s", number=number),
            "notes.limits",
            {"case": case_id},
            kind="limits",
        )


@who_waits
def decisions_for_counsel(actor: Actor, day: date) -> Iterable[Waiting]:
    """Remind the colleagues of whoever wrote down an unsafe guardian's decision (CR-15)."""
    if not actor.is_granted(Permission.NOTE_PRIVILEGED):
        return
    waiting = (
        select(PrivilegeDecision.id, Case.id, Case.number)
        .join(Case, Case.id == PrivilegeDecision.case_id)
        .where(
            PrivilegeDecision.counsel_says.is_(None),
            PrivilegeDecision.holder == Holder.GUARDIAN,
            PrivilegeDecision.guardian != GuardianSafety.SAFE,
            PrivilegeDecision.recorded_by_id != actor.id,
        )
        .order_by(Case.number, PrivilegeDecision.id)
        .limit(50)
    )
    for decision_id, case_id, number in db.session.execute(waiting):
        yield Waiting(
            _("Ask counsel about a guardian’s decision – %(number)s", number=number),
            "privilege.show",
            {"case": case_id, "decision": decision_id},
            kind="privilege",
        )
