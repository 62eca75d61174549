"""Reads directories as others export them: HSDS 1.1 and 3.0, Ohana, iCarol, or one flat table.

HSDS (Open Referral) keeps organizations, services, locations, phones and languages in tables of
those names beside each other; Ohana hangs services on locations; iCarol (what 211 lines use) lists
agencies and their programs under each other. A flat table has a column for the organization's name
beside the service's.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from safetynet.directory.hints import types_of
from safetynet.directory.tables import Line, NoDirectoryError, Table, Tables, tables_at
from safetynet.directory.words import language_code
from safetynet.sheets import Cells

Row = dict[str, str]
OLDEST_AGE = 120
"""Exports write 200 or 999 for "no upper age"."""
LONGEST = {
    "name": 200,
    "description": 8000,
    "phone": 60,
    "website": 300,
    "location_note": 200,
    "key": 400,
}
COLUMNS = {
    "name": ("service_name", "public_name", "name", "service"),
    "organization": ("organization_name", "organization", "parent_agency", "offered_by"),
    "organization_key": ("organization_uuid", "organization_id"),
    "key": ("service_uuid", "service_id", "resource_agency_num", "id"),
    "description": ("service_description", "description", "agency_description"),
    "website": ("website", "url", "website_address"),
    "phone": ("service_phone", "phone", "phones", "phone_number", "phone1_number"),
    "languages": ("languages", "service_languages", "languages_offered", "language"),
    "age_from": ("service_min_age", "minimum_age", "from_age"),
    "age_to": ("service_max_age", "maximum_age", "to_age"),
    "status": ("status", "agency_status"),
    "place": ("physical_city",),
    "location": ("location_id",),
    "hints": ("keywords", "service_problem_codes", "categories", "taxonomy_term"),
    "hidden": ("exclude_from_website", "exclude_from_directory"),
    "level": ("taxonomy_level_name",),
    "parent": ("parent_agency_num",),
}
"""What each column may be called, as `Table.columns` spells it; the first that says something."""
KNOWN = frozenset(column for columns in COLUMNS.values() for column in columns)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True)
class Listing:
    """One service as the file tells it; keys are the file's own ids."""

    line: int
    key: str
    organization_key: str
    organization: str
    website: str | None
    name: str
    description: str | None
    phone: str | None
    location_note: str | None
    types: list[str]
    languages: list[str]
    age_from: int | None
    age_to: int | None
    is_active: bool
    takes_referrals: bool = True
    """False where the file says so; True says nothing yet."""


