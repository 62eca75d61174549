"""open matters"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KIND = sa.Enum("charged", "victim_witness", name="matterkind", native_enum=False, length=40)
NAMED = {
    "survivor_id": "survivors",
    "walled_agency_id": "agencies",
    "recorded_by_id": "members",
    "ended_by_id": "members",
}


def upgrade() -> None:
    op.create_table(
        "matters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("walled_agency_id", sa.Uuid(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("ordered", sa.JSON(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=True),
        sa.Column("order_ends_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_matters_{column}_{table}")
            )
            for column, table in NAMED.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matters")),
    )
    for column in ("survivor_id", "walled_agency_id"):
        op.create_index(op.f(f"ix_matters_{column}"), "matters", [column])


def downgrade() -> None:
    op.drop_table("matters")
