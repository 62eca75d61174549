"""the clock of a missing young person: what was done, what was told after a return"""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0062"
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
DUTY = sa.Enum(
    "police", "ncmec", "interview", "rescreen", name="duty", native_enum=False, length=40
)
ACCOUNT = sa.Enum("why_left", "what_happened", name="account", native_enum=False, length=40)


def upgrade() -> None:
    _of_an_event(
        "missing_duties",
        sa.Column("kind", DUTY, nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("report_number", sa.LargeBinary(), nullable=True),
    )
    _of_an_event(
        "return_accounts",
        sa.Column("kind", ACCOUNT, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
    )


def _of_an_event(table: str, *columns: sa.Column) -> None:
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
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f(f"fk_{table}_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f(f"fk_{table}_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name=op.f(f"fk_{table}_author_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("event_id", "kind", "owner_id", name=op.f(f"uq_{table}_event_id")),
    )
    for column in ("compartment", "owner_id", "survivor_id", "case_id", "event_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    op.drop_table("return_accounts")
    op.drop_table("missing_duties")
