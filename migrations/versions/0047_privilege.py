"""decisions about the privilege"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0045"
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


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def upgrade() -> None:
    op.create_table(
        "privilege_decisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "holder", _one_of("holder", "youth", "guardian", "representative"), nullable=False
        ),
        sa.Column("act", _one_of("privilegeact", "claimed", "waived"), nullable=False),
        sa.Column(
            "guardian", _one_of("guardiansafety", "safe", "unsafe", "unknown"), nullable=True
        ),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("scope", sa.LargeBinary(), nullable=False),
        sa.Column(
            "counsel_says", _one_of("counselsays", "stands", "does_not_stand"), nullable=True
        ),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("reviewed_by_id", sa.Uuid(), nullable=True),
        sa.Column("counsel_words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_privilege_decisions_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_privilege_decisions_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["members.id"],
            name=op.f("fk_privilege_decisions_recorded_by_id_members"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"],
            ["members.id"],
            name=op.f("fk_privilege_decisions_reviewed_by_id_members"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privilege_decisions")),
    )
    for column in ("case_id", "compartment", "owner_id", "survivor_id"):
        op.create_index(op.f(f"ix_privilege_decisions_{column}"), "privilege_decisions", [column])


def downgrade() -> None:
    op.drop_table("privilege_decisions")
