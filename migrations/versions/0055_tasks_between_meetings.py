"""tasks: whose hands, how pressing, more time, reminders, who settled it; what the county aims at"""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


ENDING = _enum(
    "ending",
    "done",
    "moved_away",
    "placement_changed",
    "declined_for_now",
    "no_longer_needed",
    "duplicate",
    "overtaken",
    "no_capacity",
    "waitlist",
    "waiting_for_others",
    "no_release",
    "no_contact",
    "not_started",
)
PRIORITY = _enum("priority", "urgent", "normal", "can_wait")
RUNG = _enum("rung", "before", "due", "after", "lead", "steering")
WHAT = _enum(
    "aimof",
    "lead_after",
    "steering_after",
    "first_review_within",
    "review_grace",
    "minutes_within",
    "first_reviews",
    "reviews",
    "statements",
    "wishes",
    "tasks",
    "releases",
    "minutes",
)


def upgrade() -> None:
    op.add_column("tasks", sa.Column("first_due_on", sa.Date(), nullable=True))
    op.execute("UPDATE tasks SET first_due_on = due_on")
    for name, kind, usual in (
        ("priority", PRIORITY, "normal"),
        ("extensions", sa.Integer(), "0"),
        ("reminders", sa.Integer(), "0"),
    ):
        op.add_column("tasks", sa.Column(name, kind, nullable=False, server_default=usual))
    op.add_column("tasks", sa.Column("extended_because", ENDING, nullable=True))
    op.add_column("tasks", sa.Column("rung", RUNG, nullable=True))
    with op.batch_alter_table("tasks") as table:
        table.alter_column("first_due_on", existing_type=sa.Date(), nullable=False)
        for name, kind in (
            ("priority", PRIORITY),
            ("extensions", sa.Integer()),
            ("reminders", sa.Integer()),
        ):
            table.alter_column(name, existing_type=kind, server_default=None)
        table.add_column(sa.Column("settled_by_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_tasks_settled_by_id_members"), "members", ["settled_by_id"], ["id"]
        )
        table.create_index(op.f("ix_tasks_settled_at"), ["settled_at"])
    op.create_table(
        "aims",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("what", WHAT, nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aims")),
        sa.UniqueConstraint("what", name=op.f("uq_aims_what")),
    )


def downgrade() -> None:
    op.drop_table("aims")
    with op.batch_alter_table("tasks") as table:
        table.drop_index(op.f("ix_tasks_settled_at"))
        table.drop_constraint(op.f("fk_tasks_settled_by_id_members"), type_="foreignkey")
        for name in (
            "settled_by_id",
            "rung",
            "extended_because",
            "reminders",
            "extensions",
            "priority",
            "first_due_on",
        ):
            table.drop_column(name)
