"""cases in order: a list of the newest open cases reads no more of them than it shows"""

from alembic import op


revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_cases_listed", "cases", ["status", "ordinal"])
    op.drop_index("ix_cases_status", table_name="cases")


def downgrade() -> None:
    op.create_index("ix_cases_status", "cases", ["status"])
    op.drop_index("ix_cases_listed", table_name="cases")
