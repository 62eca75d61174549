"""results of screenings, and who asked whether somebody was referred to services before"""

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0081"
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
SEALED = {
    "tool": False,
    "tool_name": True,
    "tool_version": True,
    "screener": False,
    "setting": True,
    "sources": True,
    "signs": True,
    "band": False,
    "totals": True,
    "overridden": True,
    "override_reason": True,
    "told_to": True,
}
"""Sealed columns, and whether they may be empty."""


PURPOSE = sa.Enum(
    "review", "intake", "placement", "safety", name="purpose", native_enum=False, length=40
)


def upgrade() -> None:
    _results()
    _questions()


def _results() -> None:
    op.create_table(
        "screening_results",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("screened_on", sa.Date(), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        *(sa.Column(name, sa.LargeBinary(), nullable=may) for name, may in SEALED.items()),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_screening_results_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name=op.f("fk_screening_results_author_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_results")),
    )
    for column in ("compartment", "owner_id", "survivor_id"):
        op.create_index(op.f(f"ix_screening_results_{column}"), "screening_results", [column])


def _questions() -> None:
    op.create_table(
        "quick_questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("purpose", PURPOSE, nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_quick_questions_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_quick_questions_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_quick_questions_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quick_questions")),
    )
    op.create_index(op.f("ix_quick_questions_case_id"), "quick_questions", ["case_id"])
    op.create_index("ix_quick_questions_asked", "quick_questions", ["member_id", "created_at"])


def downgrade() -> None:
    op.drop_table("quick_questions")
    op.drop_table("screening_results")
