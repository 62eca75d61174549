"""what the county's counsel signed off for each law"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

LAW = sa.Enum(
    "team_statute",
    "child_statute",
    "mandated_report",
    "case_file",
    "court_order",
    "emergency",
    "answer",
    name="disclosurebasis",
    native_enum=False,
    length=40,
)
STATE = sa.Enum(
    "proposed", "confirmed", "refused", name="settingstate", native_enum=False, length=40
)


def upgrade() -> None:
    op.create_table(
        "law_settings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("law", LAW, nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("counsel", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("state", STATE, nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], ["members.id"], name=op.f(f"fk_law_settings_{column}_members")
            )
            for column in ("proposed_by_id", "decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_settings")),
    )


def downgrade() -> None:
    op.drop_table("law_settings")
