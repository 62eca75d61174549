"""The keyring's tables: wrapped secrets, counts, and tombstones."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Column,
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
)


class Moment(TypeDecorator[datetime]):
    """An aware moment; SQLite forgets the zone, so it is always UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


TABLES = MetaData()

epochs = Table(
    "epochs",
    TABLES,
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("wrapped_secret", LargeBinary),
    Column("created_at", Moment, nullable=False),
    Column("destroyed_at", Moment),
)

compartment_keys = Table(
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
    Column("created_at", Moment, nullable=False),
    Column("destroyed_at", Moment),
    UniqueConstraint("digest", "version"),
)

release_keys = Table(
    "release_keys",
    TABLES,
    Column("id", Uuid, primary_key=True),
    Column("recipient", Uuid, nullable=False),
    Column("epoch", ForeignKey("epochs.epoch"), nullable=False, index=True),
    # Empty once the release ended; the row stays, as a compartment's does.
    Column("wrapped", LargeBinary),
    Column("created_at", Moment, nullable=False),
    Column("destroyed_at", Moment),
)

shared_keys = Table(
    "shared_keys",
    TABLES,
    Column("release", ForeignKey("release_keys.id"), primary_key=True),
    Column("digest", LargeBinary(16), primary_key=True, index=True),
    Column("version", Integer, primary_key=True),
    # A compartment's key under the release's.
    Column("wrapped", LargeBinary, nullable=False),
)

key_checks = Table(
    "key_check",
    TABLES,
    Column("name", String(32), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

emptied_epochs = Table(
    "emptied_epochs",
    TABLES,
    # A table of its own, so that an older keyring needs no change to gain it.
    Column("epoch", ForeignKey("epochs.epoch"), primary_key=True),
    Column("emptied_at", Moment, nullable=False),
)

key_uses = Table(
    "key_uses",
    TABLES,
    Column("digest", LargeBinary(16), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("messages", BigInteger, nullable=False),
)
