"""What is left to write down of safe contacts, and to remove from them."""

from collections.abc import Iterable, Iterator
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.cases import Case
from safetynet.db import db
from safetynet.notices import Waiting, who_waits
from safetynet.survivors import ContactAttempt, SafeContact

MOST = 20


@who_waits
def contacts(actor: Actor, day: date) -> Iterable[Waiting]:
    """Tell whoever opened a number, and the agency whose contact somebody else closed."""
    if actor.is_granted(Permission.CONTACT_REVEAL):
        yield from _unfinished(actor)
    if actor.is_granted(Permission.SURVIVOR_WRITE):
        yield from _closed_by_others(actor, day)


def _unfinished(actor: Actor) -> Iterator[Waiting]:
    wanted = (
        select(ContactAttempt.id, ContactAttempt.created_at)
        .where(ContactAttempt.author_id == actor.id, ContactAttempt.outcome.is_(None))
        .order_by(ContactAttempt.created_at)
        .limit(MOST)
    )
    for row in db.session.execute(wanted):
        yield Waiting(
            _("Say what came of it: you opened a number"),
            "survivors.attempt",
            {"attempt": row.id},
            due=clock.day_of(row.created_at),
            kind="contacts",
        )


def _closed_by_others(actor: Actor, day: date) -> Iterator[Waiting]:
    wanted = (
        select(Case.id, Case.number)
        .join(SafeContact, SafeContact.survivor_id == Case.survivor_id)
        .where(
            SafeContact.owner_id == actor.agency_id,
            SafeContact.do_not_contact.is_(True),
            SafeContact.value.is_not(None),
        )
        .distinct()
        .limit(MOST)
    )
    for row in db.session.execute(wanted):
        yield Waiting(
            _("%(number)s: a number is not safe any more, remove it", number=row.number),
            "survivors.contacts",
            {"case": row.id},
            due=day,
            kind="contacts",
        )
