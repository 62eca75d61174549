"""a tree over the ledger, and signed checkpoints"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SAME = {
    "ledger_leaves": "position = NEW.position OR entry_id = NEW.entry_id",
    "ledger_nodes": "level = NEW.level AND position = NEW.position",
    "ledger_checkpoints": "size = NEW.size",
}


def upgrade() -> None:
    op.create_table(
        "ledger_leaves",
        sa.Column("position", COUNT, autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_ledger_leaves")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_ledger_leaves_entry_id")),
    )
    op.create_table(
        "ledger_nodes",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("level", "position", name=op.f("pk_ledger_nodes")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ledger_checkpoints",
        sa.Column("size", COUNT, autoincrement=False, nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_ledger_checkpoints")),
    )
    for table in SAME:
        for statement in triggers(table):
            op.execute(statement)


def triggers(table: str) -> list[str]:
    if op.get_bind().dialect.name == "postgresql":
        acts = (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT"))
        return [
            f"CREATE TRIGGER {table}_no_{name} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION ledger_is_append_only()"
            for name, act, each in acts
        ]
    same = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {SAME[table]}) "
    return [
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} {when}BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        for act, when in (("update", ""), ("delete", ""), ("insert", same))
    ]


def downgrade() -> None:
    for table in reversed(SAME):
        op.drop_table(table)
