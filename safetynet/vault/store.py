"""The keyring's own database: wrapped keys and nothing else, apart from the rows they open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
    create_engine,
    event,
    func,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from safetynet.among import among
from safetynet.vault.compartments import Triple
from safetynet.vault.engines import options_for


class _Moment(TypeDecorator[datetime]):
    """An aware moment; SQLite forgets the zone, so it is always UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


TABLES = MetaData()

_epochs = Table(
    "epochs",
    TABLES,
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("wrapped_secret", LargeBinary),
    Column("created_at", _Moment, nullable=False),
    Column("destroyed_at", _Moment),
)

_keys = Table(
    "compartment_keys",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("digest", LargeBinary(16), nullable=False),
    Column("survivor", Uuid, nullable=False, index=True),
    Column("owner", Uuid, nullable=False),
    Column("category", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("epoch", ForeignKey("epochs.epoch"), nullable=False, index=True),
    # Empty once destroyed: the row stays as a tombstone that no new key can slip past.
    Column("wrapped", LargeBinary),
    Column("created_at", _Moment, nullable=False),
    Column("destroyed_at", _Moment),
    UniqueConstraint("digest", "version"),
)

_checks = Table(
    "key_check",
    TABLES,
    Column("name", String(32), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)


class WrappedKey(NamedTuple):
    """One version of a compartment's key, as it lies in the store."""

    triple: Triple
    version: int
    epoch: int
    wrapped: bytes | None
    """None once the key, or the epoch above it, was destroyed."""


@dataclass(frozen=True, slots=True)
class EpochCount:
    """One epoch and how many live compartment keys hang on it."""

    epoch: int
    created_at: datetime
    destroyed_at: datetime | None
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
        with self._writes.begin() as connection:
            TABLES.create_all(connection)

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def add_epoch(self, epoch: int, wrapped: bytes, moment: datetime) -> None:
        """Add an epoch's wrapped secret, unless another process was faster."""
        with self._writes.begin() as connection:
            row = {"epoch": epoch, "wrapped_secret": wrapped, "created_at": moment}
            self._add_absent(connection, _epochs, [row])

    def epochs(self, numbers: Iterable[int]) -> dict[int, bytes | None]:
        """Return the wrapped secrets of these epochs: None where destroyed."""
        query = select(_epochs.c.epoch, _epochs.c.wrapped_secret)
        with self.engine.begin() as connection:
            rows = connection.execute(query.where(_epochs.c.epoch.in_(set(numbers))))
            return {row.epoch: row.wrapped_secret for row in rows}

    def add_keys(self, keys: Iterable[WrappedKey], moment: datetime) -> None:
        """Commit new keys; a version that exists already stays as it is."""
        rows = [_row(key, moment) for key in keys]
        with self._writes.begin() as connection:
            self._add_absent(connection, _keys, rows)

    def keys(self, triples: Sequence[Triple]) -> Iterator[WrappedKey]:
        """Yield every version of these compartments' keys, in one statement."""
        named = {triple.digest: triple for triple in triples}
        with self.engine.begin() as connection:
            for digest, version, epoch, wrapped, lives in connection.execute(_versions_of(named)):
                yield WrappedKey(named[digest], version, epoch, wrapped if lives else None)

    def destroy(self, key: WrappedKey, moment: datetime) -> None:
        """Empty every version of the compartment's key; `key` is the tombstone where none was."""
        with self._writes.begin() as connection:
            gone = {"wrapped": None, "destroyed_at": moment}
            self._add_absent(connection, _keys, [_row(key, moment) | gone])
            connection.execute(
                update(_keys)
                .where(_keys.c.digest == key.triple.digest, _keys.c.destroyed_at.is_(None))
                .values(gone)
            )
        self._empty_log()

    def check_value(self, name: str, value: bytes) -> bytes:
        """Return what was kept under `name`, which is `value` the first time."""
        with self._writes.begin() as connection:
            self._add_absent(connection, _checks, [{"name": name, "value": value}])
            kept = connection.scalar(select(_checks.c.value).where(_checks.c.name == name))
            return bytes(kept or b"")

    def counts(self) -> list[EpochCount]:
        """Return every epoch, oldest first, with the number of live keys under it."""
        living = func.count(_keys.c.wrapped)
        columns = (_epochs.c.epoch, _epochs.c.created_at, _epochs.c.destroyed_at)
        query = select(*columns, living).outerjoin(_keys).group_by(*columns).order_by(columns[0])
        with self.engine.begin() as connection:
            return [EpochCount(*row) for row in connection.execute(query)]

    def destroyed(self) -> int:
        """Return the number of destroyed compartment keys."""
        with self.engine.begin() as connection:
            query = select(func.count()).where(_keys.c.destroyed_at.is_not(None))
            return connection.scalar(query) or 0

    def _add_absent(
        self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
    ) -> None:
        if self._is_sqlite:
            connection.execute(sqlite.insert(table).on_conflict_do_nothing(), rows)
        else:
            connection.execute(postgresql.insert(table).on_conflict_do_nothing(), rows)

    def _empty_log(self) -> None:
        """Fold the write-ahead log, in which a destroyed key's old page would stay legible."""
        if not self._is_sqlite:
            return
        with self._autocommit() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _autocommit(self) -> Iterator[Any]:
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            yield cursor
            cursor.close()
        finally:
            connection.close()


def _versions_of(digests: Iterable[bytes]) -> Any:
    living = (_epochs.c.epoch == _keys.c.epoch) & _epochs.c.wrapped_secret.is_not(None)
    lives = _epochs.c.epoch.is_not(None) & _keys.c.wrapped.is_not(None)
    return (
        select(_keys.c.digest, _keys.c.version, _keys.c.epoch, _keys.c.wrapped, lives)
        .outerjoin(_epochs, living)
        .where(among(_keys.c.digest, digests))
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
