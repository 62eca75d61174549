"""Committing: a change together with its entry, a read's entry before the body leaves."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import current_app
from sqlalchemy import Connection, Executable
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from safetynet.audit.acting import Visit
from safetynet.audit.entry import Draft, EntryError, Result
from safetynet.audit.group import GroupCommitter
from safetynet.audit.ledger import Ledger, LedgerUnavailableError, Pending
from safetynet.audit.listener import UnrecordedCommitError
from safetynet.db import as_foundation, db, let_write, only_looked, writing_engine
from safetynet.db.fairlock import WriteQueueFullError
from safetynet.vault.columns import current_opening

UNREACHABLE = (OperationalError, InterfaceError, PoolTimeoutError, WriteQueueFullError, OSError)
"""What a dead, full, locked or read-only database raises; the answer is 503, not data."""
_READ_ONLY = "25006"
"""How PostgreSQL refuses to write where it became a standby; psycopg takes it for our mistake."""


def is_unreachable(error: BaseException) -> bool:
    """Say whether a database or its disk is in trouble, and not the program."""
    if isinstance(error, (*UNREACHABLE, LedgerUnavailableError)):
        return True
    return getattr(getattr(error, "orig", None), "sqlstate", None) == _READ_ONLY


def keep_changes(visit: Visit, result: Result) -> None:
    """Commit the session's changes with their entry as the last statement.

    Raises what the database raises: then nothing was acknowledged.
    """
    session = db.session
    _make_sure()
    pending = _append(visit, result)
    session.info["on the ledger"] = True
    try:
        session.commit()
    except BaseException:
        pending.unknown()
        raise
    finally:
        session.info.pop("on the ledger", None)
    pending.committed()


def keep_in_passing(visit: Visit) -> None:
    """Commit what a visit wrote in passing, without an entry.

    Raises UnrecordedCommitError when it opened or changed anything that belongs on the ledger.
    """
    _make_sure()
    if visit.touches:
        raise UnrecordedCommitError
    with as_foundation():
        for statement in visit.also:
            db.session.connection().execute(statement)
    db.session.commit()


def _make_sure() -> None:
    """Write everything down, and look once more whether the keys that sealed it still stand."""
    db.session.flush()
    opening = current_opening()
    with as_foundation():
        let_write(db.session.connection(), opening.survivors_written)
    opening.confirm()


def _append(visit: Visit, result: Result) -> Pending:
    """Add the entry to the running transaction; raises LedgerUnavailableError when it cannot be."""
    try:
        with as_foundation():
            connection = db.session.connection()
            for statement in visit.also:
                connection.execute(statement)
            return _ledger().append(connection, draft_of(visit, result))
    except (SQLAlchemyError, EntryError) as error:
        raise LedgerUnavailableError from error


def keep_visit(visit: Visit, result: Result) -> None:
    """Roll back whatever the view left behind and commit the entry alone.

    Raises LedgerUnavailableError when it cannot be written: then the body must not leave.
    """
    visit.forget_changes()
    keep_draft(draft_of(visit, result), visit.also)


def keep_draft(draft: Draft, also: tuple[Executable, ...] = ()) -> None:
    """Roll back, and commit an entry alone, with the small notes that go into its transaction.

    Raises LedgerUnavailableError when it cannot be written.
    """
    group: GroupCommitter | None = current_app.extensions["ledger group"]
    try:
        if group is not None:
            db.session.rollback()
            group.append(draft, also)
            return
        with as_foundation(), _where_it_looked() as (connection, commit):
            for statement in also:
                connection.execute(statement)
            _ledger().keep(connection, draft, commit=commit)
    except (SQLAlchemyError, *UNREACHABLE, EntryError) as error:
        raise LedgerUnavailableError from error


@contextmanager
def _where_it_looked() -> Iterator[tuple[Connection, Callable[[], None]]]:
    """Yield the transaction in which a visit looked, or a new one if it wrote or failed there, and
    what commits it.

    To end one and begin another costs five round trips, more than all the rest of an entry.
    """
    session = db.session()
    looked_here = session.is_active and session.in_transaction()
    if looked_here and only_looked(connection := session.connection()):
        try:
            # Past the session, for which the visit ends as ever: with all that it left taken back.
            yield connection, connection.connection.commit
        except connection.dialect.loaded_dbapi.Error as error:
            raise LedgerUnavailableError from error
        finally:
            session.rollback()
        return
    session.rollback()
    with writing_engine().connect() as connection:
        yield connection, connection.commit


def draft_of(visit: Visit, result: Result) -> Draft:
    """Say in ids and names of fields what a visit did."""
    return Draft(
        actor=visit.actor_id,
        permission=visit.permission,
        endpoint=visit.endpoint,
        result=visit.result or result,
        sign_in=visit.sign_in,
        asked=visit.asked,
        basis="; ".join(dict.fromkeys(visit.bases)),
        touches=visit.touches,
        detail_hash=visit.detail_hash,
    )


def _ledger() -> Ledger:
    ledger: Ledger = current_app.extensions["ledger"]
    return ledger
