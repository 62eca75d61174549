"""retention"""

import sqlalchemy as sa
from alembic import op


revision = "0010"
down_revision = "0008"
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
RECORD_CLASS = sa.Enum(
    "case",
    "health",
    "counseling",
    "court",
    "child_welfare",
    "education",
    "team",
    "papers",
    "decisions",
    name="recordclass",
    native_enum=False,
    length=40,
)


def every_table():
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def upgrade() -> None:
    with op.batch_alter_table("agenda_items") as table:
        table.add_column(sa.Column("said_hash", sa.LargeBinary(length=32), nullable=True))
    op.create_table(
        "past_cases",
        *every_table(),
        sa.Column("opened_in", sa.String(), nullable=False),
        sa.Column("closed_in", sa.String(), nullable=False),
        sa.Column(
            "age_range",
            sa.Enum(
                "under_12",
                "12_to_14",
                "15_to_17",
                "18_to_24",
                "25_and_over",
                "unknown",
                name="agerange",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_cases")),
    )
    op.create_table(
        "destruction_orders",
        *every_table(),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "wic_781",
                "wic_786",
                "wic_826",
                "wic_389",
                "other_order",
                name="orderbasis",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked", "confirmed", "declined", name="orderstate", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["members.id"], name=op.f("fk_destruction_orders_asked_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["members.id"],
            name=op.f("fk_destruction_orders_decided_by_id_members"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_destruction_orders_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"],
            ["survivors.id"],
            name=op.f("fk_destruction_orders_survivor_id_survivors"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_orders")),
    )
    op.create_index("ix_destruction_orders_owner_id", "destruction_orders", ["owner_id"])
    op.create_index("ix_destruction_orders_survivor_id", "destruction_orders", ["survivor_id"])
    op.create_table(
        "destructions",
        *every_table(),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("keeper_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("destroyed_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["members.id"], name=op.f("fk_destructions_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["agencies.id"], name=op.f("fk_destructions_keeper_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_destructions_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["survivors.id"], name=op.f("fk_destructions_survivor_id_survivors")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destructions")),
    )
    op.create_index("ix_destructions_destroyed_on", "destructions", ["destroyed_on"])
    op.create_index("ix_destructions_keeper_id", "destructions", ["keeper_id"])
    op.create_index("ix_destructions_owner_id", "destructions", ["owner_id"])
    op.create_index("ix_destructions_survivor_id", "destructions", ["survivor_id"])
    op.create_table(
        "legal_holds",
        *every_table(),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_by_id", sa.Uuid(), nullable=True),
        sa.Column("clearing", sa.LargeBinary(), nullable=True),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cleared_by_id"], ["members.id"], name=op.f("fk_legal_holds_cleared_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_legal_holds_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["members.id"], name=op.f("fk_legal_holds_set_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_holds")),
    )
    op.create_index("ix_legal_holds_compartment", "legal_holds", ["compartment"])
    op.create_index("ix_legal_holds_owner_id", "legal_holds", ["owner_id"])
    op.create_index("ix_legal_holds_survivor_id", "legal_holds", ["survivor_id"])
    op.create_table(
        "postponements",
        *every_table(),
        sa.Column("of_owner_id", sa.Uuid(), nullable=False),
        sa.Column("record_class", RECORD_CLASS, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["members.id"], name=op.f("fk_postponements_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["of_owner_id"], ["agencies.id"], name=op.f("fk_postponements_of_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_postponements_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postponements")),
    )
    op.create_index("ix_postponements_compartment", "postponements", ["compartment"])
    op.create_index("ix_postponements_owner_id", "postponements", ["owner_id"])
    op.create_index("ix_postponements_survivor_id", "postponements", ["survivor_id"])
    op.create_table(
        "retention_deadlines",
        *every_table(),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("keeper_id", sa.Uuid(), nullable=False),
        sa.Column("record_class", RECORD_CLASS, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["agencies.id"], name=op.f("fk_retention_deadlines_keeper_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_retention_deadlines_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"],
            ["survivors.id"],
            name=op.f("fk_retention_deadlines_survivor_id_survivors"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_deadlines")),
        sa.UniqueConstraint(
            "survivor_id",
            "owner_id",
            "record_class",
            name=op.f("uq_retention_deadlines_survivor_id"),
        ),
    )
    op.create_index("ix_retention_deadlines_due_on", "retention_deadlines", ["due_on"])
    op.create_index("ix_retention_deadlines_keeper_id", "retention_deadlines", ["keeper_id"])
    op.create_table(
        "retention_schedules",
        *every_table(),
        sa.Column("record_class", RECORD_CLASS, nullable=False),
        sa.Column(
            "start",
            sa.Enum(
                "case_closed",
                "last_activity",
                "last_meeting",
                "release_ended",
                name="start",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column(
            "action",
            sa.Enum("shred", "narrative", name="action", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["members.id"], name=op.f("fk_retention_schedules_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_schedules")),
    )
    op.create_index("ix_retention_schedules_record_class", "retention_schedules", ["record_class"])


def downgrade() -> None:
    with op.batch_alter_table("agenda_items") as table:
        table.drop_column("said_hash")
    op.drop_table("retention_schedules")
    op.drop_table("retention_deadlines")
    op.drop_table("postponements")
    op.drop_table("legal_holds")
    op.drop_table("destructions")
    op.drop_table("destruction_orders")
    op.drop_table("past_cases")
