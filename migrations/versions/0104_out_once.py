"""nobody is out of the room twice at once"""

import sqlalchemy as sa
from alembic import op

revision = "0104"
down_revision = "0102"
branch_labels = None
depends_on = None

# Final minutes hold none of these: the end of a meeting lets all in again.
TWICE = """
DELETE FROM stepped_out WHERE back_at IS NULL AND EXISTS (
  SELECT 1 FROM stepped_out AS before
  WHERE before.attendance_id = stepped_out.attendance_id AND before.back_at IS NULL
  AND (before.left_at < stepped_out.left_at
    OR before.left_at = stepped_out.left_at AND before.id < stepped_out.id)
)
"""


def upgrade() -> None:
    op.execute(TWICE)
    still_out = sa.text("back_at IS NULL")
    op.create_index(
        "uq_stepped_out_now",
        "stepped_out",
        ["attendance_id"],
        unique=True,
        sqlite_where=still_out,
        postgresql_where=still_out,
    )


def downgrade() -> None:
    op.drop_index("uq_stepped_out_now", "stepped_out")
