"""conflicts of interest"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conflict_blocks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("blocked_agency_id", sa.Uuid(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("set_by_agency_id", sa.Uuid(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.Uuid(), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["survivors.id"], name=op.f("fk_conflict_blocks_survivor_id_survivors")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_conflict_blocks_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["blocked_agency_id"],
            ["agencies.id"],
            name=op.f("fk_conflict_blocks_blocked_agency_id_agencies"),
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["members.id"], name=op.f("fk_conflict_blocks_set_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_agency_id"],
            ["agencies.id"],
            name=op.f("fk_conflict_blocks_set_by_agency_id_agencies"),
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"], ["members.id"], name=op.f("fk_conflict_blocks_lifted_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_blocks")),
    )
    for column in ("survivor_id", "member_id", "blocked_agency_id"):
        op.create_index(op.f(f"ix_conflict_blocks_{column}"), "conflict_blocks", [column])
    op.create_table(
        "conflict_reasons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("is_lifting", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_conflict_reasons_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["block_id"],
            ["conflict_blocks.id"],
            name=op.f("fk_conflict_reasons_block_id_conflict_blocks"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["members.id"], name=op.f("fk_conflict_reasons_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_reasons")),
    )
    for column in ("survivor_id", "compartment", "owner_id", "block_id"):
        op.create_index(op.f(f"ix_conflict_reasons_{column}"), "conflict_reasons", [column])


def downgrade() -> None:
    op.drop_table("conflict_reasons")
    op.drop_table("conflict_blocks")
