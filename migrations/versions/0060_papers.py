"""what became of papers, copies for somebody else, and who opened final minutes"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

FATE = sa.Enum("returned", "shredded", name="fate", native_enum=False, length=40)
ANSWER = sa.Enum("agreed", "declined", name="answer", native_enum=False, length=40)


def upgrade() -> None:
    op.create_table(
        "minutes_openings",
        *_first(),
        *_to("minutes_openings", meeting_id="meetings", member_id="members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_openings")),
    )
    op.create_index(op.f("ix_minutes_openings_meeting_id"), "minutes_openings", ["meeting_id"])
    op.create_table(
        "paper_fates",
        *_first(),
        *_to(
            "paper_fates",
            copy_id="minutes_copies",
            meeting_id="meetings",
            member_id="members",
            noted_by_id="members",
        ),
        sa.Column("fate", FATE, nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_fates")),
        sa.UniqueConstraint("copy_id", name=op.f("uq_paper_fates_copy_id")),
    )
    op.create_index(op.f("ix_paper_fates_meeting_id"), "paper_fates", ["meeting_id"])
    op.create_table(
        "copy_asks",
        *_first(),
        *_to(
            "copy_asks",
            meeting_id="meetings",
            item_id="agenda_items",
            survivor_id="survivors",
            from_agency_id="agencies",
            asked_by_id="members",
            to_agency_id="agencies",
            agency_id="agencies",
        ),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("word", ANSWER, nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["members.id"], name=op.f("fk_copy_asks_answered_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy_asks")),
        sa.UniqueConstraint("request_id", "agency_id", name=op.f("uq_copy_asks_request_id")),
    )
    for column in (
        "agency_id",
        "from_agency_id",
        "item_id",
        "meeting_id",
        "request_id",
        "survivor_id",
    ):
        op.create_index(op.f(f"ix_copy_asks_{column}"), "copy_asks", [column])
    with op.batch_alter_table("minutes_copies") as batch_op:
        batch_op.add_column(sa.Column("for_agency_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("request_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_minutes_copies_for_agency_id_agencies"), "agencies", ["for_agency_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("minutes_copies") as batch_op:
        batch_op.drop_constraint(
            op.f("fk_minutes_copies_for_agency_id_agencies"), type_="foreignkey"
        )
        batch_op.drop_column("request_id")
        batch_op.drop_column("for_agency_id")
    op.drop_table("copy_asks")
    op.drop_table("paper_fates")
    op.drop_table("minutes_openings")


def _first() -> tuple[sa.Column, ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _to(table: str, **columns: str) -> list[sa.Column | sa.ForeignKeyConstraint]:
    """Return columns that name rows of other tables, with their keys."""
    return [
        *(sa.Column(column, sa.Uuid(), nullable=False) for column in columns),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
            )
            for column, other in columns.items()
        ),
    ]
