"""grounds of disclosures: why a law carried something, and its one extension"""

import sqlalchemy as sa
from alembic import op


revision = "0012"
down_revision = "0011"
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
TABLE = "disclosure_terms"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("disclosure_id", sa.Uuid(), nullable=False),
        sa.Column("extends_id", sa.Uuid(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("identities_verified", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.LargeBinary(), nullable=True),
        sa.Column("judge", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["disclosure_id"],
            ["disclosures.id"],
            name=op.f("fk_disclosure_terms_disclosure_id_disclosures"),
        ),
        sa.ForeignKeyConstraint(
            ["extends_id"],
            ["disclosures.id"],
            name=op.f("fk_disclosure_terms_extends_id_disclosures"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_disclosure_terms_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_terms")),
        sa.UniqueConstraint("disclosure_id", name=op.f("uq_disclosure_terms_disclosure_id")),
        sa.UniqueConstraint("extends_id", name=op.f("uq_disclosure_terms_extends_id")),
    )
    for column in ("compartment", "owner_id", "survivor_id"):
        op.create_index(op.f(f"ix_disclosure_terms_{column}"), TABLE, [column])


def downgrade() -> None:
    op.drop_table(TABLE)
