"""Where entries live: two tables that can be added to and read, and nothing else."""

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    column,
    event,
)

from safetynet.db import Model

metadata = Model.metadata

_Count = BigInteger().with_variant(Integer(), "sqlite")

entries = Table(
    "ledger_entries",
    metadata,
    Column("id", _Count, Identity(always=True), primary_key=True),
    Column("writer", LargeBinary(8), nullable=False),
    Column("counter", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", Uuid, nullable=False),
    Column("permission", String, nullable=False),
    Column("result", String(20), nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("mac", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    UniqueConstraint("writer", "counter"),
    Index(None, "actor", "at"),
    Index(
        "ix_ledger_entries_refused",
        "id",
        sqlite_where=column("result") == "refused",
        postgresql_where=column("result") == "refused",
    ),
)
"""The payload is the entry; the other columns repeat what pages search by, and are verified.

Refusals are few among very many visits, and looked for every day; hence their own small index.
"""

subjects = Table(
    "ledger_subjects",
    metadata,
    Column("entry_id", _Count, ForeignKey(entries.c.id), primary_key=True, autoincrement=False),
    Column("survivor", Uuid, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Index(None, "survivor", "at"),
    sqlite_with_rowid=False,
)
"""Whose records an entry touched: one row for each survivor, to answer "who looked?"."""


def _refused_on_sqlite(table: str, same: str) -> tuple[str, ...]:
    # INSERT OR REPLACE deletes the old row without firing its DELETE trigger, hence the third one.
    acts = {"update": "", "delete": "", "insert": f"WHEN EXISTS ({same}) "}
    return tuple(
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} {when}"
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        for act, when in acts.items()
    )


def _refused_on_postgresql(table: str) -> tuple[str, ...]:
    acts = (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT"))
    return tuple(
        f"CREATE TRIGGER {table}_no_{name} BEFORE {act} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION ledger_is_append_only()"
        for name, act, each in acts
    )


_REFUSAL = """CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"""
_SAME_ENTRY = """SELECT 1 FROM ledger_entries
WHERE id = NEW.id OR (writer = NEW.writer AND counter = NEW.counter)"""
_SAME_SUBJECT = """SELECT 1 FROM ledger_subjects
WHERE entry_id = NEW.entry_id AND survivor = NEW.survivor"""

TRIGGERS: dict[str, tuple[str, ...]] = {
    "sqlite": (
        *_refused_on_sqlite(entries.name, _SAME_ENTRY),
        *_refused_on_sqlite(subjects.name, _SAME_SUBJECT),
    ),
    "postgresql": (
        _REFUSAL,
        *_refused_on_postgresql(entries.name),
        *_refused_on_postgresql(subjects.name),
    ),
}
"""For each database, the statements that make both tables append-only; a migration runs them."""

for _dialect, _statements in TRIGGERS.items():
    for _statement in _statements:
        _ddl = DDL(_statement)  # type: ignore[no-untyped-call]
        event.listen(subjects, "after_create", _ddl.execute_if(dialect=_dialect))
