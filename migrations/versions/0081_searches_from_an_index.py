"""searches of the directory are answered from an index alone"""

from alembic import op

revision = "0081"
down_revision = "0077"
branch_labels = None
depends_on = None

ORDER, ASKED = ("sort_name", "id"), ("age_from", "age_to", "open_slots")
INDEXES = {
    "ix_services_facts": ("is_active", *ORDER, "facts", *ASKED),
    "ix_services_words": (*ORDER, "search_text", "facts", *ASKED, "is_active"),
}
BEFORE = {"ix_services_facts": "facts", "ix_services_words": "search_text"}


def upgrade() -> None:
    for name, columns in INDEXES.items():
        op.drop_index(name, table_name="services")
        op.create_index(name, "services", list(columns))


def downgrade() -> None:
    for name, column in BEFORE.items():
        op.drop_index(name, table_name="services")
        op.create_index(name, "services", ["is_active", *ORDER, column])
