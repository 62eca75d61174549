"""gaps counted without anybody behind them; warm hand-overs, what was shared, where appointments are"""

import sqlalchemy as sa
from alembic import op

revision = "0085"
down_revision = "0070"
branch_labels = None
depends_on = None

INTRODUCED = sa.Enum(
    "in_person", "by_phone", "by_video", name="introduced", native_enum=False, length=40
)


def upgrade() -> None:
    op.add_column("linkage_steps", sa.Column("introduced", INTRODUCED, nullable=True))
    op.add_column("linkage_steps", sa.Column("release_ids", sa.JSON(), nullable=True))
    op.add_column("linkage_notes", sa.Column("place", sa.LargeBinary(), nullable=True))
    op.create_table(
        "gap_counts",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("age", sa.String(length=40), nullable=False),
        sa.Column("area", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "month", "kind", "outcome", "reason", "age", "area", name=op.f("pk_gap_counts")
        ),
    )


def downgrade() -> None:
    op.drop_table("gap_counts")
    op.drop_column("linkage_notes", "place")
    op.drop_column("linkage_steps", "release_ids")
    op.drop_column("linkage_steps", "introduced")
