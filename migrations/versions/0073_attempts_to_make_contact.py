"""before a number opens one says whether it is safe; after that, what came of it"""

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0080"
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
STILL_SAFE = sa.Enum(
    "youth",
    "last_seen",
    "not_asked",
    "urgent",
    "no",
    name="stillsafe",
    native_enum=False,
    length=40,
)
OUTCOME = sa.Enum(
    "reached",
    "message_left",
    "not_reached",
    "wrong_person",
    "not_safe",
    name="attemptoutcome",
    native_enum=False,
    length=40,
)
TABLE = "contact_attempts"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("still_safe", STILL_SAFE, nullable=False),
        sa.Column("outcome", OUTCOME, nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f(f"fk_{TABLE}_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name=op.f(f"fk_{TABLE}_author_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    for column in ("compartment", "owner_id", "survivor_id", "contact_id", "author_id"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])


def downgrade() -> None:
    op.drop_table(TABLE)
