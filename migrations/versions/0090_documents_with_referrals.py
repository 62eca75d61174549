"""documents: what a sender tells with a referral"""

import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0093"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("documents") as table:
        table.add_column(sa.Column("referral_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_documents_referral_id_referrals"), "referrals", ["referral_id"], ["id"]
        )
        table.create_index(op.f("ix_documents_referral_id"), ["referral_id"])


def downgrade() -> None:
    with op.batch_alter_table("documents") as table:
        table.drop_index(op.f("ix_documents_referral_id"))
        table.drop_constraint(op.f("fk_documents_referral_id_referrals"), type_="foreignkey")
        table.drop_column("referral_id")
