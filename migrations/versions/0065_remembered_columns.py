"""columns are remembered without their headings; what an HTCDS workbook said is kept"""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0069"
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
    # Nothing seals again what lies there readable: columns are matched once more instead.
    op.execute("DELETE FROM column_matches")
    with op.batch_alter_table("column_matches") as table:
        table.drop_constraint("uq_column_matches_owner_id", type_="unique")
        table.drop_column("fingerprint")
        table.drop_column("mapping")
        table.add_column(sa.Column("headings", sa.LargeBinary(), nullable=False))
        table.add_column(sa.Column("choices", sa.LargeBinary(), nullable=False))
    op.create_table(
        "words_as_sent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("cells", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_words_as_sent_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_words_as_sent_referral_id_referrals"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_words_as_sent")),
    )
    for column in ("compartment", "owner_id", "referral_id", "survivor_id"):
        op.create_index(op.f(f"ix_words_as_sent_{column}"), "words_as_sent", [column])


def downgrade() -> None:
    op.drop_table("words_as_sent")
    op.execute("DELETE FROM column_matches")
    with op.batch_alter_table("column_matches") as table:
        table.drop_column("choices")
        table.drop_column("headings")
        table.add_column(sa.Column("mapping", sa.LargeBinary(), nullable=False))
        table.add_column(sa.Column("fingerprint", sa.String(), nullable=False))
        table.create_unique_constraint("uq_column_matches_owner_id", ["owner_id", "fingerprint"])
