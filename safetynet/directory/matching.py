"""Which column of a table of services is what: read off its heading, or said by a person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from safetynet.directory.columns import (
    ENDED,
    HIDDEN,
    KNOWN,
    OTHERS,
    PHONES,
    PLACE,
    SERVICE,
    SEVERAL,
    SHOWN,
)
from safetynet.directory.tables import Table
from safetynet.sheets import fingerprint, samples_of

LEFT_OUT, AS_HEADED, BOTH = "", "as_headed", "both"
"""Nothing is taken of a column; it stays what its heading says; it names service and offerer."""
FIELDS = {
    "name": "public_name",
    BOTH: "public_name",
    "organization": "parent_agency",
    "alternate_name": "alternate_name",
    "description": "agency_description",
    "terms": "taxonomy_terms",
    "address_1": "physical_address1",
    "address_2": "physical_address2",
    "city": "physical_city",
    "county": "physical_county",
    "state": "physical_state_province",
    "postal_code": "physical_postal_code",
    "latitude": "latitude",
    "longitude": "longitude",
    "transport": "transportation",
    "access": "accessibility",
    "areas": "coverage_area",
    "phone": "phone_number_business_line",
    "hotline": "phone_number_hotline",
    "tty": "phone_tty",
    "fax": "phone_fax",
    "email": "email_address_main",
    "website": "website_address",
    "hours": "hours_of_operation",
    "languages": "languages_offered",
    "age_from": "from_age",
    "age_to": "to_age",
    "eligibility": "eligibility",
    "application": "application_process",
    "documents": "documents_required",
    "fees": "fees",
    "wait": "wait_time",
    "capacity": "service_capacity",
    "status": "agency_status",
    "inactive": "inactive",
    "hidden": "exclude_from_website",
    "shown": "available_for_directory",
    "level": "taxonomy_level_name",
    "key": "resource_agency_num",
    "organization_key": "parent_agency_num",
}
"""What somebody may say that a column is, and the column that we know as just that: of several
those of iCarol, which rows about organizations have too."""
JOINED = frozenset({"description", "eligibility", "fees", "hours", "transport", "access"})
"""Fields of which several columns become one text."""
APART: dict[str, tuple[str, ...]] = {
    **SEVERAL,
    "hidden": HIDDEN,
    "shown": SHOWN,
    "inactive": ENDED,
    "phone": (
        "phone_number_business_line", "phone_number_after_hours", "phone_number_out_of_area",
        "phone_toll_free", "toll_free_phone_number",
    ),
    "hotline": ("phone_number_hotline",),
    "tty": ("phone_tty", "tty_phone_number"),
    "fax": ("phone_fax", "fax"),
}  # fmt: skip
"""Fields of which several columns are read each for itself: what such columns are called."""
HIDING = frozenset({"status", "inactive", "hidden", "shown"})
WANTED: dict[str, frozenset[str]] = {
    "name": frozenset({BOTH}),
    "organization": frozenset({BOTH}),
    "description": frozenset(),
    "terms": frozenset(),
    "address_1": frozenset(),
    "city": frozenset({"postal_code", "county"}),
    "phone": frozenset({"hotline"}),
    "hours": frozenset(),
    "languages": frozenset(),
    "eligibility": frozenset(),
}
"""What is told to be missing, each with what says as much."""
REPEATABLE = JOINED | APART.keys()
_NOT_READ = frozenset(SERVICE["immigration"])


def _field_of(column: str) -> str:
    """Return what a column is taken for by its heading."""
    of_places = {field: columns for field, columns in PLACE.items() if field not in SERVICE}
    for fields in (SERVICE, SEVERAL, of_places):
        for field, columns in fields.items():
            if column in columns and field in FIELDS:
                return field
    for field, flags in (("hidden", HIDDEN), ("shown", SHOWN), ("inactive", ENDED)):
        if column in flags:
            return field
    if column in PHONES:
        kind = PHONES[column][0]
        return kind if kind in FIELDS else "phone"
    return AS_HEADED if column in KNOWN - OTHERS - _NOT_READ else LEFT_OUT


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its place (0-based), what it is called, and what it is."""

    place: int
    heading: str
    suggested: str
    field: str

    @property
    def is_said(self) -> bool:
        """Whether a person said something else than the heading does."""
        return self.field != self.suggested


@dataclass(frozen=True, slots=True)
class Matching:
    """What every column of a table is."""

    table: Table
    columns: tuple[Column, ...]

    @property
    def fingerprint(self) -> str:
        """By what a file with the same headings is known."""
        return fingerprint(self.table.headings)

    @property
    def said(self) -> dict[int, str]:
        """What a person said otherwise than the headings do, by place."""
        return {column.place: column.field for column in self.columns if column.is_said}

    @property
    def missing(self) -> list[str]:
        """What somebody who looks for help wants to know, and no column says."""
        there = {column.field for column in self.columns}
        return [field for field, alike in WANTED.items() if not there & {field, *alike}]

    @property
    def may_hide(self) -> bool:
        """Whether some column can say that a row is for nobody to find."""
        return any(column.field in HIDING for column in self.columns)

    @property
    def doubled(self) -> list[str]:
        """Fields that several columns claim although only one may, since somebody said so.

        Of columns that nobody was asked about the first that says something is taken.
        """
        found = []
        for field in FIELDS.keys() - REPEATABLE - {BOTH}:
            claims = [column for column in self.columns if _claims(column.field, field)]
            is_said = any(column.is_said for column in claims)
            if len(claims) > 1 and is_said:
                found.append(field)
        return sorted(found, key=list(FIELDS).index)

    def with_choices(self, fields: Mapping[int, str]) -> "Matching":
        """Return the matching with these columns being something else."""
        known = {LEFT_OUT, AS_HEADED, *FIELDS}
        columns = (
            replace(column, field=fields[column.place])
            if fields.get(column.place) in known
            else column
            for column in self.columns
        )
        return Matching(self.table, tuple(columns))

    def matched(self) -> Table:
        """Return the table as if its headings said what the columns are."""
        said = {column.field for column in self.columns if column.is_said}
        if not said:
            return self.table
        names, joined = list(self.table.columns), set[str]()
        for column in self.columns:
            if column.is_said or column.field in said & JOINED:
                name = _name_for(column, names)
                joined |= {name} if name in names or column.field in JOINED else set()
                names[column.place] = name
        copies = {FIELDS["organization"]: FIELDS[BOTH]} if BOTH in said else {}
        return self.table.called(names, joined, copies)


def _name_for(column: Column, names: list[str]) -> str:
    """Return how a column is called from now on: one that says nothing to us, or ours."""
    if column.field not in FIELDS:
        return f"left_out_{column.place}" if column.field == LEFT_OUT else names[column.place]
    free = (name for name in APART.get(column.field, ()) if name not in names)
    return next(free, FIELDS[column.field])


def _claims(field: str, wanted: str) -> bool:
    if field == BOTH:
        return wanted in {"name", "organization"}
    return field == wanted


def propose(table: Table) -> Matching:
    """Return what the headings of a table say; a column that holds nothing is left out."""
    filled = samples_of(line.cells for line in table.lines)
    fields = [
        _field_of(name) if place in filled else LEFT_OUT for place, name in enumerate(table.columns)
    ]
    columns = (
        Column(place, heading, field, field)
        for place, (heading, field) in enumerate(zip(table.headings, fields, strict=True))
    )
    return Matching(table, tuple(columns))
