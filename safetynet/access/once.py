"""Once-only form keys: a double click, or a resend after a broken line, does nothing twice."""

from collections.abc import Callable, Mapping
from uuid import UUID

from sqlalchemy import Column, DateTime, LargeBinary, String, Table, Uuid, insert, select

from safetynet import clock
from safetynet.access.actor import Actor
from safetynet.db import Model, as_foundation, db

form_keys = Table(
    "form_keys",
    Model.metadata,
    Column("member_id", Uuid, primary_key=True),
    Column("form_key", LargeBinary(16), primary_key=True),
    Column("location", String, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
"""Which forms were answered already, and with which page. Ids only."""


def key_in(fields: Mapping[str, str]) -> UUID | None:
    """Read the hidden field, under a form's prefix too; what is not a UUID counts as none."""
    named = (text for name, text in fields.items() if name.endswith("form_key"))
    form_key = next(named, None)
    try:
        return UUID(form_key) if form_key else None
    except ValueError:
        return None


def answered_before(member: UUID, key: UUID) -> str | None:
    """Return where the first sending of this form led, or None when it is new."""
    mine = (form_keys.c.member_id == member) & (form_keys.c.form_key == key.bytes)
    with as_foundation():
        found: str | None = db.session.connection().scalar(select(form_keys.c.location).where(mine))
    return found


def remember(member: UUID, key: UUID, location: str) -> None:
    """Note in the running transaction that this form was answered; a second one fails here."""
    row = {
        "member_id": member,
        "form_key": key.bytes,
        "location": location,
        "created_at": clock.now(),
    }
    with as_foundation():
        db.session.connection().execute(insert(form_keys), row)


Listener = Callable[[Actor, UUID], None]
_listeners: list[Listener] = []


def when_saved(listener: Listener) -> Listener:
    """Tell `listener` of every form that saved something, in the transaction of the save."""
    _listeners.append(listener)
    return listener


def let_go(actor: Actor, key: UUID) -> None:
    """Say that what was typed into this form is saved, so that nobody need keep it elsewhere."""
    for listener in _listeners:
        listener(actor, key)
