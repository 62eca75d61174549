"""the day on which a young person was given a version of her safety plan"""

import sqlalchemy as sa
from alembic import op

revision = "0098"
down_revision = "0088"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("plan_versions") as table:
        table.add_column(sa.Column("given_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("plan_versions") as table:
        table.drop_column("given_on")
