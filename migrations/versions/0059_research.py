"""research before a review: that an agency answered, what it shares, what it keeps"""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


CATEGORY = _enum(
    "category",
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
)
PART = _enum(
    "researchpart",
    "known",
    "last_contact",
    "status",
    "risks",
    "strengths",
    "offers",
    "questions",
)


def _table(
    name: str, refers: dict[str, str], indexed: tuple[str, ...], *columns: sa.Column
) -> None:
    owner = "owner_id" if "owner_id" in refers else "agency_id"
    kind = ["kind"] if "owner_id" in refers else []
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(column, sa.Uuid(), nullable=False) for column in refers),
        *columns,
        *(
            sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{name}_{column}_{to}"))
            for column, to in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(
            "meeting_id", "case_id", owner, *kind, name=op.f(f"uq_{name}_meeting_id")
        ),
    )
    for column in indexed:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


ABOUT = {"meeting_id": "meetings", "case_id": "cases"}
OWNED = ("meeting_id", "case_id", "survivor_id", "compartment", "owner_id")


def _owned() -> list[sa.Column]:
    return [
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("kind", PART, nullable=False),
    ]


def upgrade() -> None:
    _table(
        "research_returns",
        ABOUT | {"agency_id": "agencies", "by_id": "members"},
        ("meeting_id", "case_id", "agency_id"),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("will_speak", sa.Boolean(), nullable=False),
    )
    _table(
        "research_shared",
        ABOUT | {"owner_id": "agencies"},
        OWNED,
        *_owned(),
        sa.Column("text", sa.LargeBinary(), nullable=False),
    )
    _table(
        "research_kept",
        ABOUT | {"owner_id": "agencies"},
        OWNED,
        *_owned(),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
    )


def downgrade() -> None:
    for name in ("research_kept", "research_shared", "research_returns"):
        op.drop_table(name)
