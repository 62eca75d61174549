"""Transactions of PostgreSQL that only looked: how they end, and what else they may carry."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, event

from safetynet.late import Late

if TYPE_CHECKING:
    import psycopg.pq
else:
    # Where the database is a file, nothing else loads it.
    psycopg = Late("psycopg")

_WROTE = "wrote in this transaction"
_SAYS = "names no table with row-level security"
NO_SECURED_ROW = {_SAYS: True}
"""Execution options of a statement for which nobody need tell PostgreSQL who asks."""


def remembered(connection: Connection) -> dict[Any, Any]:
    """Return what is noted of a connection; of one whose database is gone, nothing."""
    return {} if connection.invalidated else connection.info


def only_looked(connection: Connection) -> bool:
    """Say whether its running transaction is sound and has written nothing so far."""
    driver: Any = connection.connection.driver_connection
    is_sound = driver.info.transaction_status is psycopg.pq.TransactionStatus.INTRANS
    return is_sound and not connection.info.get(_WROTE, False)


def reads_no_secured_row(context: Any) -> bool:
    """Say whether a statement under way was marked so."""
    return context is not None and context.execution_options.get(_SAYS, False)


def keep_plans(engine: Engine) -> None:
    """End what only looked by a commit, although a session says to roll back.

    After a rollback the driver forgets all statements that it had the database prepare; every
    visit would end so, and every statement of the next be planned anew.
    """

    def note(connection: Connection, _cursor: Any, statement: str, *_with: Any) -> None:
        if not statement.lstrip().startswith("SELECT"):
            connection.info[_WROTE] = True

    def end(connection: Connection) -> None:
        if connection.invalidated or connection.info.pop(_WROTE, False):
            return
        # Where the database is gone, the rollback that follows says so.
        with suppress(connection.dialect.loaded_dbapi.Error):
            connection.connection.commit()

    def forget(connection: Connection) -> None:
        remembered(connection).pop(_WROTE, None)

    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "rollback", end)
    event.listen(engine, "commit", forget)
