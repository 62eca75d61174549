"""Where the ledger lives: tables that can be added to and read, and nothing else."""

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


leaves = Table(
    "ledger_leaves",
    metadata,
    Column("position", _Count, primary_key=True, autoincrement=False),
    Column("entry_id", BigInteger, nullable=False, unique=True),
    Column("hash", LargeBinary(32), nullable=False),
)
"""Where an entry stands in the tree. No foreign key: a leaf outlasts an entry that was purged."""

nodes = Table(
    "ledger_nodes",
    metadata,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary(32), nullable=False),
    sqlite_with_rowid=False,
)
"""Roots of perfect subtrees at every eighth level, so that a proof never reads the whole tree."""

checkpoints = Table(
    "ledger_checkpoints",
    metadata,
    Column("size", _Count, primary_key=True, autoincrement=False),
    Column("root", LargeBinary(32), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("code", String(32), nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
)
"""What the tree's root was, signed, whenever leaves were added."""

LEDGER = (entries, subjects, leaves, nodes, checkpoints)

_SAME = {
    entries: "id = NEW.id OR (writer = NEW.writer AND counter = NEW.counter)",
    subjects: "entry_id = NEW.entry_id AND survivor = NEW.survivor",
    leaves: "position = NEW.position OR entry_id = NEW.entry_id",
    nodes: "level = NEW.level AND position = NEW.position",
    checkpoints: "size = NEW.size",
}


def _refused_on_sqlite(table: Table) -> tuple[str, ...]:
    # INSERT OR REPLACE deletes the old row without firing its DELETE trigger, hence the third one.
    same = f"WHEN EXISTS (SELECT 1 FROM {table.name} WHERE {_SAME[table]}) "  # noqa: S608 - ours
    return tuple(
        f"CREATE TRIGGER {table.name}_no_{act} BEFORE {act.upper()} ON {table.name} {when}"
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        for act, when in {"update": "", "delete": "", "insert": same}.items()
    )


def _refused_on_postgresql(table: Table) -> tuple[str, ...]:
    acts = (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT"))
    return (
        _REFUSAL,
        *(
            f"CREATE TRIGGER {table.name}_no_{name} BEFORE {act} ON {table.name} "
            f"FOR EACH {each} EXECUTE FUNCTION ledger_is_append_only()"
            for name, act, each in acts
        ),
    )


_REFUSAL = """CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"""


def triggers(table: Table, dialect: str) -> tuple[str, ...]:
    """Return the statements that make a table append-only; migrations repeat them."""
    return (_refused_on_sqlite if dialect == "sqlite" else _refused_on_postgresql)(table)


for _table in LEDGER:
    for _dialect in ("sqlite", "postgresql"):
        for _statement in triggers(_table, _dialect):
            _ddl = DDL(_statement)  # type: ignore[no-untyped-call]
            event.listen(_table, "after_create", _ddl.execute_if(dialect=_dialect))
