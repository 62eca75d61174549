"""which parts of life a county uses in plans, and what it calls them"""

import sqlalchemy as sa
from alembic import op

revision = "0088"
down_revision = "0096"
branch_labels = None
depends_on = None

DOMAIN = sa.Enum(
    "safety",
    "home",
    "basic_needs",
    "health",
    "wellbeing",
    "people",
    "learning",
    "work_money",
    "rights",
    "self",
    name="domain",
    native_enum=False,
    length=40,
)


def upgrade() -> None:
    op.create_table(
        "domain_settings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("domain", DOMAIN, nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("name_es", sa.String(), nullable=True),
        sa.Column("ohts", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("ohts BETWEEN 1 AND 14", name=op.f("ck_domain_settings_is_a_category")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["members.id"], name=op.f("fk_domain_settings_changed_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_domain_settings")),
        sa.UniqueConstraint("domain", name=op.f("uq_domain_settings_domain")),
    )


def downgrade() -> None:
    op.drop_table("domain_settings")
