"""opening a case in an emergency"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

NAMED = {
    "case_id": "cases",
    "survivor_id": "survivors",
    "member_id": "members",
    "of_agency_id": "agencies",
    "closed_by_id": "members",
}
SAID = {"owner_id": "agencies", "glass_id": "break_glass", "by_id": "members"}


def every_table():
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def keys(table, named):
    return (
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
            )
            for column, other in named.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    op.create_table(
        "break_glass",
        *every_table(),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("of_agency_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        *keys("break_glass", NAMED),
    )
    for column in ("survivor_id", "of_agency_id"):
        op.create_index(op.f(f"ix_break_glass_{column}"), "break_glass", [column])
    still_open = sa.text("closed_at IS NULL")
    op.create_index(
        "uq_break_glass_open",
        "break_glass",
        ["member_id"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    op.create_table(
        "glass_words",
        *every_table(),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("glass_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        *keys("glass_words", SAID),
    )
    for column in ("survivor_id", "compartment", "owner_id", "glass_id"):
        op.create_index(op.f(f"ix_glass_words_{column}"), "glass_words", [column])


def downgrade() -> None:
    op.drop_table("glass_words")
    op.drop_table("break_glass")
