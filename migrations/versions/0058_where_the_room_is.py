"""which case the room is at, and how long it was at each"""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "agenda_items", sa.Column("turned_to_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "agenda_items",
        sa.Column("seconds_spent", sa.Integer(), nullable=False, server_default="0"),
    )
    with op.batch_alter_table("agenda_items") as table:
        table.alter_column("seconds_spent", server_default=None)


def downgrade() -> None:
    op.drop_column("agenda_items", "seconds_spent")
    op.drop_column("agenda_items", "turned_to_at")
