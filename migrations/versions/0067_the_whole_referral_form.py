"""the whole referral form: the sender, persons of concern, circumstances, each field its own"""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

SEALED = {
    "exploitation_accounts": ("moved",),
    "persons_of_concern": ("born", "lives_with", "weapons", "custody", "orders"),
    "referral_circumstances": ("about",),
    "referral_concerns": (
        "learnt_from",
        "sender_role",
        "sender_reach",
        "withheld",
        "withheld_because",
    ),
}
"""Sealed columns, empty in what was told before."""


def upgrade() -> None:
    for name, columns in SEALED.items():
        with op.batch_alter_table(name) as table:
            for column in columns:
                table.add_column(sa.Column(column, sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    for name, columns in SEALED.items():
        with op.batch_alter_table(name) as table:
            for column in reversed(columns):
                table.drop_column(column)
