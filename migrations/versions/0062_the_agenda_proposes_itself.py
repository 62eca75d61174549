"""the agenda proposes itself: rules, requests of members, what a person set by hand"""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
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

NOT_NOW = sa.Enum(
    "talked_through",
    "something_first",
    "presenter_away",
    "no_time",
    name="notnow",
    native_enum=False,
    length=40,
)
NEW = {
    "break_after": (sa.Integer(), "0"),
    "by_hand": (sa.Boolean(), sa.true()),
    "placed_by_hand": (sa.Boolean(), sa.false()),
    "timed_by_hand": (sa.Boolean(), sa.false()),
}
"""Columns, and what holds for agendas before: everything was put there by hand."""


def upgrade() -> None:
    _rules()
    _requests()
    _agendas()


def _rules() -> None:
    op.create_table(
        "agenda_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "weight BETWEEN 1 AND 100", name=op.f("ck_agenda_rules_weighs_something")
        ),
        sa.CheckConstraint(
            "days BETWEEN 0 AND 3650", name=op.f("ck_agenda_rules_a_number_of_days")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["members.id"], name=op.f("fk_agenda_rules_changed_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_rules")),
        sa.UniqueConstraint("key", name=op.f("uq_agenda_rules_key")),
    )


def _requests() -> None:
    op.create_table(
        "review_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_review_requests_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_review_requests_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_review_requests_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_requests")),
    )
    op.create_index(op.f("ix_review_requests_case_id"), "review_requests", ["case_id"])
    op.create_table(
        "review_request_words",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_review_request_words_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["review_requests.id"],
            name=op.f("fk_review_request_words_request_id_review_requests"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_request_words")),
        sa.UniqueConstraint("request_id", name=op.f("uq_review_request_words_request_id")),
    )
    for column in ("compartment", "owner_id", "survivor_id"):
        op.create_index(op.f(f"ix_review_request_words_{column}"), "review_request_words", [column])


def _agendas() -> None:
    for name, (kind, was) in NEW.items():
        with op.batch_alter_table("agenda_items") as table:
            table.add_column(sa.Column(name, kind, nullable=False, server_default=was))
            table.alter_column(name, existing_type=kind, server_default=None)
    op.create_table(
        "agenda_left_out",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("why", NOT_NOW, nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_agenda_left_out_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_left_out_meeting_id_meetings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_left_out")),
        sa.UniqueConstraint("meeting_id", "case_id", name=op.f("uq_agenda_left_out_meeting_id")),
    )
    op.create_index(op.f("ix_agenda_left_out_case_id"), "agenda_left_out", ["case_id"])


def downgrade() -> None:
    op.drop_table("agenda_left_out")
    with op.batch_alter_table("agenda_items") as table:
        for name in reversed(NEW):
            table.drop_column(name)
    op.drop_table("review_request_words")
    op.drop_table("review_requests")
    op.drop_table("agenda_rules")
