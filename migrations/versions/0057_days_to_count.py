"""days by which reviews, cases and open tasks are counted"""

from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

DAYS = {
    "ix_agenda_items_reviewed_at": ("agenda_items", ["reviewed_at"]),
    "ix_agenda_items_next_review_on": ("agenda_items", ["next_review_on"]),
    "ix_cases_opened_on": ("cases", ["opened_on"]),
    "ix_tasks_open": ("tasks", ["ending", "due_on"]),
}


def upgrade() -> None:
    for name, (table, columns) in DAYS.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, (table, _columns) in DAYS.items():
        op.drop_index(name, table_name=table)
