"""workbooks of an agency's own referrals: asked for, approved by a second person, taken"""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
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
PEOPLE = ("requested_by_id", "decided_by_id", "recalled_by_id")


def upgrade() -> None:
    op.create_table(
        "referral_books",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("referrals", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_approved", sa.Boolean(), nullable=True),
        sa.Column("serial", sa.String(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("downloads", sa.Integer(), nullable=False),
        sa.Column("downloaded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("requested_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("recalled_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "decided_by_id != requested_by_id", name=op.f("ck_referral_books_second_person")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_referral_books_agency_id_agencies")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], ["members.id"], name=op.f(f"fk_referral_books_{column}_members")
            )
            for column in PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_books")),
    )
    op.create_index(op.f("ix_referral_books_agency_id"), "referral_books", ["agency_id"])
    op.create_table(
        "referral_book_words",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.LargeBinary(), nullable=False),
        sa.Column("password", sa.LargeBinary(), nullable=True),
        sa.Column("shown_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["book_id"],
            ["referral_books.id"],
            name=op.f("fk_referral_book_words_book_id_referral_books"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_referral_book_words_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_book_words")),
        sa.UniqueConstraint("book_id", name=op.f("uq_referral_book_words_book_id")),
    )
    for column in ("compartment", "owner_id", "survivor_id"):
        op.create_index(op.f(f"ix_referral_book_words_{column}"), "referral_book_words", [column])


def downgrade() -> None:
    op.drop_table("referral_book_words")
    op.drop_table("referral_books")
