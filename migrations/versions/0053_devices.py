"""with what somebody signed in, in a word each for browser and system"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

BROWSER = sa.Enum(
    "edge", "firefox", "chrome", "safari", "other", name="browser", native_enum=False, length=40
)
SYSTEM = sa.Enum(
    "android",
    "iphone",
    "ipad",
    "windows",
    "mac",
    "linux",
    "other",
    name="system",
    native_enum=False,
    length=40,
)


def upgrade() -> None:
    for name, kind in (("browser", BROWSER), ("system", SYSTEM)):
        with op.batch_alter_table("sign_ins") as table:
            table.add_column(sa.Column(name, kind, nullable=False, server_default="other"))
            table.alter_column(name, existing_type=kind, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("sign_ins") as table:
        table.drop_column("system")
        table.drop_column("browser")
