"""links and spoken codes by which people join, and come in again"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

PURPOSE = sa.Enum("join", "recover", name="purpose", native_enum=False, length=40)
STAGE = sa.Enum(
    "asked",
    "open",
    "used",
    "withdrawn",
    "refused",
    "spent",
    name="stage",
    native_enum=False,
    length=40,
)
CHECK = sa.Enum("photo_id", "known", "video", name="check", native_enum=False, length=40)


def upgrade() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.Column("purpose", PURPOSE, nullable=False),
        sa.Column("stage", STAGE, nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("checked_how", CHECK, nullable=True),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("code_hash", sa.String(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("guesses", sa.Integer(), nullable=False),
        sa.Column("ticket_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("ticket_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed", sa.String(), nullable=True),
        sa.Column("trained_on", sa.Date(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_invitations_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_invitations_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["members.id"], name=op.f("fk_invitations_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
        sa.UniqueConstraint("ticket_hash", name=op.f("uq_invitations_ticket_hash")),
    )
    op.create_index(op.f("ix_invitations_stage"), "invitations", ["stage"])
    op.create_index(op.f("ix_invitations_member_id"), "invitations", ["member_id"])
    op.create_index(op.f("ix_invitations_agency_id"), "invitations", ["agency_id"])


def downgrade() -> None:
    op.drop_table("invitations")
