"""answers of an office that two who are alike are two"""

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0090"
branch_labels = None
depends_on = None

TO = {
    "agency_id": "agencies",
    "survivor_id": "survivors",
    "other_survivor_id": "survivors",
    "said_by_id": "members",
    "taken_back_by_id": "members",
}


def upgrade() -> None:
    op.create_table(
        "kept_apart",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("other_survivor_id", sa.Uuid(), nullable=False),
        sa.Column("said_by_id", sa.Uuid(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by_id", sa.Uuid(), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_kept_apart_{column}_{table}")
            )
            for column, table in TO.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_apart")),
    )
    for column in ("agency_id", "survivor_id", "other_survivor_id"):
        op.create_index(op.f(f"ix_kept_apart_{column}"), "kept_apart", [column])


def downgrade() -> None:
    op.drop_table("kept_apart")
