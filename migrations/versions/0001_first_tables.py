"""first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agencies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "victim_services",
                "health",
                "substance_use",
                "education",
                "law_enforcement",
                "prosecution",
                "probation",
                "child_welfare",
                "defence",
                "coordinating",
                "review_team",
                "other",
                name="agencyclass",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agencies")),
        sa.UniqueConstraint("handle", name=op.f("uq_agencies_handle")),
    )
    op.create_table(
        "form_keys",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("form_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("member_id", "form_key", name=op.f("pk_form_keys")),
    )
    op.create_table(
        "ledger_entries",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.Identity(always=True),
            nullable=False,
        ),
        sa.Column("writer", sa.LargeBinary(length=8), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=False),
        sa.Column("permission", sa.String(), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entries")),
        sa.UniqueConstraint("writer", "counter", name=op.f("uq_ledger_entries_writer")),
    )
    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_entries_actor"), ["actor", "at"], unique=False)
        batch_op.create_index(
            "ix_ledger_entries_refused",
            ["id"],
            unique=False,
            sqlite_where=sa.text("result = 'refused'"),
            postgresql_where=sa.text("result = 'refused'"),
        )

    op.create_table(
        "referral_numbers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_numbers")),
        sa.UniqueConstraint("year", name=op.f("uq_referral_numbers_year")),
    )
    op.create_table(
        "addresses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("is_safe_at_home", sa.Boolean(), nullable=False),
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
            ["owner_id"], ["agencies.id"], name=op.f("fk_addresses_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addresses")),
    )
    with op.batch_alter_table("addresses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_addresses_compartment"), ["compartment"], unique=False)
        batch_op.create_index(batch_op.f("ix_addresses_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_addresses_survivor_id"), ["survivor_id"], unique=False)

    op.create_table(
        "birth_dates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("iso", sa.LargeBinary(), nullable=False),
        sa.Column("is_estimated", sa.Boolean(), nullable=False),
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
            ["owner_id"], ["agencies.id"], name=op.f("fk_birth_dates_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_birth_dates")),
    )
    with op.batch_alter_table("birth_dates", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_birth_dates_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_birth_dates_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_birth_dates_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "column_matches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("mapping", sa.LargeBinary(), nullable=False),
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
            ["owner_id"], ["agencies.id"], name=op.f("fk_column_matches_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_matches")),
        sa.UniqueConstraint("owner_id", "fingerprint", name=op.f("uq_column_matches_owner_id")),
    )
    with op.batch_alter_table("column_matches", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_column_matches_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_column_matches_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_column_matches_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "counties",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("host_name", sa.String(), nullable=False),
        sa.Column(
            "host_kind",
            sa.Enum(
                "county_services",
                "nonprofit",
                "law_enforcement",
                "prosecution",
                name="hostkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["agencies.id"], name=op.f("fk_counties_team_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counties")),
    )
    op.create_table(
        "ledger_subjects",
        sa.Column(
            "entry_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("survivor", sa.Uuid(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["ledger_entries.id"],
            name=op.f("fk_ledger_subjects_entry_id_ledger_entries"),
        ),
        sa.PrimaryKeyConstraint("entry_id", "survivor", name=op.f("pk_ledger_subjects")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("ledger_subjects", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ledger_subjects_survivor"), ["survivor", "at"], unique=False
        )

    op.create_table(
        "members",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "advocate",
                "provider",
                "probation",
                "child_welfare",
                "coordinator",
                "prosecutor",
                "counsel",
                "law_enforcement",
                "supervisor",
                "privacy_officer",
                "analyst",
                "observer",
                "administrator",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_members_agency_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
    )
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_members_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "names",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "legal",
                "alias",
                "street",
                "spelling",
                "code",
                name="namekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parts", sa.LargeBinary(), nullable=False),
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
            ["owner_id"], ["agencies.id"], name=op.f("fk_names_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_names")),
    )
    with op.batch_alter_table("names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_names_compartment"), ["compartment"], unique=False)
        batch_op.create_index(batch_op.f("ix_names_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_names_survivor_id"), ["survivor_id"], unique=False)

    op.create_table(
        "organizations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=True),
        sa.Column("agency_id", sa.Uuid(), nullable=True),
        sa.Column("source_key", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_organizations_agency_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizations")),
        sa.UniqueConstraint("agency_id", name=op.f("uq_organizations_agency_id")),
        sa.UniqueConstraint("source_key", name=op.f("uq_organizations_source_key")),
    )
    op.create_table(
        "particulars",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "gender",
                "pronouns",
                "ethnicity",
                "language",
                "disability",
                "tribal",
                "parenting",
                "reference",
                name="particularkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
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
            ["owner_id"], ["agencies.id"], name=op.f("fk_particulars_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_particulars")),
    )
    with op.batch_alter_table("particulars", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_particulars_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_particulars_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_particulars_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "safe_contacts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "phone",
                "email",
                "social",
                "other",
                name="contactkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.LargeBinary(), nullable=True),
        sa.Column("may_call", sa.Boolean(), nullable=False),
        sa.Column("may_text", sa.Boolean(), nullable=False),
        sa.Column("may_leave_message", sa.Boolean(), nullable=False),
        sa.Column("best_times", sa.LargeBinary(), nullable=True),
        sa.Column("say", sa.LargeBinary(), nullable=True),
        sa.Column("not_to_know", sa.LargeBinary(), nullable=True),
        sa.Column("is_monitored", sa.Boolean(), nullable=False),
        sa.Column("do_not_contact", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
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
            ["owner_id"], ["agencies.id"], name=op.f("fk_safe_contacts_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safe_contacts")),
    )
    with op.batch_alter_table("safe_contacts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_safe_contacts_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_safe_contacts_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_safe_contacts_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "survivors",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("minted_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["minted_by_id"], ["agencies.id"], name=op.f("fk_survivors_minted_by_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survivors")),
    )
    with op.batch_alter_table("survivors", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_survivors_minted_by_id"), ["minted_by_id"], unique=False
        )

    op.create_table(
        "cases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("open", "watch", "closed", name="casestatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "closing_kind",
            sa.Enum(
                "safe_and_stable",
                "moved_away",
                "transferred",
                "declined",
                "lost_contact",
                "adult_services",
                "opened_in_error",
                name="closingkind",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("is_coded", sa.Boolean(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("lead_agency_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_agency_id"], ["agencies.id"], name=op.f("fk_cases_lead_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["survivors.id"], name=op.f("fk_cases_survivor_id_survivors")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
        sa.UniqueConstraint("ordinal", name=op.f("uq_cases_ordinal")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_survivor_id"), ["survivor_id"], unique=False)

    op.create_table(
        "credentials",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("email_fingerprint", sa.LargeBinary(length=16), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=False),
        sa.Column("totp_step", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
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
            ["member_id"], ["members.id"], name=op.f("fk_credentials_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_credentials_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credentials")),
        sa.UniqueConstraint("email_fingerprint", name=op.f("uq_credentials_email_fingerprint")),
        sa.UniqueConstraint("member_id", name=op.f("uq_credentials_member_id")),
    )
    with op.batch_alter_table("credentials", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_credentials_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_credentials_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_credentials_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "disclosures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("from_agency_id", sa.Uuid(), nullable=False),
        sa.Column("to_agency_id", sa.Uuid(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "team_statute",
                "child_statute",
                "mandated_report",
                "answer",
                name="disclosurebasis",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_agency_id"], ["agencies.id"], name=op.f("fk_disclosures_from_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["survivors.id"], name=op.f("fk_disclosures_survivor_id_survivors")
        ),
        sa.ForeignKeyConstraint(
            ["to_agency_id"], ["agencies.id"], name=op.f("fk_disclosures_to_agency_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosures")),
    )
    with op.batch_alter_table("disclosures", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_disclosures_from_agency_id"), ["from_agency_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_disclosures_survivor_id"), ["survivor_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_disclosures_to_agency_id"), ["to_agency_id"], unique=False
        )

    op.create_table(
        "import_batches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "matching",
                "running",
                "done",
                "dropped",
                name="importstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "release",
                "team_statute",
                "child_statute",
                "mandated_report",
                "coded",
                name="referralbasis",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("accepts_valid", sa.Boolean(), nullable=False),
        sa.Column("rows_total", sa.Integer(), nullable=False),
        sa.Column("rows_bad", sa.Integer(), nullable=False),
        sa.Column("rows_done", sa.Integer(), nullable=False),
        sa.Column("last_row", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_import_batches_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_import_batches_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batches")),
    )
    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_import_batches_agency_id"), ["agency_id"], unique=False
        )

    op.create_table(
        "meetings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
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
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "scheduled",
                "in_session",
                "minutes_draft",
                "final",
                name="meetingstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place_code", sa.String(), nullable=False),
        sa.Column("statement_version", sa.Integer(), nullable=False),
        sa.Column("finalised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finalised_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("chair_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chair_id"], ["members.id"], name=op.f("fk_meetings_chair_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("number", name=op.f("uq_meetings_number")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meetings_starts_at"), ["starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_meetings_status"), ["status"], unique=False)

    op.create_table(
        "qualifications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "trafficking_caseworker",
                "sexual_assault_counsellor",
                "domestic_violence_counsellor",
                name="qualificationkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_qualifications_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_qualifications_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["members.id"],
            name=op.f("fk_qualifications_recorded_by_id_members"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualifications")),
    )
    with op.batch_alter_table("qualifications", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_qualifications_agency_id"), ["agency_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_qualifications_member_id"), ["member_id"], unique=False
        )

    op.create_table(
        "releases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("from_agency_id", sa.Uuid(), nullable=False),
        sa.Column("to_agency_id", sa.Uuid(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("how", sa.JSON(), nullable=False),
        sa.Column("signers", sa.JSON(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("explained_by_id", sa.Uuid(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["explained_by_id"], ["members.id"], name=op.f("fk_releases_explained_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["from_agency_id"], ["agencies.id"], name=op.f("fk_releases_from_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["survivors.id"], name=op.f("fk_releases_survivor_id_survivors")
        ),
        sa.ForeignKeyConstraint(
            ["to_agency_id"], ["agencies.id"], name=op.f("fk_releases_to_agency_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
    )
    with op.batch_alter_table("releases", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_releases_from_agency_id"), ["from_agency_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_releases_survivor_id"), ["survivor_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_releases_to_agency_id"), ["to_agency_id"], unique=False
        )

    op.create_table(
        "services",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("types", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("age_to", sa.Integer(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("location_note", sa.String(), nullable=True),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.Column("takes_referrals", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("openings", sa.Integer(), nullable=True),
        sa.Column("openings_confirmed_on", sa.Date(), nullable=True),
        sa.Column("source_key", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_services_organization_id_organizations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_services")),
        sa.UniqueConstraint("source_key", name=op.f("uq_services_source_key")),
    )
    with op.batch_alter_table("services", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_services_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_passed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_sign_ins_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
    )
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_ins_member_id"), ["member_id"], unique=False)

    op.create_table(
        "agenda_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "new",
                "follow_up",
                "repeat",
                "emergency",
                "lapse",
                "closure",
                name="itemkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "in_review",
                "reviewed",
                "parked",
                name="itemstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.Column(
            "no_wishes",
            sa.Enum(
                "not_asked",
                "not_reached",
                "did_not_say",
                "spoken",
                name="nowishes",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("presenter_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_agenda_items_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_items_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["presenter_id"], ["agencies.id"], name=op.f("fk_agenda_items_presenter_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        sa.UniqueConstraint("meeting_id", "case_id", name=op.f("uq_agenda_items_meeting_id")),
    )
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_items_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_agenda_items_meeting_id"), ["meeting_id"], unique=False
        )

    op.create_table(
        "attendances",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "presence",
            sa.Enum(
                "present", "apologies", "observer", name="presence", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_attendances_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_attendances_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_attendances_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sa.UniqueConstraint("meeting_id", "member_id", name=op.f("uq_attendances_meeting_id")),
    )
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendances_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "closing_reasons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
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
            ["case_id"], ["cases.id"], name=op.f("fk_closing_reasons_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_closing_reasons_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_reasons")),
    )
    with op.batch_alter_table("closing_reasons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closing_reasons_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_closing_reasons_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_closing_reasons_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_closing_reasons_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "hearing",
                "custody",
                "release_from_custody",
                "placement",
                "missing",
                "returned",
                "contact_attempt",
                "incident",
                name="eventkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at_time", sa.Time(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "held",
                "continued",
                "taken_off",
                "reached",
                "message_left",
                "not_reached",
                name="outcome",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("police_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("report_number", sa.LargeBinary(), nullable=True),
        sa.Column("ncmec_told_at", sa.DateTime(timezone=True), nullable=True),
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
            ["author_id"], ["members.id"], name=op.f("fk_events_author_id_members")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_events_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_events_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_compartment"), ["compartment"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_day"), ["day"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_survivor_id"), ["survivor_id"], unique=False)

    op.create_table(
        "import_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("upload", "failed", name="filekind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("part", sa.Integer(), nullable=False),
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
            ["batch_id"],
            ["import_batches.id"],
            name=op.f("fk_import_files_batch_id_import_batches"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_import_files_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_files")),
        sa.UniqueConstraint("batch_id", "kind", "part", name=op.f("uq_import_files_batch_id")),
    )
    with op.batch_alter_table("import_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_files_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_import_files_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_import_files_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_import_files_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "import_origins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.LargeBinary(), nullable=False),
        sa.Column("referrer", sa.LargeBinary(), nullable=True),
        sa.Column("sheet", sa.LargeBinary(), nullable=False),
        sa.Column("mapping", sa.LargeBinary(), nullable=False),
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
            ["batch_id"],
            ["import_batches.id"],
            name=op.f("fk_import_origins_batch_id_import_batches"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_import_origins_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_origins")),
        sa.UniqueConstraint("batch_id", name=op.f("uq_import_origins_batch_id")),
    )
    with op.batch_alter_table("import_origins", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_import_origins_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_import_origins_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_import_origins_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "limits_told",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("told_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "how",
            sa.Enum("orally", "in_writing", name="toldhow", native_enum=False, length=40),
            nullable=False,
        ),
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
            ["case_id"], ["cases.id"], name=op.f("fk_limits_told_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_limits_told_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["told_by_id"], ["members.id"], name=op.f("fk_limits_told_told_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_limits_told")),
    )
    with op.batch_alter_table("limits_told", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_limits_told_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_limits_told_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_limits_told_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_limits_told_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "linkages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("provider_agency_id", sa.Uuid(), nullable=True),
        sa.Column("offered_by_id", sa.Uuid(), nullable=False),
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
        sa.Column("compartment", sa.LargeBinary(length=16), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "suggested",
                "youth_agreed",
                "release_signed",
                "sent",
                "received",
                "accepted",
                "declined",
                "waitlisted",
                "appointment_offered",
                "attended",
                "no_show",
                "cancelled",
                "engaged",
                "completed",
                "dropped",
                "closed",
                name="linkagestatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "no_bed",
                "eligibility",
                "age",
                "jurisdiction",
                "insurance",
                "language",
                "safety_conflict",
                "youth_declined",
                "no_response",
                "moved_away",
                "better_place",
                "overtaken",
                "in_error",
                name="why",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_served_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_linkages_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["offered_by_id"], ["agencies.id"], name=op.f("fk_linkages_offered_by_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["provider_agency_id"],
            ["agencies.id"],
            name=op.f("fk_linkages_provider_agency_id_agencies"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_linkages_service_id_services")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["survivors.id"], name=op.f("fk_linkages_survivor_id_survivors")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linkages")),
    )
    with op.batch_alter_table("linkages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_linkages_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_linkages_offered_by_id"), ["offered_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_linkages_provider_agency_id"), ["provider_agency_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_linkages_service_id"), ["service_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_linkages_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_linkages_survivor_id"), ["survivor_id"], unique=False)

    op.create_table(
        "minutes_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("agenda", "minutes", name="paperkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_minutes_copies_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_minutes_copies_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_copies")),
        sa.UniqueConstraint("serial", name=op.f("uq_minutes_copies_serial")),
    )
    with op.batch_alter_table("minutes_copies", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_minutes_copies_meeting_id"), ["meeting_id"], unique=False
        )

    op.create_table(
        "notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "contact",
                "visit",
                "call",
                "collateral",
                name="notekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
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
            ["author_id"], ["members.id"], name=op.f("fk_notes_author_id_members")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_notes_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_notes_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notes_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notes_compartment"), ["compartment"], unique=False)
        batch_op.create_index(batch_op.f("ix_notes_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notes_survivor_id"), ["survivor_id"], unique=False)

    op.create_table(
        "plans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("safety", "stabilization", name="plankind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum("draft", "active", "ended", name="planstatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_plans_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["survivors.id"], name=op.f("fk_plans_survivor_id_survivors")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plans_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plans_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_plans_survivor_id"), ["survivor_id"], unique=False)

    op.create_table(
        "privileged_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
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
            ["author_id"], ["members.id"], name=op.f("fk_privileged_notes_author_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_privileged_notes_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_privileged_notes_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privileged_notes")),
    )
    with op.batch_alter_table("privileged_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_privileged_notes_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_privileged_notes_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_privileged_notes_owner_id"), ["owner_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_privileged_notes_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "referrals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "kept",
                "received",
                "triaged",
                "returned",
                "accepted",
                "declined",
                name="referralstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "basis",
            sa.Enum(
                "release",
                "team_statute",
                "child_statute",
                "mandated_report",
                "coded",
                name="referralbasis",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "urgency",
            sa.Enum("hours", "days", "next_review", name="urgency", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "awareness",
            sa.Enum("yes", "no", "not_asked", name="awareness", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_reviewed_on", sa.Date(), nullable=True),
        sa.Column("is_repeat", sa.Boolean(), nullable=False),
        sa.Column("wants_seat", sa.Boolean(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("from_agency_id", sa.Uuid(), nullable=False),
        sa.Column("from_member_id", sa.Uuid(), nullable=True),
        sa.Column("triaged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("triaged_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "route",
            sa.Enum(
                "emergency",
                "hotline",
                "rapid_response",
                "next_review",
                name="route",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "decline",
            sa.Enum(
                "not_exploitation",
                "adult",
                "other_county",
                "already_reviewed",
                "youth_asked",
                "too_little_known",
                "other",
                name="decline",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "alternative",
            sa.Enum(
                "none",
                "child_welfare",
                "adult_services",
                "other_county",
                "advocacy",
                "existing_case",
                "other",
                name="alternative",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("batch_row", sa.Integer(), nullable=True),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batches.id"], name=op.f("fk_referrals_batch_id_import_batches")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_referrals_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["from_agency_id"], ["agencies.id"], name=op.f("fk_referrals_from_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["from_member_id"], ["members.id"], name=op.f("fk_referrals_from_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["survivors.id"], name=op.f("fk_referrals_survivor_id_survivors")
        ),
        sa.ForeignKeyConstraint(
            ["triaged_by_id"], ["members.id"], name=op.f("fk_referrals_triaged_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
        sa.UniqueConstraint("batch_id", "batch_row", name=op.f("uq_referrals_batch_id")),
        sa.UniqueConstraint("number", name=op.f("uq_referrals_number")),
    )
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referrals_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_referrals_from_agency_id"), ["from_agency_id"], unique=False
        )
        batch_op.create_index(
            "ix_referrals_inbox", ["status", "urgency", "received_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_referrals_survivor_id"), ["survivor_id"], unique=False)

    op.create_table(
        "release_terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.LargeBinary(), nullable=False),
        sa.Column("not_shared", sa.LargeBinary(), nullable=True),
        sa.Column("risks_discussed", sa.LargeBinary(), nullable=True),
        sa.Column("signer_names", sa.LargeBinary(), nullable=False),
        sa.Column("alone_because", sa.LargeBinary(), nullable=True),
        sa.Column("paper_reference", sa.LargeBinary(), nullable=True),
        sa.Column("told_it_is_free", sa.Boolean(), nullable=False),
        sa.Column("guardian_is_safe", sa.Boolean(), nullable=False),
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
            ["owner_id"], ["agencies.id"], name=op.f("fk_release_terms_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_release_terms_release_id_releases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_terms")),
        sa.UniqueConstraint("release_id", name=op.f("uq_release_terms_release_id")),
    )
    with op.batch_alter_table("release_terms", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_release_terms_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_release_terms_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_release_terms_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "team_seats",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_team_seats_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_team_seats_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["survivors.id"], name=op.f("fk_team_seats_survivor_id_survivors")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_seats")),
    )
    with op.batch_alter_table("team_seats", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_seats_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_team_seats_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_team_seats_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "addenda",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
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
            ["author_id"], ["members.id"], name=op.f("fk_addenda_author_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_items.id"], name=op.f("fk_addenda_item_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_addenda_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addenda")),
    )
    with op.batch_alter_table("addenda", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_addenda_compartment"), ["compartment"], unique=False)
        batch_op.create_index(batch_op.f("ix_addenda_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_addenda_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_addenda_survivor_id"), ["survivor_id"], unique=False)

    op.create_table(
        "decisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
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
            ["item_id"], ["agenda_items.id"], name=op.f("fk_decisions_item_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_decisions_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_compartment"), ["compartment"], unique=False)
        batch_op.create_index(batch_op.f("ix_decisions_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decisions_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decisions_survivor_id"), ["survivor_id"], unique=False)

    op.create_table(
        "dissents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
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
            ["agency_id"], ["agencies.id"], name=op.f("fk_dissents_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_items.id"], name=op.f("fk_dissents_item_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_dissents_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dissents")),
    )
    with op.batch_alter_table("dissents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dissents_compartment"), ["compartment"], unique=False)
        batch_op.create_index(batch_op.f("ix_dissents_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dissents_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dissents_survivor_id"), ["survivor_id"], unique=False)

    op.create_table(
        "exploitation_accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by", sa.LargeBinary(), nullable=True),
        sa.Column("exploited", sa.LargeBinary(), nullable=True),
        sa.Column("controls", sa.LargeBinary(), nullable=True),
        sa.Column("recruitment", sa.LargeBinary(), nullable=True),
        sa.Column("places", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
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
            ["owner_id"], ["agencies.id"], name=op.f("fk_exploitation_accounts_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_exploitation_accounts_referral_id_referrals"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exploitation_accounts")),
    )
    with op.batch_alter_table("exploitation_accounts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exploitation_accounts_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_exploitation_accounts_owner_id"), ["owner_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_exploitation_accounts_referral_id"), ["referral_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_exploitation_accounts_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "goals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column(
            "domain",
            sa.Enum(
                "safety",
                "home",
                "basic_needs",
                "health",
                "wellbeing",
                "people",
                "learning",
                "work_money",
                "rights",
                "self",
                name="domain",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "open", "met", "partly", "not_met", name="goalstatus", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("by_agency_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_agency_id"], ["agencies.id"], name=op.f("fk_goals_by_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_goals_case_id_cases")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_goals_plan_id_plans")),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["survivors.id"], name=op.f("fk_goals_survivor_id_survivors")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
    )
    with op.batch_alter_table("goals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goals_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goals_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "linkage_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("linkage_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
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
            ["linkage_id"], ["linkages.id"], name=op.f("fk_linkage_notes_linkage_id_linkages")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_linkage_notes_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_linkage_notes_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linkage_notes")),
    )
    with op.batch_alter_table("linkage_notes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_linkage_notes_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_linkage_notes_linkage_id"), ["linkage_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_linkage_notes_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_linkage_notes_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "linkage_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("linkage_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "before",
            sa.Enum(
                "suggested",
                "youth_agreed",
                "release_signed",
                "sent",
                "received",
                "accepted",
                "declined",
                "waitlisted",
                "appointment_offered",
                "attended",
                "no_show",
                "cancelled",
                "engaged",
                "completed",
                "dropped",
                "closed",
                name="linkagestatus",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "after",
            sa.Enum(
                "suggested",
                "youth_agreed",
                "release_signed",
                "sent",
                "received",
                "accepted",
                "declined",
                "waitlisted",
                "appointment_offered",
                "attended",
                "no_show",
                "cancelled",
                "engaged",
                "completed",
                "dropped",
                "closed",
                name="linkagestatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "why",
            sa.Enum(
                "no_bed",
                "eligibility",
                "age",
                "jurisdiction",
                "insurance",
                "language",
                "safety_conflict",
                "youth_declined",
                "no_response",
                "moved_away",
                "better_place",
                "overtaken",
                "in_error",
                name="why",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_linkage_steps_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["linkage_id"], ["linkages.id"], name=op.f("fk_linkage_steps_linkage_id_linkages")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_linkage_steps_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linkage_steps")),
    )
    with op.batch_alter_table("linkage_steps", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_linkage_steps_linkage_id"), ["linkage_id"], unique=False
        )

    op.create_table(
        "persons_of_concern",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("relation", sa.LargeBinary(), nullable=True),
        sa.Column("known", sa.LargeBinary(), nullable=True),
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
            ["owner_id"], ["agencies.id"], name=op.f("fk_persons_of_concern_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_persons_of_concern_referral_id_referrals"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons_of_concern")),
    )
    with op.batch_alter_table("persons_of_concern", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_persons_of_concern_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_persons_of_concern_owner_id"), ["owner_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_persons_of_concern_referral_id"), ["referral_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_persons_of_concern_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "referral_circumstances",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
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
            ["owner_id"], ["agencies.id"], name=op.f("fk_referral_circumstances_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_referral_circumstances_referral_id_referrals"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_circumstances")),
    )
    with op.batch_alter_table("referral_circumstances", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_referral_circumstances_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_circumstances_owner_id"), ["owner_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_circumstances_referral_id"), ["referral_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_circumstances_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "referral_concerns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=True),
        sa.Column("opinion", sa.LargeBinary(), nullable=True),
        sa.Column("worries", sa.LargeBinary(), nullable=True),
        sa.Column("known_from", sa.LargeBinary(), nullable=True),
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
            ["owner_id"], ["agencies.id"], name=op.f("fk_referral_concerns_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_referral_concerns_referral_id_referrals"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_concerns")),
    )
    with op.batch_alter_table("referral_concerns", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_referral_concerns_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_concerns_owner_id"), ["owner_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_concerns_referral_id"), ["referral_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_concerns_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "referral_remarks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "question",
                "reply",
                "addition",
                "reason",
                name="remarkkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
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
            ["by_id"], ["members.id"], name=op.f("fk_referral_remarks_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_referral_remarks_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_referral_remarks_referral_id_referrals"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_remarks")),
    )
    with op.batch_alter_table("referral_remarks", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_referral_remarks_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_remarks_owner_id"), ["owner_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_remarks_referral_id"), ["referral_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_remarks_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "referral_risks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("risks", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
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
            ["owner_id"], ["agencies.id"], name=op.f("fk_referral_risks_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals.id"], name=op.f("fk_referral_risks_referral_id_referrals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_risks")),
    )
    with op.batch_alter_table("referral_risks", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_referral_risks_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_referral_risks_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_referral_risks_referral_id"), ["referral_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_risks_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "referral_voices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("wants", sa.LargeBinary(), nullable=True),
        sa.Column("afraid_of", sa.LargeBinary(), nullable=True),
        sa.Column("safe_people", sa.LargeBinary(), nullable=True),
        sa.Column("unsafe_people", sa.LargeBinary(), nullable=True),
        sa.Column("why_not_told", sa.LargeBinary(), nullable=True),
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
            ["owner_id"], ["agencies.id"], name=op.f("fk_referral_voices_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals.id"], name=op.f("fk_referral_voices_referral_id_referrals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_voices")),
    )
    with op.batch_alter_table("referral_voices", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_referral_voices_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_referral_voices_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_referral_voices_referral_id"), ["referral_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_voices_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "review_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "question",
            sa.Enum(
                "safety_plan",
                "safety_status",
                "victimization",
                "stabilization",
                "previous_services",
                "referrals",
                name="reviewquestion",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "basis",
            sa.Enum(
                "own",
                "team",
                "team_statute",
                "release",
                "spoken",
                name="answerbasis",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
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
        sa.CheckConstraint(
            "basis != 'spoken' OR text IS NULL",
            name=op.f("ck_review_answers_spoken_is_not_written"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_items.id"], name=op.f("fk_review_answers_item_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_review_answers_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["agencies.id"], name=op.f("fk_review_answers_source_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_answers")),
    )
    with op.batch_alter_table("review_answers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_review_answers_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_review_answers_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_answers_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_review_answers_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "safety_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column(
            "section",
            sa.Enum(
                "warning_signs",
                "coping",
                "safe_adults",
                "places",
                "if_i_leave",
                "if_i_return",
                "online",
                "code_word",
                name="section",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
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
            ["case_id"], ["cases.id"], name=op.f("fk_safety_lines_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_safety_lines_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_safety_lines_plan_id_plans")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_lines")),
    )
    with op.batch_alter_table("safety_lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_safety_lines_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_safety_lines_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_safety_lines_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_safety_lines_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_safety_lines_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "scores",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "domain",
            sa.Enum(
                "safety",
                "home",
                "basic_needs",
                "health",
                "wellbeing",
                "people",
                "learning",
                "work_money",
                "rights",
                "self",
                name="domain",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum("now", "review", "end", name="stage", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_agency_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("value BETWEEN 1 AND 5", name=op.f("ck_scores_scale")),
        sa.ForeignKeyConstraint(
            ["by_agency_id"], ["agencies.id"], name=op.f("fk_scores_by_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_scores_case_id_cases")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_scores_plan_id_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scores")),
    )
    with op.batch_alter_table("scores", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scores_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scores_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "ending",
            sa.Enum(
                "done",
                "moved_away",
                "placement_changed",
                "declined_for_now",
                "no_longer_needed",
                "no_capacity",
                "waiting_for_others",
                "no_contact",
                "not_started",
                name="ending",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("taken_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_tasks_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_tasks_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_items.id"], name=op.f("fk_tasks_item_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_tasks_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["members.id"], name=op.f("fk_tasks_taken_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tasks_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tasks_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tasks_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_tasks_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tasks_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "wishes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("told_by_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
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
            ["item_id"], ["agenda_items.id"], name=op.f("fk_wishes_item_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_wishes_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["told_by_id"], ["agencies.id"], name=op.f("fk_wishes_told_by_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wishes")),
    )
    with op.batch_alter_table("wishes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wishes_compartment"), ["compartment"], unique=False)
        batch_op.create_index(batch_op.f("ix_wishes_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wishes_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wishes_survivor_id"), ["survivor_id"], unique=False)

    op.create_table(
        "goal_words",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
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
            ["case_id"], ["cases.id"], name=op.f("fk_goal_words_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name=op.f("fk_goal_words_goal_id_goals")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_goal_words_owner_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_words")),
    )
    with op.batch_alter_table("goal_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_words_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_goal_words_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_goal_words_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_words_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_goal_words_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "plan_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("owner_agency_id", sa.Uuid(), nullable=False),
        sa.Column("owner_member_id", sa.Uuid(), nullable=True),
        sa.Column("by_agency_id", sa.Uuid(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "in_progress",
                "blocked",
                "done",
                "dropped",
                name="stepstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_agency_id"], ["agencies.id"], name=op.f("fk_plan_steps_by_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_plan_steps_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name=op.f("fk_plan_steps_goal_id_goals")
        ),
        sa.ForeignKeyConstraint(
            ["owner_agency_id"],
            ["agencies.id"],
            name=op.f("fk_plan_steps_owner_agency_id_agencies"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_member_id"], ["members.id"], name=op.f("fk_plan_steps_owner_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["survivors.id"], name=op.f("fk_plan_steps_survivor_id_survivors")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_steps")),
    )
    with op.batch_alter_table("plan_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_steps_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_steps_due"), ["due"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_steps_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_plan_steps_owner_agency_id"), ["owner_agency_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_plan_steps_status"), ["status"], unique=False)

    op.create_table(
        "task_updates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
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
            ["owner_id"], ["agencies.id"], name=op.f("fk_task_updates_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_task_updates_task_id_tasks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_updates")),
    )
    with op.batch_alter_table("task_updates", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_task_updates_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_task_updates_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_task_updates_survivor_id"), ["survivor_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_task_updates_task_id"), ["task_id"], unique=False)

    op.create_table(
        "task_words",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
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
            ["item_id"], ["agenda_items.id"], name=op.f("fk_task_words_item_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_task_words_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_task_words_task_id_tasks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_words")),
        sa.UniqueConstraint("task_id", name=op.f("uq_task_words_task_id")),
    )
    with op.batch_alter_table("task_words", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_task_words_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_task_words_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_words_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_task_words_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "plan_step_updates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "in_progress",
                "blocked",
                "done",
                "dropped",
                name="stepstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
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
            ["case_id"], ["cases.id"], name=op.f("fk_plan_step_updates_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_plan_step_updates_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_plan_step_updates_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["plan_steps.id"], name=op.f("fk_plan_step_updates_step_id_plan_steps")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_step_updates")),
    )
    with op.batch_alter_table("plan_step_updates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_step_updates_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_plan_step_updates_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_plan_step_updates_owner_id"), ["owner_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_plan_step_updates_step_id"), ["step_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_plan_step_updates_survivor_id"), ["survivor_id"], unique=False
        )

    op.create_table(
        "plan_step_words",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
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
            ["case_id"], ["cases.id"], name=op.f("fk_plan_step_words_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agencies.id"], name=op.f("fk_plan_step_words_owner_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["plan_steps.id"], name=op.f("fk_plan_step_words_step_id_plan_steps")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_step_words")),
    )
    with op.batch_alter_table("plan_step_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_step_words_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_plan_step_words_compartment"), ["compartment"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_plan_step_words_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_step_words_step_id"), ["step_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_plan_step_words_survivor_id"), ["survivor_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("plan_step_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_step_words_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_plan_step_words_step_id"))
        batch_op.drop_index(batch_op.f("ix_plan_step_words_owner_id"))
        batch_op.drop_index(batch_op.f("ix_plan_step_words_compartment"))
        batch_op.drop_index(batch_op.f("ix_plan_step_words_case_id"))

    op.drop_table("plan_step_words")
    with op.batch_alter_table("plan_step_updates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_step_updates_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_plan_step_updates_step_id"))
        batch_op.drop_index(batch_op.f("ix_plan_step_updates_owner_id"))
        batch_op.drop_index(batch_op.f("ix_plan_step_updates_compartment"))
        batch_op.drop_index(batch_op.f("ix_plan_step_updates_case_id"))

    op.drop_table("plan_step_updates")
    with op.batch_alter_table("task_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_words_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_task_words_owner_id"))
        batch_op.drop_index(batch_op.f("ix_task_words_item_id"))
        batch_op.drop_index(batch_op.f("ix_task_words_compartment"))

    op.drop_table("task_words")
    with op.batch_alter_table("task_updates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_updates_task_id"))
        batch_op.drop_index(batch_op.f("ix_task_updates_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_task_updates_owner_id"))
        batch_op.drop_index(batch_op.f("ix_task_updates_compartment"))

    op.drop_table("task_updates")
    with op.batch_alter_table("plan_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_steps_status"))
        batch_op.drop_index(batch_op.f("ix_plan_steps_owner_agency_id"))
        batch_op.drop_index(batch_op.f("ix_plan_steps_goal_id"))
        batch_op.drop_index(batch_op.f("ix_plan_steps_due"))
        batch_op.drop_index(batch_op.f("ix_plan_steps_case_id"))

    op.drop_table("plan_steps")
    with op.batch_alter_table("goal_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_words_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_goal_words_owner_id"))
        batch_op.drop_index(batch_op.f("ix_goal_words_goal_id"))
        batch_op.drop_index(batch_op.f("ix_goal_words_compartment"))
        batch_op.drop_index(batch_op.f("ix_goal_words_case_id"))

    op.drop_table("goal_words")
    with op.batch_alter_table("wishes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wishes_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_wishes_owner_id"))
        batch_op.drop_index(batch_op.f("ix_wishes_item_id"))
        batch_op.drop_index(batch_op.f("ix_wishes_compartment"))

    op.drop_table("wishes")
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tasks_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_tasks_item_id"))
        batch_op.drop_index(batch_op.f("ix_tasks_due_on"))
        batch_op.drop_index(batch_op.f("ix_tasks_case_id"))
        batch_op.drop_index(batch_op.f("ix_tasks_agency_id"))

    op.drop_table("tasks")
    with op.batch_alter_table("scores", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scores_plan_id"))
        batch_op.drop_index(batch_op.f("ix_scores_case_id"))

    op.drop_table("scores")
    with op.batch_alter_table("safety_lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_safety_lines_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_safety_lines_plan_id"))
        batch_op.drop_index(batch_op.f("ix_safety_lines_owner_id"))
        batch_op.drop_index(batch_op.f("ix_safety_lines_compartment"))
        batch_op.drop_index(batch_op.f("ix_safety_lines_case_id"))

    op.drop_table("safety_lines")
    with op.batch_alter_table("review_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_answers_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_review_answers_owner_id"))
        batch_op.drop_index(batch_op.f("ix_review_answers_item_id"))
        batch_op.drop_index(batch_op.f("ix_review_answers_compartment"))

    op.drop_table("review_answers")
    with op.batch_alter_table("referral_voices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_voices_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_referral_voices_referral_id"))
        batch_op.drop_index(batch_op.f("ix_referral_voices_owner_id"))
        batch_op.drop_index(batch_op.f("ix_referral_voices_compartment"))

    op.drop_table("referral_voices")
    with op.batch_alter_table("referral_risks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_risks_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_referral_risks_referral_id"))
        batch_op.drop_index(batch_op.f("ix_referral_risks_owner_id"))
        batch_op.drop_index(batch_op.f("ix_referral_risks_compartment"))

    op.drop_table("referral_risks")
    with op.batch_alter_table("referral_remarks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_remarks_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_referral_remarks_referral_id"))
        batch_op.drop_index(batch_op.f("ix_referral_remarks_owner_id"))
        batch_op.drop_index(batch_op.f("ix_referral_remarks_compartment"))

    op.drop_table("referral_remarks")
    with op.batch_alter_table("referral_concerns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_concerns_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_referral_concerns_referral_id"))
        batch_op.drop_index(batch_op.f("ix_referral_concerns_owner_id"))
        batch_op.drop_index(batch_op.f("ix_referral_concerns_compartment"))

    op.drop_table("referral_concerns")
    with op.batch_alter_table("referral_circumstances", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_circumstances_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_referral_circumstances_referral_id"))
        batch_op.drop_index(batch_op.f("ix_referral_circumstances_owner_id"))
        batch_op.drop_index(batch_op.f("ix_referral_circumstances_compartment"))

    op.drop_table("referral_circumstances")
    with op.batch_alter_table("persons_of_concern", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_persons_of_concern_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_persons_of_concern_referral_id"))
        batch_op.drop_index(batch_op.f("ix_persons_of_concern_owner_id"))
        batch_op.drop_index(batch_op.f("ix_persons_of_concern_compartment"))

    op.drop_table("persons_of_concern")
    with op.batch_alter_table("linkage_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_linkage_steps_linkage_id"))

    op.drop_table("linkage_steps")
    with op.batch_alter_table("linkage_notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_linkage_notes_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_linkage_notes_owner_id"))
        batch_op.drop_index(batch_op.f("ix_linkage_notes_linkage_id"))
        batch_op.drop_index(batch_op.f("ix_linkage_notes_compartment"))

    op.drop_table("linkage_notes")
    with op.batch_alter_table("goals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goals_plan_id"))
        batch_op.drop_index(batch_op.f("ix_goals_case_id"))

    op.drop_table("goals")
    with op.batch_alter_table("exploitation_accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exploitation_accounts_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_exploitation_accounts_referral_id"))
        batch_op.drop_index(batch_op.f("ix_exploitation_accounts_owner_id"))
        batch_op.drop_index(batch_op.f("ix_exploitation_accounts_compartment"))

    op.drop_table("exploitation_accounts")
    with op.batch_alter_table("dissents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dissents_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_dissents_owner_id"))
        batch_op.drop_index(batch_op.f("ix_dissents_item_id"))
        batch_op.drop_index(batch_op.f("ix_dissents_compartment"))

    op.drop_table("dissents")
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decisions_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_decisions_owner_id"))
        batch_op.drop_index(batch_op.f("ix_decisions_item_id"))
        batch_op.drop_index(batch_op.f("ix_decisions_compartment"))

    op.drop_table("decisions")
    with op.batch_alter_table("addenda", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_addenda_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_addenda_owner_id"))
        batch_op.drop_index(batch_op.f("ix_addenda_item_id"))
        batch_op.drop_index(batch_op.f("ix_addenda_compartment"))

    op.drop_table("addenda")
    with op.batch_alter_table("team_seats", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_seats_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_team_seats_case_id"))
        batch_op.drop_index(batch_op.f("ix_team_seats_agency_id"))

    op.drop_table("team_seats")
    with op.batch_alter_table("release_terms", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_release_terms_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_release_terms_owner_id"))
        batch_op.drop_index(batch_op.f("ix_release_terms_compartment"))

    op.drop_table("release_terms")
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referrals_survivor_id"))
        batch_op.drop_index("ix_referrals_inbox")
        batch_op.drop_index(batch_op.f("ix_referrals_from_agency_id"))
        batch_op.drop_index(batch_op.f("ix_referrals_case_id"))

    op.drop_table("referrals")
    with op.batch_alter_table("privileged_notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_privileged_notes_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_privileged_notes_owner_id"))
        batch_op.drop_index(batch_op.f("ix_privileged_notes_compartment"))
        batch_op.drop_index(batch_op.f("ix_privileged_notes_case_id"))

    op.drop_table("privileged_notes")
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plans_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_plans_status"))
        batch_op.drop_index(batch_op.f("ix_plans_case_id"))

    op.drop_table("plans")
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notes_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_notes_owner_id"))
        batch_op.drop_index(batch_op.f("ix_notes_compartment"))
        batch_op.drop_index(batch_op.f("ix_notes_case_id"))

    op.drop_table("notes")
    with op.batch_alter_table("minutes_copies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_minutes_copies_meeting_id"))

    op.drop_table("minutes_copies")
    with op.batch_alter_table("linkages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_linkages_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_linkages_status"))
        batch_op.drop_index(batch_op.f("ix_linkages_service_id"))
        batch_op.drop_index(batch_op.f("ix_linkages_provider_agency_id"))
        batch_op.drop_index(batch_op.f("ix_linkages_offered_by_id"))
        batch_op.drop_index(batch_op.f("ix_linkages_case_id"))

    op.drop_table("linkages")
    with op.batch_alter_table("limits_told", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_limits_told_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_limits_told_owner_id"))
        batch_op.drop_index(batch_op.f("ix_limits_told_compartment"))
        batch_op.drop_index(batch_op.f("ix_limits_told_case_id"))

    op.drop_table("limits_told")
    with op.batch_alter_table("import_origins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_origins_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_import_origins_owner_id"))
        batch_op.drop_index(batch_op.f("ix_import_origins_compartment"))

    op.drop_table("import_origins")
    with op.batch_alter_table("import_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_files_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_import_files_owner_id"))
        batch_op.drop_index(batch_op.f("ix_import_files_compartment"))
        batch_op.drop_index(batch_op.f("ix_import_files_batch_id"))

    op.drop_table("import_files")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_events_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_events_owner_id"))
        batch_op.drop_index(batch_op.f("ix_events_day"))
        batch_op.drop_index(batch_op.f("ix_events_compartment"))
        batch_op.drop_index(batch_op.f("ix_events_case_id"))

    op.drop_table("events")
    with op.batch_alter_table("closing_reasons", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closing_reasons_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_closing_reasons_owner_id"))
        batch_op.drop_index(batch_op.f("ix_closing_reasons_compartment"))
        batch_op.drop_index(batch_op.f("ix_closing_reasons_case_id"))

    op.drop_table("closing_reasons")
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendances_meeting_id"))

    op.drop_table("attendances")
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_items_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_agenda_items_case_id"))

    op.drop_table("agenda_items")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_ins_member_id"))

    op.drop_table("sign_ins")
    with op.batch_alter_table("services", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_services_organization_id"))

    op.drop_table("services")
    with op.batch_alter_table("releases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_releases_to_agency_id"))
        batch_op.drop_index(batch_op.f("ix_releases_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_releases_from_agency_id"))

    op.drop_table("releases")
    with op.batch_alter_table("qualifications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_qualifications_member_id"))
        batch_op.drop_index(batch_op.f("ix_qualifications_agency_id"))

    op.drop_table("qualifications")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meetings_status"))
        batch_op.drop_index(batch_op.f("ix_meetings_starts_at"))

    op.drop_table("meetings")
    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_batches_agency_id"))

    op.drop_table("import_batches")
    with op.batch_alter_table("disclosures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_disclosures_to_agency_id"))
        batch_op.drop_index(batch_op.f("ix_disclosures_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_disclosures_from_agency_id"))

    op.drop_table("disclosures")
    with op.batch_alter_table("credentials", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_credentials_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_credentials_owner_id"))
        batch_op.drop_index(batch_op.f("ix_credentials_compartment"))

    op.drop_table("credentials")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_cases_status"))

    op.drop_table("cases")
    with op.batch_alter_table("survivors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_survivors_minted_by_id"))

    op.drop_table("survivors")
    with op.batch_alter_table("safe_contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_safe_contacts_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_safe_contacts_owner_id"))
        batch_op.drop_index(batch_op.f("ix_safe_contacts_compartment"))

    op.drop_table("safe_contacts")
    with op.batch_alter_table("particulars", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_particulars_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_particulars_owner_id"))
        batch_op.drop_index(batch_op.f("ix_particulars_compartment"))

    op.drop_table("particulars")
    op.drop_table("organizations")
    with op.batch_alter_table("names", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_names_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_names_owner_id"))
        batch_op.drop_index(batch_op.f("ix_names_compartment"))

    op.drop_table("names")
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_members_agency_id"))

    op.drop_table("members")
    with op.batch_alter_table("ledger_subjects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_subjects_survivor"))

    op.drop_table("ledger_subjects")
    op.drop_table("counties")
    with op.batch_alter_table("column_matches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_column_matches_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_column_matches_owner_id"))
        batch_op.drop_index(batch_op.f("ix_column_matches_compartment"))

    op.drop_table("column_matches")
    with op.batch_alter_table("birth_dates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_birth_dates_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_birth_dates_owner_id"))
        batch_op.drop_index(batch_op.f("ix_birth_dates_compartment"))

    op.drop_table("birth_dates")
    with op.batch_alter_table("addresses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_addresses_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_addresses_owner_id"))
        batch_op.drop_index(batch_op.f("ix_addresses_compartment"))

    op.drop_table("addresses")
    op.drop_table("referral_numbers")
    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_ledger_entries_refused",
            sqlite_where=sa.text("result = 'refused'"),
            postgresql_where=sa.text("result = 'refused'"),
        )
        batch_op.drop_index(batch_op.f("ix_ledger_entries_actor"))

    op.drop_table("ledger_entries")
    op.drop_table("form_keys")
    op.drop_table("agencies")