@dataclass(frozen=True)
class Provider:
    """A row that is about an organization itself."""

    line: int
    organization_key: str
    organization: str
    website: str | None


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be listed: its number in the sheet, its cells, and why."""

    line: int
    cells: Cells
    reason: str


Found = Listing | Provider | BadRow


@dataclass(frozen=True)
class Directory:
    """Everything a file says: every filled row is exactly one of `rows`."""

    headings: tuple[str, ...]
    rows: tuple[Found, ...]

    @property
    def bad(self) -> list[BadRow]:
        return [row for row in self.rows if isinstance(row, BadRow)]

    @property
    def good(self) -> list[Provider | Listing]:
        """Organizations before services: what they say of themselves goes first."""
        providers: list[Provider | Listing] = [r for r in self.rows if isinstance(r, Provider)]
        return providers + [row for row in self.rows if isinstance(row, Listing)]


def read(path: Path) -> Directory:
    """Read a folder or a file of services; raises NoDirectoryError or SheetError."""
    tables = tables_at(path, KNOWN)
    services = tables.services
    if not services.has(*COLUMNS["name"]):
        raise NoDirectoryError(f"{path.name} has no column with the names of services.")
    is_flat = services.has(*COLUMNS["organization"])
    beside = None if is_flat else Beside.of(tables)
    return Directory(services.headings, tuple(_told(services, beside)))


def _told(services: Table, beside: "Beside | None") -> Iterator[Found]:
    taken: set[str] = set()
    for line in services.lines:
        try:
            found = _found(line, beside)
            if isinstance(found, Listing) and found.key in taken:
                raise ValueError("an earlier row has the same id")
        except ValueError as error:
            yield BadRow(line.number, line.cells, str(error))
            continue
        if isinstance(found, Listing):
            taken.add(found.key)
        yield found


@dataclass(frozen=True)
class Beside:
    """What the tables beside the services say, by id."""

    organizations: dict[str, Row]
    locations: dict[str, Row]
    addresses: dict[str, Row]
    phones: dict[str, str]
    languages: dict[str, list[str]]

    @classmethod
    def of(cls, tables: Tables) -> "Beside":
        organizations = tables.named("organizations")
        if not organizations.lines:
            raise NoDirectoryError(
                f"{tables.file.name} has no column organization_name, and there is no "
                "organizations.csv beside it."
            )
        languages: dict[str, list[str]] = {}
        for row in _rows(tables.named("languages")):
            said = _said(row, "code", "language", "name")
            languages.setdefault(row.get("service_id", ""), []).append(said)
        return cls(
            organizations=_by(_rows(organizations), "id"),
            locations=_by(_rows(tables.named("locations")), "id"),
            addresses=_by(_rows(tables.named("addresses", "physical_addresses")), "location_id"),
            phones=_phones(_rows(tables.named("phones"))),
            languages=languages,
        )


def _rows(table: Table) -> list[Row]:
    return [line.said for line in table.lines]


def _by(rows: list[Row], column: str) -> dict[str, Row]:
    return {row.get(column, ""): row for row in rows}


def _phones(rows: list[Row]) -> dict[str, str]:
    """Return one public number for each service, location and organization that has one."""
    numbers: dict[str, str] = {}
    for row in rows:
        kind = _said(row, "type", "number_type")
        for owner in ("service_id", "location_id", "organization_id"):
            if row.get(owner) and kind in {"", "voice", "hotline"}:
                numbers.setdefault(f"{owner} {row[owner]}", _said(row, "number").strip("\"' "))
    return numbers


def _found(line: Line, beside: Beside | None) -> Listing | Provider:
    if line.fault:
        raise ValueError(line.fault)
    row = line.said
    name = _of(row, "name")
    if _of(row, "level").casefold() == "agency":
        key = _of(row, "key")
        if not (name and key):
            raise ValueError("the organization has no name or no id")
        _check_keys(key)
        website = _cut(_of(row, "website"), "website")
        return Provider(line.number, key, _cut(name, "name") or "", website)
    if not name:
        raise ValueError("the service has no name")
    return _listing(line.number, row, name, beside)


def _listing(line: int, row: Row, name: str, beside: Beside | None) -> Listing:
    organization = _organization(row, beside)
    organization_key = organization["id"] or organization["name"]
    key = _of(row, "key") or f"{organization['name']} {name}"
    _check_keys(key, organization_key)
    place, phone, spoken = _of(row, "place"), _of(row, "phone"), []
    if beside:
        location = row.get("location_id", "")
        owners = (
            f"service_id {key}",
            f"location_id {location}",
            f"organization_id {organization['id']}",
        )
        phone = phone or next((beside.phones[o] for o in owners if o in beside.phones), "")
        spoken = beside.languages.get(key, [])
        place = beside.addresses.get(location, {}).get("city", "")
    status = _of(row, "status").casefold()
    return Listing(
        line=line,
        key=key,
        organization_key=organization_key,
        organization=_cut(organization["name"], "name") or "",
        website=_cut(organization["website"], "website"),
        name=_cut(name, "name") or "",
        description=_cut(_plain(_of(row, "description")), "description"),
        phone=_cut(phone, "phone"),
        location_note=_cut(place, "location_note"),
        types=types_of(" ".join((name, *(row.get(c, "") for c in COLUMNS["hints"])))),
        languages=_codes([*re.split(r"[,;]", _of(row, "languages")), *spoken]),
        age_from=_age(_of(row, "age_from"), "lowest"),
        age_to=_age(_of(row, "age_to"), "highest"),
        is_active=status.split(",")[0] in {"", "active"} and not _is_hidden(row),
        takes_referrals="do not refer" not in status,
    )


def _check_keys(*keys: str) -> None:
    """An index of the database takes no more; and no system gives such ids."""
    if any(len(key) > LONGEST["key"] for key in keys):
        raise ValueError("an id, or a name that stands for one, is longer than 400 characters")


def _organization(row: Row, beside: Beside | None) -> Row:
    if beside is None:
        key = _of(row, "organization_key") or _of(row, "parent")
        found = {"id": key, "name": _of(row, "organization"), "website": _of(row, "website")}
    else:
        location = beside.locations.get(row.get("location_id", ""), {})
        key = row.get("organization_id") or location.get("organization_id", "")
        if key not in beside.organizations:
            raise ValueError("the organization is not in organizations.csv")
        own = beside.organizations[key]
        found = {"id": key, "name": own.get("name", ""), "website": _of(own, "website")}
    if not found["name"]:
        raise ValueError("the organization has no name")
    return found


def _is_hidden(row: Row) -> bool:
    """Say whether the sender keeps it out of what the public reads."""
    return any(row.get(column, "").casefold() in {"yes", "true"} for column in COLUMNS["hidden"])


def _codes(words: list[str]) -> list[str]:
    return sorted({code for word in words if word and (code := language_code(word))})


def _plain(text: str) -> str:
    return html.unescape(_MARKUP.sub(" ", text)).strip() if "<" in text or "&" in text else text


def _age(said: str, which: str) -> int | None:
    if not said:
        return None
    if not re.fullmatch(r"\d{1,3}", said, re.ASCII):
        raise ValueError(f"the {which} age is not a number")
    return int(said) if int(said) <= OLDEST_AGE else None


def _of(row: Row, field: str) -> str:
    return _said(row, *COLUMNS[field])


def _said(row: Row, *columns: str) -> str:
    """Return the first of these columns that says something."""
    return next((row[column] for column in columns if row.get(column)), "")


def _cut(text: str, field: str) -> str | None:
    return text[: LONGEST[field]] or None
