"""access reviews: what became of reads that nothing explains"""

import sqlalchemy as sa
from alembic import op


revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_sign_offs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("signed_by_id", sa.Uuid(), nullable=False),
        sa.Column("flagged", sa.Integer(), nullable=False),
        sa.Column("reported", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_access_sign_offs_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["members.id"], name=op.f("fk_access_sign_offs_signed_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_sign_offs")),
        sa.UniqueConstraint("agency_id", "month", name=op.f("uq_access_sign_offs_agency_id")),
    )
    op.create_table(
        "dispositions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "explained", "spoken_with", "reported", name="verdict", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["about_id"], ["survivors.id"], name=op.f("fk_dispositions_about_id_survivors")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_dispositions_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["members.id"], name=op.f("fk_dispositions_decided_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["members.id"], name=op.f("fk_dispositions_reader_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispositions")),
    )
    with op.batch_alter_table("dispositions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dispositions_agency_id"), ["agency_id", "day"], unique=False
        )

    op.create_table(
        "disposition_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("disposition_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
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
            ),
            nullable=False,
        ),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["disposition_id"],
            ["dispositions.id"],
            name=op.f("fk_disposition_notes_disposition_id_dispositions"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_disposition_notes_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposition_notes")),
        sa.UniqueConstraint("disposition_id", name=op.f("uq_disposition_notes_disposition_id")),
    )
    with op.batch_alter_table("disposition_notes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_disposition_notes_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_disposition_notes_owner_id"), ["owner_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_disposition_notes_survivor_id"), ["survivor_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("disposition_notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_disposition_notes_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_disposition_notes_owner_id"))
        batch_op.drop_index(batch_op.f("ix_disposition_notes_compartment"))

    op.drop_table("disposition_notes")
    with op.batch_alter_table("dispositions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dispositions_agency_id"))

    op.drop_table("dispositions")
    op.drop_table("access_sign_offs")
