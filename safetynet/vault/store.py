"""The keyring's own database: wrapped keys and nothing else, apart from the rows they open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Table,
    create_engine,
    delete,
    event,
    func,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from safetynet.among import among_those_given
from safetynet.vault.compartments import Triple
from safetynet.vault.engines import options_for
from safetynet.vault.tables import TABLES
from safetynet.vault.tables import compartment_keys as _keys
from safetynet.vault.tables import emptied_epochs as _emptied
from safetynet.vault.tables import epochs as _epochs
from safetynet.vault.tables import key_checks as _checks
from safetynet.vault.tables import key_uses as _uses
from safetynet.vault.tables import release_keys as _releases
from safetynet.vault.tables import shared_keys as _shared

HANGING = union_all(
    *(select(held.c.epoch).where(held.c.wrapped.is_not(None)) for held in (_keys, _releases))
)
"""The epoch of every live key: of compartments, and of releases."""


class WrappedKey(NamedTuple):
    """One version of a compartment's key, as it lies in the store."""

    triple: Triple
    version: int
    epoch: int
    wrapped: bytes | None
    """None once the key, or the epoch above it, was destroyed."""


@dataclass(frozen=True, slots=True)
class EpochCount:
    """One epoch and how many live keys hang on it."""

    epoch: int
    created_at: datetime
    destroyed_at: datetime | None
    emptied_at: datetime | None
    """When a rotation found that no live key hangs on it any more."""
    keys: int


