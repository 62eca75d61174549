"""who was out of the room for which case of a meeting"""

import sqlalchemy as sa
from alembic import op

revision = "0096"
down_revision = "0092"
branch_labels = None
depends_on = None

TO = {
    "meeting_id": "meetings",
    "item_id": "agenda_items",
    "case_id": "cases",
    "attendance_id": "attendances",
}


def upgrade() -> None:
    op.create_table(
        "stepped_out",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(column, sa.Uuid(), nullable=False) for column in TO),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_stepped_out_{column}_{table}")
            )
            for column, table in TO.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stepped_out")),
    )
    for column in TO:
        op.create_index(op.f(f"ix_stepped_out_{column}"), "stepped_out", [column])


def downgrade() -> None:
    op.drop_table("stepped_out")
