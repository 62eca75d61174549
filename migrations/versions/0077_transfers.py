"""transfers to another county, with their receipts; packets of another county, taken in"""

import sqlalchemy as sa
from alembic import op

revision = "0077"
down_revision = "0074"
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
REASON = _enum("transferreason", "moved", "placed", "court", "family", "services", "other")


def upgrade() -> None:
    with op.batch_alter_table("exports") as table:
        table.alter_column("case_id", existing_type=sa.Uuid(), nullable=True)
        table.add_column(sa.Column("referral_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_exports_referral_id_referrals"), "referrals", ["referral_id"], ["id"]
        )
        table.create_index(op.f("ix_exports_referral_id"), ["referral_id"])
    _shell(
        "transfers",
        {
            "export_id": "exports",
            "agency_id": "agencies",
            "survivor_id": "survivors",
            "noted_by_id": "members",
        },
        sa.Column("export_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("transfer_reason", REASON, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("noted_by_id", sa.Uuid(), nullable=True),
        sa.UniqueConstraint("export_id", name=op.f("uq_transfers_export_id")),
    )
    _owned(
        "transfer_words",
        ("transfer_id", "transfers"),
        _sealed("reach"),
        _sealed("receipt"),
        _sealed("told_by", nullable=True),
        only_one=True,
    )
    _shell(
        "arrivals",
        {"agency_id": "agencies", "taken_by_id": "members", "referral_id": "referrals"},
        sa.Column("packet", sa.Uuid(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("taken_by_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.UniqueConstraint("agency_id", "packet", name=op.f("uq_arrivals_agency_id")),
        sa.UniqueConstraint("referral_id", name=op.f("uq_arrivals_referral_id")),
    )
    _owned(
        "arrival_words",
        ("referral_id", "referrals"),
        _sealed("county"),
        _sealed("sender"),
        _sealed("transfer_reason"),
        _sealed("purpose"),
        _sealed("receipt"),
        only_one=True,
    )
    _owned(
        "transferred_records",
        ("referral_id", "referrals"),
        sa.Column("written_on", sa.Date(), nullable=False),
        _sealed("title"),
        _sealed("text"),
        only_one=False,
    )
    _index("transfers", "agency_id", "survivor_id")
    _index("arrivals", "agency_id")


def _sealed(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


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


def _shell(table: str, named: dict[str, str], *more: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        *_row(),
        *more,
        *(_to(table, column, other) for column, other in named.items()),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _owned(table: str, under: tuple[str, str], *columns: sa.Column, only_one: bool) -> None:
    column, other = under
    alone = [sa.UniqueConstraint(column, name=op.f(f"uq_{table}_{column}"))] if only_one else []
    _shell(
        table,
        {"owner_id": "agencies", column: other},
        sa.Column(column, sa.Uuid(), nullable=False),
        *columns,
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        *alone,
    )
    _index(table, "compartment", "owner_id", "survivor_id")
    if not only_one:
        _index(table, column)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    for table in ("transferred_records", "arrival_words", "arrivals", "transfer_words", "transfers"):
        op.drop_table(table)
    with op.batch_alter_table("exports") as table:
        table.drop_index(op.f("ix_exports_referral_id"))
        table.drop_constraint(op.f("fk_exports_referral_id_referrals"), type_="foreignkey")
        table.drop_column("referral_id")
        table.alter_column("case_id", existing_type=sa.Uuid(), nullable=False)
