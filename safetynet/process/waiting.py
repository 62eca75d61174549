"""What waits because an agency was served: a day to answer by, a second person's word."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from safetynet.access import Actor, Permission
from safetynet.db import db
from safetynet.notices import Waiting, who_waits
from safetynet.process.models import LegalProcess, Production
from safetynet.process.states import State

MOST = 50
_OPEN = (State.OPEN, State.OBJECTED, State.NARROWED, State.APPROVED)


@who_waits
def requests_to_answer(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Keep the clock for the agency that was served."""
    if not actor.is_granted(Permission.PROCESS_KEEP):
        return
    asked = (
        select(LegalProcess)
        .where(LegalProcess.agency_id == actor.agency_id, LegalProcess.state.in_(_OPEN))
        .order_by(LegalProcess.due_on)
        .limit(MOST)
    )
    for process in db.session.scalars(asked):
        yield Waiting(
            sentence=_("%(reference)s is to be answered", reference=process.reference)
            if process.state is not State.APPROVED
            else _("%(reference)s was approved and may go out", reference=process.reference),
            endpoint="process.show",
            arguments={"process": process.id},
            due=process.due_on,
            kind="process",
        )


@who_waits
def productions_to_approve(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Ask the second person about the newest choice; an older one leaves no more."""
    if not actor.is_granted(Permission.PROCESS_APPROVE):
        return
    asked = (
        select(Production, LegalProcess)
        .join(LegalProcess, LegalProcess.id == Production.process_id)
        .where(
            LegalProcess.state == State.PREPARED,
            Production.is_approved.is_(None),
        )
        .order_by(LegalProcess.due_on, Production.created_at.desc())
        .limit(MOST)
    )
    newest: dict[UUID, tuple[Production, LegalProcess]] = {}
    for production, process in db.session.execute(asked):
        newest.setdefault(process.id, (production, process))
    for production, process in newest.values():
        if production.prepared_by_id == actor.id:
            continue
        yield Waiting(
            sentence=_(
                "Records for %(reference)s wait for a second person", reference=process.reference
            ),
            endpoint="process.production",
            arguments={"process": process.id, "production": production.id},
            due=process.due_on,
            kind="process",
        )
