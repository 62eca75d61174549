"""agreements, trainings and memoranda"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KIND = sa.Enum(
    "agreement", "training", "memorandum", name="paperkind", native_enum=False, length=40
)
NAMED = {"agency_id": "agencies", "member_id": "members", "recorded_by_id": "members"}


def upgrade() -> None:
    op.create_table(
        "membership_papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_membership_papers_{column}_{table}")
            )
            for column, table in NAMED.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership_papers")),
    )
    for column in ("agency_id", "member_id"):
        op.create_index(op.f(f"ix_membership_papers_{column}"), "membership_papers", [column])


def downgrade() -> None:
    op.drop_table("membership_papers")
