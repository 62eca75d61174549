"""copies of records for a recipient: asked for, approved by a second person, taken, called back"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
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
BASIS = _enum("basis", "release", "law", "own_request")
FORMAT = _enum("format", "pdf", "workbook", "csv")
OUTCOME = _enum("outcome", "returned", "destroyed", "not_returned")
NAMED = {
    "agency_id": "agencies",
    "survivor_id": "survivors",
    "case_id": "cases",
    "to_agency_id": "agencies",
    "release_id": "releases",
    "disclosure_id": "disclosures",
    "requested_by_id": "members",
    "decided_by_id": "members",
    "recalled_by_id": "members",
}


def _row() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def upgrade() -> None:
    op.create_table(
        "exports",
        *_row(),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("basis", BASIS, nullable=False),
        sa.Column("to_agency_id", sa.Uuid(), nullable=True),
        sa.Column("release_id", sa.Uuid(), nullable=True),
        sa.Column("disclosure_id", sa.Uuid(), nullable=True),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("held", sa.JSON(), nullable=False),
        sa.Column("format", FORMAT, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("requested_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_approved", sa.Boolean(), nullable=True),
        sa.Column("serial", sa.String(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("downloads", sa.Integer(), nullable=False),
        sa.Column("downloaded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recalled_by_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", OUTCOME, nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        *(_to("exports", column, table) for column, table in NAMED.items()),
        sa.CheckConstraint(
            "decided_by_id != requested_by_id", name=op.f("ck_exports_second_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
    )
    op.create_table(
        "export_words",
        *_row(),
        sa.Column("export_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.LargeBinary(), nullable=False),
        sa.Column("password", sa.LargeBinary(), nullable=True),
        sa.Column("shown_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        _to("export_words", "export_id", "exports"),
        _to("export_words", "owner_id", "agencies"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_words")),
        sa.UniqueConstraint("export_id", name=op.f("uq_export_words_export_id")),
    )
    for table, columns in {
        "exports": ("agency_id", "survivor_id", "case_id"),
        "export_words": ("compartment", "owner_id", "survivor_id"),
    }.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    for table in ("export_words", "exports"):
        op.drop_table(table)
