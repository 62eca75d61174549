"""joinings: two records that are about one young person, and why somebody says so"""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0072"
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
DEED = sa.Enum("joined", "undone", name="deed", native_enum=False, length=40)
POINTS_TO = {
    "survivor_id": "survivors",
    "other_survivor_id": "survivors",
    "brought_by_id": "agencies",
    "other_brought_by_id": "agencies",
    "joined_by_id": "members",
    "undone_by_id": "members",
}
REASON_POINTS_TO = {"owner_id": "agencies", "joining_id": "joinings", "by_id": "members"}


def upgrade() -> None:
    op.create_table(
        "joinings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("other_survivor_id", sa.Uuid(), nullable=False),
        sa.Column("brought_by_id", sa.Uuid(), nullable=False),
        sa.Column("other_brought_by_id", sa.Uuid(), nullable=False),
        sa.Column("joined_by_id", sa.Uuid(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Uuid(), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        *_foreign_keys("joinings", POINTS_TO),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joinings")),
    )
    for column in ("survivor_id", "other_survivor_id"):
        op.create_index(op.f(f"ix_joinings_{column}"), "joinings", [column])
    op.create_table(
        "joining_reasons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("joining_id", sa.Uuid(), nullable=False),
        sa.Column("deed", DEED, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        *_foreign_keys("joining_reasons", REASON_POINTS_TO),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining_reasons")),
    )
    for column in ("compartment", "joining_id", "owner_id", "survivor_id"):
        op.create_index(op.f(f"ix_joining_reasons_{column}"), "joining_reasons", [column])


def _foreign_keys(name: str, points_to: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}_{table}"))
        for column, table in points_to.items()
    ]


def downgrade() -> None:
    op.drop_table("joining_reasons")
    op.drop_table("joinings")
