"""breaches: incidents, whom they touch, calls before letters, notices, and clocks"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
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
KIND = _enum(
    "kind",
    "lost_device",
    "wrong_recipient",
    "account_taken",
    "paper_lost",
    "system",
    "other",
)
CERTAINTY = _enum("certainty", "actual", "imminent", "suspected")
STATE = _enum("state", "reported", "breach", "no_breach", "closed")
STEP = _enum(
    "step",
    "reported",
    "breach",
    "no_breach",
    "sign_ins_ended",
    "contained",
    "noted",
    "closed",
)
BOUND = _enum("bound", "public", "business")
OUTCOME = _enum("outcome", "reached", "no_answer", "unsafe")
HOW = _enum("how", "in_person", "mail", "electronically")
NOTICE_TO = _enum("noticeto", "grant_manager", "attorney_general", "police", "other")
CLOCK = _enum("clock", "grant", "business", "public", "attorney")
SETTING = _enum("settingstate", "proposed", "confirmed", "refused")
MOMENT = sa.DateTime(timezone=True)


def _row() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def _owned() -> list[sa.Column]:
    return [
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("category", CATEGORY, nullable=False),
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seal_version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
    ]


def _id(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _at(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, MOMENT, nullable=nullable)


def _count(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def _yes(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Boolean(), nullable=nullable)


def _sealed(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{columns[0]}"))


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    _incidents()
    _people()
    _words()
    op.create_table(
        "breach_clocks",
        *_row(),
        sa.Column("clock", CLOCK, nullable=False),
        _count("amount"),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("counsel", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("state", SETTING, nullable=False),
        _id("proposed_by_id"),
        _id("decided_by_id", nullable=True),
        _at("decided_at"),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        _to("breach_clocks", "proposed_by_id", "members"),
        _to("breach_clocks", "decided_by_id", "members"),
        _key("breach_clocks"),
    )


def _incidents() -> None:
    op.create_table(
        "breaches",
        *_row(),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("certainty", CERTAINTY, nullable=False),
        _at("noticed_at", nullable=False),
        _at("happened_at"),
        sa.Column("state", STATE, nullable=False),
        _yes("verdict", nullable=True),
        _id("office_id"),
        _id("agency_id"),
        _id("reported_by_id"),
        _id("about_id", nullable=True),
        sa.Column("accounts", sa.JSON(), nullable=False),
        _count("steps"),
        _count("unbelieved"),
        _at("listed_at"),
        _to("breaches", "office_id", "agencies"),
        _to("breaches", "agency_id", "agencies"),
        _to("breaches", "reported_by_id", "members"),
        _to("breaches", "about_id", "members"),
        _key("breaches"),
        _once("breaches", "reference"),
    )
    _index("breaches", "reported_by_id")
    op.create_table(
        "breach_scopes",
        *_row(),
        _id("breach_id"),
        _id("member_id", nullable=True),
        _id("agency_id", nullable=True),
        _at("since", nullable=False),
        _at("until", nullable=False),
        sa.Column("sign_ins", sa.JSON(), nullable=False),
        _to("breach_scopes", "breach_id", "breaches"),
        _to("breach_scopes", "member_id", "members"),
        _to("breach_scopes", "agency_id", "agencies"),
        _key("breach_scopes"),
    )
    _index("breach_scopes", "breach_id")


def _people() -> None:
    op.create_table(
        "breach_parts",
        *_row(),
        _id("breach_id"),
        _id("office_id"),
        _id("agency_id"),
        _yes("is_covered"),
        sa.Column("bound", BOUND, nullable=False),
        _yes("is_funded"),
        _count("people"),
        _at("first_letter_at"),
        _at("last_letter_at"),
        _at("grant_told_at"),
        _at("attorney_told_at"),
        _to("breach_parts", "breach_id", "breaches"),
        _to("breach_parts", "office_id", "agencies"),
        _to("breach_parts", "agency_id", "agencies"),
        _key("breach_parts"),
        _once("breach_parts", "breach_id", "agency_id"),
    )
    _index("breach_parts", "agency_id", "breach_id")
    op.create_table(
        "breach_affected",
        *_row(),
        _id("breach_id"),
        _id("part_id"),
        _id("office_id"),
        _id("agency_id"),
        _yes("is_covered"),
        _id("survivor_id"),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        _yes("by_hand"),
        _at("first_at", nullable=False),
        _at("last_at", nullable=False),
        _count("visits"),
        _count("calls"),
        _at("reached_at"),
        _yes("is_unsafe"),
        _at("letter_at"),
        sa.Column("letter_how", HOW, nullable=True),
        _id("letter_by_id", nullable=True),
        _to("breach_affected", "breach_id", "breaches"),
        _to("breach_affected", "part_id", "breach_parts"),
        _to("breach_affected", "office_id", "agencies"),
        _to("breach_affected", "agency_id", "agencies"),
        _to("breach_affected", "letter_by_id", "members"),
        _key("breach_affected"),
        _once("breach_affected", "part_id", "survivor_id"),
    )
    _index("breach_affected", "agency_id", "breach_id", "part_id", "survivor_id")


def _words() -> None:
    op.create_table(
        "breach_words",
        *_row(),
        _id("breach_id"),
        sa.Column("kind", STEP, nullable=False),
        _sealed("text"),
        _id("by_id"),
        *_owned(),
        _to("breach_words", "breach_id", "breaches"),
        _to("breach_words", "by_id", "members"),
        _to("breach_words", "owner_id", "agencies"),
        _key("breach_words"),
    )
    _index("breach_words", "breach_id", "compartment", "owner_id", "survivor_id")
    op.create_table(
        "breach_calls",
        *_row(),
        _id("affected_id"),
        _at("at", nullable=False),
        sa.Column("outcome", OUTCOME, nullable=False),
        _sealed("text", nullable=True),
        _id("by_id"),
        *_owned(),
        _to("breach_calls", "affected_id", "breach_affected"),
        _to("breach_calls", "by_id", "members"),
        _to("breach_calls", "owner_id", "agencies"),
        _key("breach_calls"),
    )
    _index("breach_calls", "affected_id", "compartment", "owner_id", "survivor_id")
    op.create_table(
        "breach_notices",
        *_row(),
        _id("part_id"),
        sa.Column("to", NOTICE_TO, nullable=False),
        _at("at", nullable=False),
        _sealed("told"),
        _sealed("reference", nullable=True),
        _id("by_id"),
        *_owned(),
        _to("breach_notices", "part_id", "breach_parts"),
        _to("breach_notices", "by_id", "members"),
        _to("breach_notices", "owner_id", "agencies"),
        _key("breach_notices"),
    )
    _index("breach_notices", "part_id", "compartment", "owner_id", "survivor_id")
    op.create_table(
        "breach_letters",
        *_row(),
        _id("part_id"),
        sa.Column("language", sa.String(), nullable=False),
        _sealed("happened"),
        _sealed("doing"),
        _sealed("contact"),
        *_owned(),
        _to("breach_letters", "part_id", "breach_parts"),
        _to("breach_letters", "owner_id", "agencies"),
        _key("breach_letters"),
        _once("breach_letters", "part_id", "language"),
    )
    _index("breach_letters", "part_id", "compartment", "owner_id", "survivor_id")


def downgrade() -> None:
    for table in (
        "breach_clocks",
        "breach_letters",
        "breach_notices",
        "breach_calls",
        "breach_words",
        "breach_affected",
        "breach_parts",
        "breach_scopes",
        "breaches",
    ):
        op.drop_table(table)
