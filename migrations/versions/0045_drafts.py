"""what is typed and not sent yet"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0043"
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


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("form_key", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name=op.f("fk_drafts_author_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_drafts_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("author_id", "form_key", name=op.f("uq_drafts_author_id")),
    )
    for column in ("author_id", "compartment", "owner_id", "survivor_id"):
        op.create_index(op.f(f"ix_drafts_{column}"), "drafts", [column])


def downgrade() -> None:
    op.drop_table("drafts")
