"""signatures of the confidentiality statement carry a MAC"""

import sqlalchemy as sa
from alembic import op

revision = "0093"
down_revision = "0087"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # No key is at hand here: what was signed before begins without a valid MAC, and counts as not
    # signed until somebody accepts it (./sn audit accept).
    none = sa.text("x''" if op.get_bind().dialect.name == "sqlite" else "''::bytea")
    mac = sa.Column("mac", sa.LargeBinary(length=32), nullable=False, server_default=none)
    op.add_column("attendances", mac)


def downgrade() -> None:
    op.drop_column("attendances", "mac")
