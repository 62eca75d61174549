from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from safetynet.audit import who
from safetynet.db import db, open_column
from safetynet.survivors.models import (
    Address,
    BirthDate,
    ContactAttempt,
    Name,
    NameKind,
    Particular,
    SafeContact,
)


def names_of(survivor_id: UUID) -> Sequence[Name]:
    """Return the names this viewer may see, legal ones first, older ones first."""
    wanted = select(Name).where(Name.survivor_id == survivor_id).order_by(Name.created_at)
    return sorted(db.session.scalars(wanted), key=_rank)


def names_by_survivor(survivor_ids: Iterable[UUID]) -> dict[UUID, list[Name]]:
    """Return visible names for many survivors in one statement; those without are absent."""
    found: dict[UUID, list[Name]] = {}
    wanted = select(Name).where(Name.survivor_id.in_(list(survivor_ids))).order_by(Name.created_at)
    for name in db.session.scalars(wanted):
        found.setdefault(name.survivor_id, []).append(name)
    return found


def known_as(names: Iterable[Name]) -> str:
    """Return the one of these names that stands for the person: a legal one before an alias."""
    return min(names, key=_rank).display


def _rank(name: Name) -> int:
    return [*NameKind].index(name.kind)


def scan_names() -> list[tuple[UUID, str]]:
    """Return (survivor, name) for every name this viewer may see, to be compared in memory.

    A name's parts stand joined, as they are sealed: SPLIT parts them.

    The ledger hears how many were opened; open what is shown with `names_by_survivor`.
    """
    with who().scanning():
        return list(open_column(Name, "parts"))


def birth_dates_of(survivor_id: UUID) -> Sequence[BirthDate]:
    return db.session.scalars(
        select(BirthDate).where(BirthDate.survivor_id == survivor_id).order_by(BirthDate.created_at)
    ).all()


def particulars_of(survivor_id: UUID) -> Sequence[Particular]:
    return db.session.scalars(
        select(Particular).where(Particular.survivor_id == survivor_id).order_by(Particular.kind)
    ).all()


def safe_contacts_of(survivor_id: UUID) -> Sequence[SafeContact]:
    """Return the visible contacts; nothing of them is opened until somebody reads it."""
    return db.session.scalars(
        select(SafeContact)
        .where(SafeContact.survivor_id == survivor_id)
        .order_by(SafeContact.created_at)
    ).all()


def addresses_of(survivor_id: UUID) -> Sequence[Address]:
    return db.session.scalars(
        select(Address).where(Address.survivor_id == survivor_id).order_by(Address.created_at)
    ).all()


def attempts_of(survivor_id: UUID) -> dict[UUID, list[ContactAttempt]]:
    """Return the visible attempts by contact, the latest first; nothing of them is opened."""
    found: dict[UUID, list[ContactAttempt]] = {}
    wanted = select(ContactAttempt).where(ContactAttempt.survivor_id == survivor_id)
    for attempt in db.session.scalars(wanted.order_by(ContactAttempt.created_at.desc())):
        found.setdefault(attempt.contact_id, []).append(attempt)
    return found


def contact_of(attempt: ContactAttempt) -> SafeContact | None:
    """Return the contact of an attempt, as long as the viewer may see it."""
    wanted = select(SafeContact).where(SafeContact.id == attempt.contact_id)
    return db.session.scalars(wanted).one_or_none()
