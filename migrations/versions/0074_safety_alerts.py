"""safety alerts: set by one person, removed by two, and who knows of them"""

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None

CATEGORY = sa.Enum(
    "identity",
    "safe_contact",
    "location",
    "safety_risk",
    "exploitation_account",
    "persons_of_concern",
    "referral_narrative",
    "plan",
    "linkage",
    "health",
    "mental_health",
    "substance_use",
    "reproductive_hiv",
    "education",
    "juvenile_court",
    "child_welfare",
    "legal_advice",
    "programme",
    "research",
    "privileged",
    "team_discussion",
    "file",
    "office",
    name="category",
    native_enum=False,
    length=40,
)
KIND = sa.Enum(
    "not_alone",
    "weapons",
    "violence",
    "tracked",
    "self_harm",
    "other",
    name="alertkind",
    native_enum=False,
    length=40,
)


def upgrade() -> None:
    alerts = "safety_alerts"
    _about_a_case(
        alerts,
        sa.Column("kind", KIND, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removal_reason", sa.LargeBinary(), nullable=True),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["members.id"], name=op.f(f"fk_{alerts}_asked_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["members.id"], name=op.f(f"fk_{alerts}_confirmed_by_id_members")
        ),
        sa.CheckConstraint("confirmed_by_id <> asked_by_id", name=op.f(f"ck_{alerts}_two_people")),
        sa.CheckConstraint(
            "removed_at IS NULL OR (asked_by_id IS NOT NULL AND confirmed_by_id IS NOT NULL)",
            name=op.f(f"ck_{alerts}_removed_by_two"),
        ),
    )
    _about_a_case(
        "alerts_told",
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=True),
    )
    op.create_index(op.f("ix_alerts_told_alert_id"), "alerts_told", ["alert_id"])


def _about_a_case(table: str, *more: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f(f"fk_{table}_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f(f"fk_{table}_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name=op.f(f"fk_{table}_author_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in ("compartment", "owner_id", "survivor_id", "case_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    op.drop_table("alerts_told")
    op.drop_table("safety_alerts")
