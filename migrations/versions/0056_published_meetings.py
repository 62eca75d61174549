"""meetings are drafts until their agenda is published"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meetings") as table:
        table.add_column(sa.Column("published_at", sa.DateTime(timezone=True), nullable=True))
    # Until now everybody saw an agenda as it was built, so all of them were published.
    op.execute("UPDATE meetings SET published_at = created_at WHERE status != 'cancelled'")
    op.execute("UPDATE meetings SET status = 'published' WHERE status = 'scheduled'")


def downgrade() -> None:
    op.execute("UPDATE meetings SET status = 'scheduled' WHERE status IN ('draft', 'published')")
    with op.batch_alter_table("meetings") as table:
        table.drop_column("published_at")
