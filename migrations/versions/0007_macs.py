"""whatever decides access carries a MAC"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = (
    "agencies",
    "cases",
    "counties",
    "credentials",
    "members",
    "qualifications",
    "referrals",
    "sign_ins",
)


def upgrade() -> None:
    # No key is at hand here: rows that are there already begin without a valid MAC, and decide
    # nothing until somebody accepts them (./sn audit accept).
    none = sa.text("x''" if op.get_bind().dialect.name == "sqlite" else "''::bytea")
    for table in TABLES:
        mac = sa.Column("mac", sa.LargeBinary(length=32), nullable=False, server_default=none)
        op.add_column(table, mac)


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "mac")
