"""paper forms: a random code on a blank referral, and what became of the paper"""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

STATE = sa.Enum("out", "typed_in", "lost", name="paperstate", native_enum=False, length=40)


def upgrade() -> None:
    op.create_table(
        "paper_forms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("state", STATE, nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("printed_by_id", sa.Uuid(), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_paper_forms_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["members.id"], name=op.f("fk_paper_forms_ended_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["printed_by_id"], ["members.id"], name=op.f("fk_paper_forms_printed_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals.id"], name=op.f("fk_paper_forms_referral_id_referrals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_forms")),
        sa.UniqueConstraint("code", name=op.f("uq_paper_forms_code")),
    )
    op.create_index(op.f("ix_paper_forms_agency_id"), "paper_forms", ["agency_id"])


def downgrade() -> None:
    op.drop_table("paper_forms")
