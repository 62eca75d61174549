"""What the columns of a directory may be called, as `Table.columns` spells them.

Each field takes the first of its columns that says something.
"""

Columns = dict[str, tuple[str, ...]]

SERVICE: Columns = {
    "name": ("service_name", "public_name", "name", "title", "service"),
    "alternate_name": ("service_alternate_name", "alternate_name", "alternative_name"),
    "organization": ("organization_name", "organization", "parent_agency", "offered_by"),
    "organization_key": ("organization_uuid", "organization_id", "parent_agency_num"),
    "key": ("service_uuid", "service_id", "services_id", "resource_agency_num", "id"),
    "description": (
        "service_description", "description", "agency_description", "body", "service_type",
        "short_desc",
    ),
    "website": ("service_url", "url", "website", "website_address"),
    "email": ("service_email", "email", "email_address_main", "email_address"),
    "phone": ("service_phone", "phone", "phones", "phone_number", "phone1_number"),
    "languages": ("languages", "service_languages", "languages_offered", "language"),
    "age_from": ("service_min_age", "minimum_age", "from_age"),
    "age_to": ("service_max_age", "maximum_age", "to_age"),
    "eligibility": (
        "eligibility", "eligibility_description", "income_standard_for_eligibility",
        "an_individual_must_be_one_of_these_to_qualify", "audience",
    ),
    "immigration": ("service_immigration_status", "immigration_status"),
    "fees": ("fees", "fees_description", "fee_structure_source", "income_eligibility_and_fees"),
    "wait": ("wait_time",),
    "capacity": ("service_capacity",),
    "status": ("status", "agency_status", "service_status", "is_this_service_open"),
    "hours": ("hours_of_operation", "hours", "opening_hours"),
    "location": ("location_id",),
    "level": ("taxonomy_level_name",),
}  # fmt: skip
SEVERAL: Columns = {
    "application": (
        "application_process", "process_for_applying_by_email", "process_for_applying_by_phone",
        "process_for_applying_online", "process_for_walk_ins",
    ),
    "documents": ("required_documents", "documents_required"),
    "areas": ("service_areas", "coverage_area", "coverage_area_text"),
    "terms": (
        "keywords", "service_problem_codes", "categories", "taxonomy_term", "taxonomy_terms",
        "taxonomy_codes", "taxonomy_ids",
    ),
}  # fmt: skip
"""Fields that take all of their columns."""
HIDDEN = ("exclude_from_website", "exclude_from_directory", "not_for_public")
SHOWN = ("available_for_directory", "public", "is_public")
"""Columns that keep a row from the public by "yes", and by "no"."""
ENDED = ("inactive", "is_inactive")
"""Columns that say by "yes" that there is no such service any more."""
PHONES: dict[str, tuple[str, str]] = {
    "phone1_number": ("voice", "phone1_name"),
    "phone2_number": ("voice", "phone2_name"),
    "phone3_number": ("voice", "phone3_name"),
    "phone4_number": ("voice", "phone4_name"),
    "phone5_number": ("voice", "phone5_description"),
    "phone_number_hotline": ("hotline", ""),
    "phone_toll_free": ("voice", ""),
    "toll_free_phone_number": ("voice", ""),
    "phone_number_business_line": ("voice", ""),
    "phone_number_after_hours": ("voice", ""),
    "phone_number_out_of_area": ("voice", ""),
    "phone_tty": ("tty", ""),
    "tty_phone_number": ("tty", ""),
    "phone_fax": ("fax", ""),
    "fax": ("fax", ""),
}
"""Columns with one number each: of which kind, and which column says what it is for."""
PLACE: Columns = {
    "key": ("location_uuid", "location_id", "id"),
    "organization_key": ("organization_uuid", "organization_id"),
    "name": ("location_name", "name", "title", "field_2"),
    "alternate_name": ("alternate_name", "alternative_name"),
    "description": ("description", "short_desc", "physical_location_description"),
    "address_1": ("physical_address1", "address_1", "location_address", "address", "street"),
    "address_2": ("physical_address2", "address_2"),
    "city": ("physical_city", "city"),
    "county": ("physical_county", "county", "region", "counties"),
    "state": ("physical_state_province", "state_province", "state"),
    "postal_code": ("physical_postal_code", "postal_code", "zip", "zip_code"),
    "country": ("physical_country", "country"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lng", "lon"),
    "transport": ("transportation", "bus_service_access", "public_access_transportation"),
    "access": ("accessibility", "disabilities_access"),
    "phone": ("phone_number", "phones", "phone"),
    "languages": ("languages",),
    "hours_day": ("hours_of_operation_day",),
    "hours_open": ("hours_of_operation_open",),
    "hours_close": ("hours_of_operation_close",),
}
ORGANIZATION: Columns = {
    "key": ("organization_uuid", "organization_id", "resource_agency_num", "id"),
    "name": ("organization_name", "public_name", "name", "title", "official_name"),
    "alternate_name": (
        "organization_alternate_name", "alternate_name", "alternative_name",
    ),
    "description": ("organization_description", "description", "body", "agency_description"),
    "email": ("organization_email", "email", "email_address_main"),
    "website": ("organization_url", "website", "url", "website_address"),
    "phone": ("organization_phone", "phone_number", "phones", "phone", "phone1_number"),
    "status": ("status", "agency_status"),
    "post_address": ("mailing_address", "mailing_address1"),
    "post_city": ("mailing_address_city", "mailing_city"),
    "post_state": ("mailing_address_state", "mailing_state_province"),
    "post_code": ("mailing_address_zip", "mailing_postal_code"),
}  # fmt: skip
OTHERS = frozenset(
    {
        "parent_agency_num", "mailing_country", "mailing_address2", "coverage", "updated_on",
        "entered_on", "last_verified_on", "record_owner", "organization_name", "program_id",
        "taxonomy_term_id", "organization_id", "last_modified", "temporary_message_appears",
    }
)  # fmt: skip
"""Columns that are understood and hold nothing for anybody who looks for help."""


def _all(*maps: Columns) -> frozenset[str]:
    return frozenset(column for one in maps for columns in one.values() for column in columns)


KNOWN_PLACE = _all(PLACE) | OTHERS | PHONES.keys()
KNOWN_ORGANIZATION = _all(ORGANIZATION) | OTHERS | PHONES.keys()
KNOWN = (
    _all(SERVICE, SEVERAL, PLACE)
    | OTHERS
    | PHONES.keys()
    | {about for _kind, about in PHONES.values() if about}
    | {*HIDDEN, *SHOWN, *ENDED}
)


def said(row: dict[str, str], *columns: str) -> str:
    """Return the first of these columns that says something."""
    return next((row[column] for column in columns if row.get(column)), "")
