"""the desk of triage: clocks on referrals, who has one, who screened it, who agreed"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0068"
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
ENDED = sa.Enum("done", "moot", name="clockend", native_enum=False, length=40)
AGREED = sa.Enum("take", "refuse", name="agreed", native_enum=False, length=40)


def upgrade() -> None:
    _referrals()
    _clocks()
    _agreements()


def _referrals() -> None:
    with op.batch_alter_table("referrals") as table:
        table.add_column(sa.Column("burns_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("screened_at", sa.DateTime(timezone=True), nullable=True))
        for column in ("screened_by_id", "handler_id"):
            table.add_column(sa.Column(column, sa.Uuid(), nullable=True))
            table.create_foreign_key(
                op.f(f"fk_referrals_{column}_members"), "members", [column], ["id"]
            )
    op.create_index(op.f("ix_referrals_burns_at"), "referrals", ["burns_at"])
    # What waited before there were clocks comes first, and the oldest of it before the rest.
    op.execute("UPDATE referrals SET burns_at = received_at WHERE status = 'received'")


def _clocks() -> None:
    op.create_table(
        "referral_clocks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("aware_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", ENDED, nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("from_agency_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["members.id"], name=op.f("fk_referral_clocks_done_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals.id"], name=op.f("fk_referral_clocks_referral_id_referrals")
        ),
        sa.ForeignKeyConstraint(
            ["from_agency_id"],
            ["agencies.id"],
            name=op.f("fk_referral_clocks_from_agency_id_agencies"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_clocks")),
    )
    op.create_index(op.f("ix_referral_clocks_referral_id"), "referral_clocks", ["referral_id"])
    op.create_index("ix_referral_clocks_running", "referral_clocks", ["ended", "due_at"])
    op.create_table(
        "referral_clock_words",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("clock_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.LargeBinary(), nullable=True),
        sa.Column("why_late", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_referral_clock_words_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["clock_id"],
            ["referral_clocks.id"],
            name=op.f("fk_referral_clock_words_clock_id_referral_clocks"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_clock_words")),
        sa.UniqueConstraint("clock_id", name=op.f("uq_referral_clock_words_clock_id")),
    )
    for column in ("compartment", "owner_id", "survivor_id"):
        op.create_index(op.f(f"ix_referral_clock_words_{column}"), "referral_clock_words", [column])


def _agreements() -> None:
    op.create_table(
        "referral_agreements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("to", AGREED, nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("noted_by_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("from_agency_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_referral_agreements_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["members.id"], name=op.f("fk_referral_agreements_noted_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_referral_agreements_referral_id_referrals"),
        ),
        sa.ForeignKeyConstraint(
            ["from_agency_id"],
            ["agencies.id"],
            name=op.f("fk_referral_agreements_from_agency_id_agencies"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_agreements")),
        sa.UniqueConstraint(
            "referral_id", "agency_id", name=op.f("uq_referral_agreements_referral_id")
        ),
    )
    op.create_index(
        op.f("ix_referral_agreements_referral_id"), "referral_agreements", ["referral_id"]
    )


def downgrade() -> None:
    for table in ("referral_agreements", "referral_clock_words", "referral_clocks"):
        op.drop_table(table)
    op.drop_index(op.f("ix_referrals_burns_at"), "referrals")
    with op.batch_alter_table("referrals") as table:
        for column in ("handler_id", "screened_by_id"):
            table.drop_constraint(op.f(f"fk_referrals_{column}_members"), type_="foreignkey")
        for column in ("handler_id", "screened_by_id", "screened_at", "burns_at"):
            table.drop_column(column)
