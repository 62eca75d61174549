"""names like a person of concern's, who answers at a safe contact, whom to talk to in a linkage"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0046"
branch_labels = None
depends_on = None

KINDS = (
    "member",
    "guardian",
    "household",
    "contact",
    "safe_person",
    "safe_adult",
    "linkage",
    "signer",
)
POINTS_TO = {
    "survivor_id": "survivors",
    "other_survivor_id": "survivors",
    "concern_agency_id": "agencies",
    "member_id": "members",
    "of_agency_id": "agencies",
    "block_id": "conflict_blocks",
    "decided_by_id": "members",
}
INDEXED = ("survivor_id", "other_survivor_id", "member_id", "of_agency_id", "state")
NAMED_LATER = (("conflict_blocks", "set_by_id"), ("conflict_blocks", "set_by_agency_id"))


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def upgrade() -> None:
    with op.batch_alter_table("safe_contacts") as table:
        table.add_column(sa.Column("person", sa.LargeBinary(), nullable=True))
        tie = _one_of("persontie", "guardian", "household", "other")
        table.add_column(sa.Column("tie", tie, nullable=True))
    with op.batch_alter_table("linkage_notes") as table:
        table.add_column(sa.Column("contact", sa.LargeBinary(), nullable=True))
    for name, column in NAMED_LATER:
        with op.batch_alter_table(name) as table:
            table.alter_column(column, existing_type=sa.Uuid(), nullable=True)
    _matches()
    _reasons()


def _matches() -> None:
    op.create_table(
        "concern_matches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("other_survivor_id", sa.Uuid(), nullable=True),
        sa.Column("concern_id", sa.Uuid(), nullable=False),
        sa.Column("concern_agency_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _one_of("kind", *KINDS), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("of_agency_id", sa.Uuid(), nullable=False),
        sa.Column("seen_as", sa.LargeBinary(length=32), nullable=False),
        sa.Column("is_of_office", sa.Boolean(), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=True),
        sa.Column("state", _one_of("matchstate", "open", "same", "other"), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_concern_matches_{column}_{table}")
            )
            for column, table in POINTS_TO.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_matches")),
    )
    for column in INDEXED:
        op.create_index(op.f(f"ix_concern_matches_{column}"), "concern_matches", [column])


def _reasons() -> None:
    op.create_table(
        "match_reasons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_match_reasons_{column}_{table}")
            )
            for column, table in (
                ("owner_id", "agencies"),
                ("match_id", "concern_matches"),
                ("by_id", "members"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_reasons")),
    )
    for column in ("survivor_id", "compartment", "owner_id", "match_id"):
        op.create_index(op.f(f"ix_match_reasons_{column}"), "match_reasons", [column])


def downgrade() -> None:
    op.drop_table("match_reasons")
    op.drop_table("concern_matches")
    # Of a block that nobody has looked at no author is known: it falls to whom it keeps out.
    op.execute(
        "UPDATE conflict_blocks SET set_by_id = member_id, set_by_agency_id = blocked_agency_id "
        "WHERE set_by_id IS NULL"
    )
    for name, column in NAMED_LATER:
        with op.batch_alter_table(name) as table:
            table.alter_column(column, existing_type=sa.Uuid(), nullable=False)
    for name, columns in (("linkage_notes", ("contact",)), ("safe_contacts", ("tie", "person"))):
        with op.batch_alter_table(name) as table:
            for column in columns:
                table.drop_column(column)
