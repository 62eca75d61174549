"""the directory in full: places, hours, eligibility, what is found by which words"""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0085"
branch_labels = None
depends_on = None

UNLISTED = sa.Enum(
    "inactive", "excluded", "withdrawn", name="unlisted", native_enum=False, length=40
)
TEXTS = (
    "alternate_name", "website", "email", "terms", "genders", "eligibility", "application", "fees",
    "documents", "phones", "hours", "hours_note", "areas", "near", "wait_note", "offered_by",
)  # fmt: skip
INDEXES = {"facts": "ix_services_facts", "search_text": "ix_services_words"}


def upgrade() -> None:
    with op.batch_alter_table("organizations") as table:
        for column in ("alternate_name", "description", "email", "phones"):
            table.add_column(sa.Column(column, sa.String(), nullable=True))
        table.add_column(sa.Column("unlisted", UNLISTED, nullable=True))
    with op.batch_alter_table("services") as table:
        for column in TEXTS:
            table.add_column(sa.Column(column, sa.String(), nullable=True))
        table.add_column(sa.Column("without_papers", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("unlisted", UNLISTED, nullable=True))
        table.add_column(sa.Column("wait_days", sa.Integer(), nullable=True))
        table.add_column(sa.Column("openings_confirmed_by_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_services_openings_confirmed_by_id_members"),
            "members",
            ["openings_confirmed_by_id"],
            ["id"],
        )
        for column in ("sort_name", "facts", "search_text", "open_slots"):
            table.add_column(sa.Column(column, sa.String(), nullable=False, server_default=""))
    _let_be_found()
    with op.batch_alter_table("services") as table:
        for column in ("sort_name", "facts", "search_text", "open_slots"):
            table.alter_column(column, server_default=None)
        for column, index in INDEXES.items():
            table.create_index(index, ["is_active", "sort_name", "id", column])
    _places()


def _let_be_found() -> None:
    """Write by which words the services are found that were there before; as `finding` does."""
    services = sa.table(
        "services",
        *(
            sa.column(name)
            for name in ("id", "organization_id", "name", "description", "location_note")
        ),
        *(sa.column(name, sa.JSON()) for name in ("types", "languages")),
        *(sa.column(name) for name in ("takes_referrals",)),
        *(sa.column(name) for name in ("sort_name", "facts", "search_text")),
    )
    organizations = sa.table("organizations", sa.column("id"), sa.column("name"))
    connection = op.get_bind()
    names = {row.id: row.name for row in connection.execute(sa.select(organizations))}
    for row in connection.execute(sa.select(services)).all():
        where = _words(row.location_note or "")
        facts = [
            *("xk" + code.replace("_", "") for code in row.types or ()),
            *("xl" + code for code in row.languages or ()),
            "xgany",
            *(["xref"] if row.takes_referrals else []),
            *("xp" + word for word in where),
        ]
        texts = (row.name, names.get(row.organization_id, ""), row.description or "")
        words = [*(word for text in texts for word in _words(text)), *where]
        values = {
            "sort_name": row.name.casefold()[:120],
            "facts": f" {' '.join(dict.fromkeys(facts))} ",
            "search_text": f" {' '.join(dict.fromkeys(words))[:1000]} ",
        }
        connection.execute(sa.update(services).where(services.c.id == row.id).values(**values))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.findall(r"\w+", plain)


def _places() -> None:
    op.create_table(
        "places",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=True)
            for name in (
                "name",
                "alternate_name",
                "description",
                "address_1",
                "address_2",
                "city",
                "county",
                "state",
                "postal_code",
                "country",
            )  # fmt: skip
        ),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        *(
            sa.Column(name, sa.String(), nullable=True)
            for name in ("transport", "access", "phones", "hours")
        ),
        sa.Column("is_postal", sa.Boolean(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_places_organization_id_organizations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("source_key", name=op.f("uq_places_source_key")),
    )
    op.create_index(op.f("ix_places_organization_id"), "places", ["organization_id"])
    op.create_table(
        "service_places",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_service_places_service_id_services")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_service_places_place_id_places")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_places")),
        sa.UniqueConstraint("service_id", "place_id", name=op.f("uq_service_places_service_id")),
    )
    for column in ("service_id", "place_id"):
        op.create_index(op.f(f"ix_service_places_{column}"), "service_places", [column])


def downgrade() -> None:
    op.drop_table("service_places")
    op.drop_table("places")
    with op.batch_alter_table("services") as table:
        for index in INDEXES.values():
            table.drop_index(index)
        table.drop_constraint(
            op.f("fk_services_openings_confirmed_by_id_members"), type_="foreignkey"
        )
        for column in (
            *TEXTS, "without_papers", "unlisted", "wait_days", "openings_confirmed_by_id",
            "sort_name", "facts", "search_text", "open_slots",
        ):  # fmt: skip
            table.drop_column(column)
    with op.batch_alter_table("organizations") as table:
        for column in ("alternate_name", "description", "email", "phones", "unlisted"):
            table.drop_column(column)
