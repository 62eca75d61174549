"""decisions, tasks and addenda say whose information they hold"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("decisions", "addenda", "task_words")


def upgrade() -> None:
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("source_id", sa.Uuid(), nullable=True))
        # What was written before names the team, whose words they are.
        op.execute(f"UPDATE {name} SET source_id = owner_id")
        with op.batch_alter_table(name) as table:
            table.alter_column("source_id", existing_type=sa.Uuid(), nullable=False)
            table.create_foreign_key(
                op.f(f"fk_{name}_source_id_agencies"), "agencies", ["source_id"], ["id"]
            )


def downgrade() -> None:
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"fk_{name}_source_id_agencies"), type_="foreignkey")
            table.drop_column("source_id")
