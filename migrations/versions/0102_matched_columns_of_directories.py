"""directories: which column is what, for the next file with the same headings"""

import sqlalchemy as sa
from alembic import op

revision = "0102"
down_revision = "0098"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "directory_matches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("headings", sa.String(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_matches")),
    )
    op.create_index(op.f("ix_directory_matches_headings"), "directory_matches", ["headings"])


def downgrade() -> None:
    op.drop_table("directory_matches")
