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
        sa.Column("value", sa.LargeBinary(), nullable=False),
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
        "release_terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.LargeBinary(), nullable=False),
        sa.Column("not_shared", sa.LargeBinary(), nullable=True),
        sa.Column("risks_discussed", sa.LargeBinary(), nullable=True),
        sa.Column("signer_names", sa.LargeBinary(), nullable=False),
        sa.Column("paper_reference", sa.LargeBinary(), nullable=True),
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


def downgrade() -> None:
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
    with op.batch_alter_table("closing_reasons", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closing_reasons_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_closing_reasons_owner_id"))
        batch_op.drop_index(batch_op.f("ix_closing_reasons_compartment"))
        batch_op.drop_index(batch_op.f("ix_closing_reasons_case_id"))

    op.drop_table("closing_reasons")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_ins_member_id"))

    op.drop_table("sign_ins")
    with op.batch_alter_table("releases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_releases_to_agency_id"))
        batch_op.drop_index(batch_op.f("ix_releases_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_releases_from_agency_id"))

    op.drop_table("releases")
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
    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_entries_actor"))

    op.drop_table("ledger_entries")
    op.drop_table("form_keys")
    op.drop_table("agencies")
