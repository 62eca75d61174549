"""versions of plans: sent by one, approved by another; what words were before"""

import sqlalchemy as sa
from alembic import op

revision = "0086"
down_revision = "0075"
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
STATE = sa.Enum(
    "submitted", "approved", "returned", name="versionstate", native_enum=False, length=40
)


def upgrade() -> None:
    none_yet = sa.text("0")
    op.add_column(
        "plans", sa.Column("versions", sa.Integer(), nullable=False, server_default=none_yet)
    )
    _table(
        "plan_versions",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", STATE, nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stood", sa.JSON(), nullable=False),
        plan_id="plans",
        case_id="cases",
        member_id="members",
        agency_id="agencies",
        decided_by_id="members",
    )
    _indexes("plan_versions", "plan_id", "case_id", "state")
    _words("plan_version_words", "version_id", version_id="plan_versions")
    _words("plan_earlier_words", "words_id", "member_id", member_id="members")


def _words(name: str, *about: str, **parents: str) -> None:
    _table(
        name,
        *(sa.Column(column, sa.Uuid(), nullable=False) for column in about),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        case_id="cases",
        owner_id="agencies",
        **parents,
    )
    _indexes(name, about[0], "case_id", "compartment", "owner_id", "survivor_id")


def _table(name: str, *columns: sa.Column, **parents: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *columns,
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}_{table}")
            )
            for column, table in parents.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _indexes(name: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def downgrade() -> None:
    op.drop_table("plan_earlier_words")
    op.drop_table("plan_version_words")
    op.drop_table("plan_versions")
    with op.batch_alter_table("plans") as table:
        table.drop_column("versions")
