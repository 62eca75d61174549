"""Every change becomes part of a ledger entry, whether its author thought of it or not."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, UpdateBase, event, inspect, select
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, SessionTransaction

from safetynet.audit.acting import visit_now, who
from safetynet.audit.digest import digest_of
from safetynet.audit.entry import Result, Touch
from safetynet.db import (
    Model,
    Owned,
    UnauditedChangeError,
    as_foundation,
    as_it_is,
    db,
)
from safetynet.vault.compartments import NOBODY

SILENT = frozenset({"version", "seal_version"})
"""Columns that rise with every change; naming them would tell nothing."""
AT_BIRTH = SILENT | {"created_at", "compartment"}
"""Columns that the house fills in a new row."""


class UnrecordedCommitError(Exception):
    """A transaction with changes was about to commit without its ledger entry."""


@event.listens_for(Mapper, "after_insert")
def note_created(_mapper: Mapper[Any], connection: Connection, row: Model) -> None:
    _note(row, Result.CREATED, _filled(row), connection)


@event.listens_for(Mapper, "after_update")
def note_changed(_mapper: Mapper[Any], connection: Connection, row: Model) -> None:
    fields = _changed(row)
    if set(fields) - row.IN_PASSING:
        _note(row, Result.CHANGED, fields, connection)


@event.listens_for(Mapper, "after_delete")
def note_deleted(_mapper: Mapper[Any], connection: Connection, row: Model) -> None:
    _note(row, Result.DELETED, (), connection)


def _note(row: Model, effect: Result, fields: Sequence[str], connection: Connection) -> None:
    is_gone = effect is Result.DELETED
    who().changed.append(
        Touch(
            table=row.__tablename__,
            row=row.id,
            survivor=_survivor_of(row, connection) or NOBODY,
            owner=row.owner_id if isinstance(row, Owned) else NOBODY,
            category=row.category.value if isinstance(row, Owned) else "",
            effect=effect,
            fields=tuple(fields),
            after=None if is_gone else digest_of(row, connection),
        )
    )


def _survivor_of(row: Model, connection: Connection) -> UUID | None:
    """Return whom a row is about: a shell that names a case, as an agenda item does, is about hers.

    Asked on the flush's own connection, since nothing may be loaded while it flushes.
    """
    survivor: UUID | None = getattr(row, "survivor_id", None)
    case_id = getattr(row, "case_id", None)
    if survivor is None and case_id is not None:
        [key] = row.__table__.c.case_id.foreign_keys
        wanted = select(key.column.table.c.survivor_id).where(key.column == case_id)
        with as_foundation():
            survivor = connection.execute(wanted).scalar_one_or_none()
    return survivor


def _filled(row: Model) -> list[str]:
    held = as_it_is(row)
    return sorted(
        name for name, value in held.items() if value is not None and name not in AT_BIRTH
    )


def _changed(row: Model) -> list[str]:
    state = inspect(row)
    return sorted(
        a.key
        for a in state.mapper.column_attrs
        if a.key not in SILENT and state.attrs[a.key].history.has_changes()
    )


@event.listens_for(db.session, "do_orm_execute")
def refuse_bulk_changes(state: ORMExecuteState) -> None:
    """A bulk statement would change rows that the listeners above never see.

    One in a common table of a SELECT is refused when the finished SQL is looked at.
    """
    statement: Any = state.statement
    if isinstance(getattr(statement, "element", statement), UpdateBase):
        raise UnauditedChangeError


@event.listens_for(db.session, "before_commit")
def no_commit_without_entry(session: Session) -> None:
    """Whatever commits must have been appended to the ledger in the same transaction."""
    session.flush()
    visit = visit_now()
    is_whole = not session.in_nested_transaction()
    if visit is not None and visit.changed and is_whole and not session.info.get("on the ledger"):
        raise UnrecordedCommitError


@event.listens_for(db.session, "after_transaction_create")
def note_where_a_savepoint_begins(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested and (visit := visit_now()):
        _savepoints(session)[transaction] = len(visit.changed)


@event.listens_for(db.session, "after_soft_rollback")
def forget_what_was_undone(session: Session, undone: SessionTransaction) -> None:
    """Take back the notes of changes that a roll-back took back, and no others."""
    if (visit := visit_now()) and (undone.nested or undone.parent is None):
        del visit.changed[_savepoints(session).get(undone, 0) :]


def _savepoints(session: Session) -> WeakKeyDictionary[SessionTransaction, int]:
    """How many changes were noted when each savepoint began."""
    found: WeakKeyDictionary[SessionTransaction, int] = session.info.setdefault(
        "savepoints", WeakKeyDictionary()
    )
    return found
