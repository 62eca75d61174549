"""The ledger is append-only in the database too."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER ledger_entries_no_update BEFORE UPDATE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_entries_no_delete BEFORE DELETE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_entries_no_insert BEFORE INSERT ON ledger_entries WHEN EXISTS (SELECT 1 FROM ledger_entries\nWHERE id = NEW.id OR (writer = NEW.writer AND counter = NEW.counter)) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_subjects_no_update BEFORE UPDATE ON ledger_subjects BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_subjects_no_delete BEFORE DELETE ON ledger_subjects BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_subjects_no_insert BEFORE INSERT ON ledger_subjects WHEN EXISTS (SELECT 1 FROM ledger_subjects\nWHERE entry_id = NEW.entry_id AND survivor = NEW.survivor) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS\n$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
        "CREATE TRIGGER ledger_entries_no_change BEFORE UPDATE OR DELETE ON ledger_entries FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only()",
        "CREATE TRIGGER ledger_entries_no_truncate BEFORE TRUNCATE ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()",
        "CREATE TRIGGER ledger_subjects_no_change BEFORE UPDATE OR DELETE ON ledger_subjects FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only()",
        "CREATE TRIGGER ledger_subjects_no_truncate BEFORE TRUNCATE ON ledger_subjects FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()",
    ),
}


def upgrade() -> None:
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION ledger_is_append_only() CASCADE")
        return
    for table in ("ledger_entries", "ledger_subjects"):
        for act in ("update", "delete", "insert"):
            op.execute(f"DROP TRIGGER {table}_no_{act}")
