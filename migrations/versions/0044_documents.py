"""documents: what people sent; their bytes lie in files of their own"""

import sqlalchemy as sa
from alembic import op


revision = "0044"
down_revision = "0032"
branch_labels = None
depends_on = None


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


CATEGORY = _enum(
    "category",
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
)
KIND = _enum(
    "kind",
    "signed_release",
    "court_order",
    "juvenile_case_file",
    "safety_plan",
    "identity",
    "medical",
    "mental_health",
    "substance_use",
    "reproductive_hiv",
    "school",
    "child_welfare",
    "other",
    "served",
)
FORMAT = _enum("format", "pdf", "docx", "xlsx", "png", "jpg", "txt")
SCAN = _enum("scan", "not_scanned", "nothing_found")
TO = {
    "by_id": "members",
    "case_id": "cases",
    "owner_id": "agencies",
    "process_id": "legal_processes",
    "release_id": "releases",
    "removed_by_id": "members",
}
INDEXED = ("case_id", "compartment", "owner_id", "process_id", "release_id", "survivor_id")


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("release_id", sa.Uuid(), nullable=True),
        sa.Column("process_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("format", FORMAT, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("scan", SCAN, nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("court_order", sa.LargeBinary(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Uuid(), nullable=True),
        sa.Column("removal_reason", sa.LargeBinary(), nullable=True),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_documents_{column}_{table}")
            )
            for column, table in TO.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    for column in INDEXED:
        op.create_index(op.f(f"ix_documents_{column}"), "documents", [column])


def downgrade() -> None:
    op.drop_table("documents")
