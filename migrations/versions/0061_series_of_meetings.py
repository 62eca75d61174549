"""series of meetings, their rosters, holidays; who came late, went early, for whom"""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

KIND = sa.Enum(
    "weekly",
    "rapid",
    "initial",
    "ongoing",
    "emergency",
    "clinical",
    "steering",
    name="meetingkind",
    native_enum=False,
    length=40,
)
CADENCE = sa.Enum(
    "weekly",
    "monthly",
    "monthly_last",
    "as_needed",
    name="cadence",
    native_enum=False,
    length=40,
)


def upgrade() -> None:
    op.create_table(
        "meeting_series",
        *_usual(),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("cadence", CADENCE, nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("at_minute", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place_code", sa.String(), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("statement_version", sa.Integer(), nullable=False),
        sa.Column("weeks_ahead", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("chair_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chair_id"], ["members.id"], name=op.f("fk_meeting_series_chair_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_series")),
    )
    op.create_table(
        "roster_places",
        *_usual(),
        sa.Column("is_needed", sa.Boolean(), nullable=False),
        sa.Column("series_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("deputy_id", sa.Uuid(), nullable=True),
        _of_series("roster_places"),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_roster_places_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_roster_places_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["members.id"], name=op.f("fk_roster_places_deputy_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_places")),
        sa.UniqueConstraint("series_id", "agency_id", name=op.f("uq_roster_places_series_id")),
    )
    op.create_table(
        "holidays",
        *_usual(),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holidays")),
        sa.UniqueConstraint("day", name=op.f("uq_holidays_day")),
    )
    op.create_table(
        "skipped_days",
        *_usual(),
        sa.Column("falls_on", sa.Date(), nullable=False),
        sa.Column("series_id", sa.Uuid(), nullable=False),
        _of_series("skipped_days"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skipped_days")),
        sa.UniqueConstraint("series_id", "falls_on", name=op.f("uq_skipped_days_series_id")),
    )
    for table in ("roster_places", "skipped_days"):
        op.create_index(op.f(f"ix_{table}_series_id"), table, ["series_id"])
    with op.batch_alter_table("meetings") as table:
        table.add_column(sa.Column("falls_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("series_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("quorum", sa.Integer(), nullable=False, server_default="0"))
        moved = sa.Column("is_moved", sa.Boolean(), nullable=False, server_default=sa.false())
        table.add_column(moved)
        table.create_foreign_key(
            op.f("fk_meetings_series_id_meeting_series"), "meeting_series", ["series_id"], ["id"]
        )
        table.create_unique_constraint(op.f("uq_meetings_series_id"), ["series_id", "falls_on"])
    with op.batch_alter_table("attendances") as table:
        for name in ("arrived_at", "left_at"):
            table.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("deputy_for_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_attendances_deputy_for_id_members"), "members", ["deputy_for_id"], ["id"]
        )


def _usual() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def _of_series(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_series_id_meeting_series")
    return sa.ForeignKeyConstraint(["series_id"], ["meeting_series.id"], name=name)


def downgrade() -> None:
    with op.batch_alter_table("attendances") as table:
        table.drop_constraint(op.f("fk_attendances_deputy_for_id_members"), type_="foreignkey")
        for name in ("deputy_for_id", "left_at", "arrived_at"):
            table.drop_column(name)
    with op.batch_alter_table("meetings") as table:
        table.drop_constraint(op.f("uq_meetings_series_id"), type_="unique")
        table.drop_constraint(op.f("fk_meetings_series_id_meeting_series"), type_="foreignkey")
        for name in ("is_moved", "quorum", "series_id", "falls_on"):
            table.drop_column(name)
    for table in ("skipped_days", "holidays", "roster_places", "meeting_series"):
        op.drop_table(table)