class Store:
    """Every statement the keyring ever runs. Keys go in and come out wrapped."""

    def __init__(self, url: str, file_key: str | None = None) -> None:
        """Take SQLAlchemy's url; `file_key` (64 hex digits) encrypts an SQLite file as a whole."""
        self.engine = create_engine(url, **options_for(url, file_key))
        self._is_sqlite = self.engine.dialect.name == "sqlite"
        if self._is_sqlite:
            event.listen(self.engine, "connect", _leave_transactions_to_us)
            event.listen(self.engine, "begin", _begin)
        self._writes = self.engine.execution_options(writes=True)

    def create_tables(self) -> None:
        """Make what is absent; safe to repeat."""
        with self.writing() as connection:
            TABLES.create_all(connection)

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def reading(self) -> AbstractContextManager[Connection]:
        """Return a transaction that looks."""
        return self.engine.begin()

    def writing(self) -> AbstractContextManager[Connection]:
        """Return a transaction that writes; on SQLite it holds the write lock from its start."""
        return self._writes.begin()

    def add_epoch(self, epoch: int, wrapped: bytes, moment: datetime) -> None:
        """Add an epoch's wrapped secret, unless another process was faster."""
        with self.writing() as connection:
            row = {"epoch": epoch, "wrapped_secret": wrapped, "created_at": moment}
            self.add_absent(connection, _epochs, [row])

    def epochs(self, numbers: Iterable[int]) -> dict[int, bytes | None]:
        """Return the wrapped secrets of these epochs: None where destroyed."""
        query = select(_epochs.c.epoch, _epochs.c.wrapped_secret)
        with self.reading() as connection:
            rows = connection.execute(query.where(_epochs.c.epoch.in_(set(numbers))))
            return {row.epoch: row.wrapped_secret for row in rows}

    def add_keys(self, keys: Iterable[WrappedKey], moment: datetime) -> None:
        """Commit new keys; a version that exists already stays as it is."""
        rows = [_row(key, moment) for key in keys]
        with self.writing() as connection:
            self.add_absent(connection, _keys, rows)

    def add_next(self, key: WrappedKey, moment: datetime) -> None:
        """Commit a further version of a key, unless its compartment was destroyed meanwhile."""
        with self.writing() as connection:
            if connection.execute(_living(key.triple).with_for_update()).first():
                self.add_absent(connection, _keys, [_row(key, moment)])

    def keys(self, triples: Sequence[Triple]) -> Iterator[WrappedKey]:
        """Yield every version of these compartments' keys, in one statement."""
        named = {triple.digest: triple for triple in triples}
        with self.reading() as connection:
            found = connection.execute(_versions(), {"digests": list(named)}).all()
            for digest, version, epoch, wrapped, lives in found:
                yield WrappedKey(named[digest], version, epoch, wrapped if lives else None)

    def destroy(self, key: WrappedKey, moment: datetime) -> None:
        """Empty every version of the compartment's key; `key` is the tombstone where none was."""
        with self.writing() as connection:
            gone = {"wrapped": None, "destroyed_at": moment}
            self.add_absent(connection, _keys, [_row(key, moment) | gone])
            # In a statement before: an update does not see a version that it had to wait for.
            connection.execute(_living(key.triple).with_for_update())
            connection.execute(
                update(_keys)
                .where(
                    _keys.c.digest == key.triple.digest,
                    _keys.c.destroyed_at.is_(None),
                )
                .values(gone)
            )
            connection.execute(delete(_shared).where(_shared.c.digest == key.triple.digest))
        self.empty_log()

    def check_value(self, name: str, value: bytes) -> bytes:
        """Return what was kept under `name`, which is `value` the first time."""
        with self.writing() as connection:
            self.add_absent(connection, _checks, [{"name": name, "value": value}])
            kept = connection.scalar(select(_checks.c.value).where(_checks.c.name == name))
            return bytes(kept or b"")

    def counts(self) -> list[EpochCount]:
        """Return every epoch, oldest first, with the number of live keys under it."""
        hanging = HANGING.subquery()
        living = func.count(hanging.c.epoch)
        dates = (_epochs.c.created_at, _epochs.c.destroyed_at, _emptied.c.emptied_at)
        query = (
            select(_epochs.c.epoch, *dates, living)
            .outerjoin(hanging, hanging.c.epoch == _epochs.c.epoch)
            .outerjoin(_emptied, _emptied.c.epoch == _epochs.c.epoch)
            .group_by(_epochs.c.epoch, *dates)
            .order_by(_epochs.c.epoch)
        )
        with self.reading() as connection:
            return [EpochCount(*row) for row in connection.execute(query)]

    def destroyed(self) -> int:
        """Return the number of destroyed compartment keys."""
        with self.reading() as connection:
            query = select(func.count()).where(_keys.c.destroyed_at.is_not(None))
            return connection.scalar(query) or 0

    def count_messages(self, triple: Triple, version: int, messages: int) -> int:
        """Add to what a key has sealed and return the sum."""
        named = {"digest": triple.digest, "version": version}
        this = (_uses.c.digest == triple.digest) & (_uses.c.version == version)
        with self.writing() as connection:
            self.add_absent(connection, _uses, [named | {"messages": 0}])
            connection.execute(
                update(_uses).where(this).values(messages=_uses.c.messages + messages)
            )
            return connection.scalar(select(_uses.c.messages).where(this)) or 0

    def add_absent(
        self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
    ) -> None:
        """Insert the rows whose keys are not there yet."""
        if self._is_sqlite:
            connection.execute(sqlite.insert(table).on_conflict_do_nothing(), rows)
        else:
            connection.execute(postgresql.insert(table).on_conflict_do_nothing(), rows)

    def empty_log(self) -> bool:
        """Fold the write-ahead log, in which a destroyed key's old page would stay legible.

        Returns False when a long reader elsewhere kept it from being folded whole.
        """
        if not self._is_sqlite:
            return True
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, *_frames) = cursor.fetchone() or (False,)
            cursor.close()
        finally:
            connection.close()
        return not busy


def _living(triple: Triple) -> Any:
    return select(_keys.c.id).where(_keys.c.digest == triple.digest, _keys.c.destroyed_at.is_(None))


@cache
def _versions() -> Any:
    """Build it once: every page asks it, and every save twice."""
    living = (_epochs.c.epoch == _keys.c.epoch) & _epochs.c.wrapped_secret.is_not(None)
    lives = _epochs.c.epoch.is_not(None) & _keys.c.wrapped.is_not(None)
    return (
        select(
            _keys.c.digest,
            _keys.c.version,
            _keys.c.epoch,
            _keys.c.wrapped,
            lives,
        )
        .outerjoin(_epochs, living)
        .where(among_those_given(_keys.c.digest, "digests"))
    )


def _row(key: WrappedKey, moment: datetime) -> dict[str, Any]:
    return {
        "digest": key.triple.digest,
        "survivor": key.triple.survivor,
        "owner": key.triple.owner,
        "category": key.triple.category.value,
        "version": key.version,
        "epoch": key.epoch,
        "wrapped": key.wrapped,
        "created_at": moment,
        "destroyed_at": None,
    }


def _leave_transactions_to_us(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: upgrading later fails with BUSY instead of waiting.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
