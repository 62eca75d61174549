"""legal process: what was served, what was done, what left, and who approved it"""

import sqlalchemy as sa
from alembic import op


revision = "0031"
down_revision = "0024"
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
KIND = _enum("kind", "subpoena", "search_warrant", "court_order", "own_request", "other_request")
SERVED = _enum("served", "in_person", "mail", "electronically", "otherwise")
STATE = _enum(
    "state",
    "open",
    "objected",
    "narrowed",
    "quashed",
    "prepared",
    "approved",
    "produced",
    "answered",
    "closed",
)
STEP = _enum(
    "step",
    "counsel_told",
    "survivor_told",
    "survivor_not_told",
    "telling_forbidden",
    "objected",
    "narrowed",
    "quashed",
    "answered",
    "closed",
)
BASIS = _enum("basis", "court_order", "subpoena", "release", "own_request")


def _row() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def _owned() -> list[sa.Column]:
    return [
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
    ]


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    op.create_table(
        "legal_processes",
        *_row(),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("served", SERVED, nullable=False),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("state", STATE, nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("telling_is_forbidden", sa.Boolean(), nullable=False),
        sa.Column("registered_by_id", sa.Uuid(), nullable=False),
        _to("legal_processes", "agency_id", "agencies"),
        _to("legal_processes", "registered_by_id", "members"),
        _to("legal_processes", "survivor_id", "survivors"),
        _key("legal_processes"),
        sa.UniqueConstraint("agency_id", "reference", name=op.f("uq_legal_processes_agency_id")),
    )
    _index("legal_processes", "agency_id", "survivor_id")
    op.create_table(
        "served_papers",
        *_row(),
        sa.Column("process_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.LargeBinary(), nullable=False),
        sa.Column("issuer_reference", sa.LargeBinary(), nullable=True),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("scope", sa.LargeBinary(), nullable=False),
        sa.Column("judge", sa.LargeBinary(), nullable=True),
        *_owned(),
        _to("served_papers", "owner_id", "agencies"),
        _to("served_papers", "process_id", "legal_processes"),
        _key("served_papers"),
        sa.UniqueConstraint("process_id", name=op.f("uq_served_papers_process_id")),
    )
    _index("served_papers", "compartment", "owner_id", "survivor_id")
    op.create_table(
        "process_steps",
        *_row(),
        sa.Column("process_id", sa.Uuid(), nullable=False),
        sa.Column("kind", STEP, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        *_owned(),
        _to("process_steps", "by_id", "members"),
        _to("process_steps", "owner_id", "agencies"),
        _to("process_steps", "process_id", "legal_processes"),
        _key("process_steps"),
    )
    _index("process_steps", "compartment", "owner_id", "process_id", "survivor_id")
    op.create_table(
        "productions",
        *_row(),
        sa.Column("process_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("basis", BASIS, nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("prepared_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_approved", sa.Boolean(), nullable=True),
        sa.Column("produced_by_id", sa.Uuid(), nullable=True),
        sa.Column("produced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("serial", sa.String(), nullable=True),
        _to("productions", "agency_id", "agencies"),
        _to("productions", "decided_by_id", "members"),
        _to("productions", "prepared_by_id", "members"),
        _to("productions", "process_id", "legal_processes"),
        _to("productions", "produced_by_id", "members"),
        _to("productions", "survivor_id", "survivors"),
        _key("productions"),
    )
    _index("productions", "agency_id", "process_id", "survivor_id")


def downgrade() -> None:
    for table in ("productions", "process_steps", "served_papers", "legal_processes"):
        op.drop_table(table)
