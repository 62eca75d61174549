"""tries to sign in are counted by account, by place and by both, no longer in the credential"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_in_tries",
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_tries")),
    )
    op.create_index(op.f("ix_sign_in_tries_until"), "sign_in_tries", ["until"])
    # Their MACs were made over these columns too: see ./sn audit accept.
    with op.batch_alter_table("credentials") as table:
        table.drop_column("failures")
        table.drop_column("locked_until")


def downgrade() -> None:
    with op.batch_alter_table("credentials") as table:
        table.add_column(sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True))
        table.add_column(
            sa.Column("failures", sa.Integer(), nullable=False, server_default=sa.text("0"))
        )
    op.drop_index(op.f("ix_sign_in_tries_until"), table_name="sign_in_tries")
    op.drop_table("sign_in_tries")
