"""what a score rests on, what is missing for a goal, and to which service a step leads"""

import sqlalchemy as sa
from alembic import op

revision = "0087"
down_revision = "0086"
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
    _words("score_evidence", "score_id", "scores")
    _words("goal_needs", "goal_id", "goals")
    with op.batch_alter_table("plan_steps") as table:
        table.add_column(sa.Column("linkage_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_plan_steps_linkage_id_linkages"), "linkages", ["linkage_id"], ["id"]
        )
        table.create_index(op.f("ix_plan_steps_linkage_id"), ["linkage_id"])


def _words(name: str, about: str, parent: str) -> None:
    parents = {about: parent, "case_id": "cases", "owner_id": "agencies"}
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(about, sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}_{table}")
            )
            for column, table in parents.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in (about, "case_id", "compartment", "owner_id", "survivor_id"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def downgrade() -> None:
    with op.batch_alter_table("plan_steps") as table:
        table.drop_index(op.f("ix_plan_steps_linkage_id"))
        table.drop_constraint(op.f("fk_plan_steps_linkage_id_linkages"), type_="foreignkey")
        table.drop_column("linkage_id")
    op.drop_table("goal_needs")
    op.drop_table("score_evidence")
