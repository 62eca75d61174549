"""clocks: how long each runs, where the county set it"""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0063"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clock_settings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "amount BETWEEN 1 AND 3650", name=op.f("ck_clock_settings_takes_some_time")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["members.id"], name=op.f("fk_clock_settings_changed_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_settings")),
        sa.UniqueConstraint("key", name=op.f("uq_clock_settings_key")),
    )


def downgrade() -> None:
    op.drop_table("clock_settings")
