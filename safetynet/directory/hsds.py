"""Reads directories as others export them: HSDS 1.1 and 3.0, Ohana, or one flat table.

HSDS (Open Referral) keeps organizations, services, locations, phones and languages in files of
those names beside each other; Ohana hangs services on locations. A flat table has a column for
the organization's name beside the service's.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from safetynet.directory.hints import types_of
from safetynet.directory.words import language_code

Row = dict[str, str]
OLDEST_AGE = 120
"""Exports write 200 or 999 for "no upper age"."""
LONGEST = {"name": 200, "description": 8000, "phone": 60, "website": 300, "location_note": 200}


class NoDirectoryError(Exception):
    """The file or folder holds no directory; the sentence says what is missing."""


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


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be listed: its line in the services' file, the row, and why."""

    line: int
    row: Row
    reason: str


def read(path: Path) -> Iterator[Listing | BadRow]:
    """Read a folder or a services' file; raises NoDirectoryError with a sentence."""
    folder = path if path.is_dir() else path.parent
    services = path / "services.csv" if path.is_dir() else path
    if not services.is_file():
        raise NoDirectoryError(f"There is no services.csv in {path.name}.")
    rows = _table(services)
    if not rows:
        raise NoDirectoryError(f"{services.name} has no rows.")
    is_flat = bool(_said(rows[0], "organization_name", "organization", any_value=True))
    beside = None if is_flat else Beside.in_folder(folder)
    for line, row in enumerate(rows, start=2):
        try:
            yield _listing(line, row, beside)
        except ValueError as error:
            yield BadRow(line, row, str(error))


@dataclass(frozen=True)
class Beside:
    """What the files beside the services say, by id."""

    organizations: dict[str, Row]
    locations: dict[str, Row]
    addresses: dict[str, Row]
    phones: dict[str, str]
    languages: dict[str, list[str]]

    @classmethod
    def in_folder(cls, folder: Path) -> "Beside":
        if not (folder / "organizations.csv").is_file():
            raise NoDirectoryError(
                "There is neither an organization_name column nor a file "
                "organizations.csv beside the services."
            )
        found = {name: _table(folder / f"{name}.csv") for name in cls.__annotations__}
        addresses = found["addresses"] or _table(folder / "physical_addresses.csv")
        languages: dict[str, list[str]] = {}
        for row in found["languages"]:
            said = _said(row, "code", "language", "name")
            languages.setdefault(row.get("service_id", ""), []).append(said)
        return cls(
            organizations={row["id"]: row for row in found["organizations"]},
            locations={row["id"]: row for row in found["locations"]},
            addresses={row.get("location_id", ""): row for row in addresses},
            phones=_phones(found["phones"]),
            languages=languages,
        )


def _phones(rows: list[Row]) -> dict[str, str]:
    """Return one public number for each service, location and organization that has one."""
    numbers: dict[str, str] = {}
    for row in rows:
        kind = _said(row, "type", "number_type")
        for owner in ("service_id", "location_id", "organization_id"):
            if row.get(owner) and kind in {"", "voice", "hotline"}:
                numbers.setdefault(f"{owner} {row[owner]}", _said(row, "number").strip("\"' "))
    return numbers


def _listing(line: int, row: Row, beside: Beside | None) -> Listing:
    name = _said(row, "service_name", "name")
    if not name:
        raise ValueError("the service has no name")
    organization, place = _organization(row, beside), ""
    location = row.get("location_id", "")
    phone = _said(row, "service_phone", "phone", "phones")
    languages = re.split(r"[,;]", _said(row, "languages", "service_languages"))
    key = _said(row, "service_uuid", "service_id", "id") or f"{organization['name']} {name}"
    if beside:
        owners = (
            "service_id " + key,
            "location_id " + location,
            "organization_id " + organization["id"],
        )
        phone = phone or next((beside.phones[o] for o in owners if o in beside.phones), "")
        languages += beside.languages.get(key, [])
        place = beside.addresses.get(location, {}).get("city", "")
    said = " ".join((name, _said(row, "keywords"), _said(row, "service_problem_codes")))
    return Listing(
        line=line,
        key=key,
        organization_key=organization["id"] or organization["name"],
        organization=_cut(organization["name"], "name") or "",
        website=_cut(organization["website"], "website"),
        name=_cut(name, "name") or "",
        description=_cut(_said(row, "service_description", "description"), "description"),
        phone=_cut(phone, "phone"),
        location_note=_cut(place, "location_note"),
        types=types_of(said),
        languages=sorted({code for word in languages if word and (code := language_code(word))}),
        age_from=_age(_said(row, "service_min_age", "minimum_age"), "lowest"),
        age_to=_age(_said(row, "service_max_age", "maximum_age"), "highest"),
        is_active=_said(row, "status") in {"", "active"},
    )


def _organization(row: Row, beside: Beside | None) -> Row:
    if beside is None:
        found = {
            "id": _said(row, "organization_uuid", "organization_id"),
            "name": _said(row, "organization_name", "organization"),
        }
    else:
        location = beside.locations.get(row.get("location_id", ""), {})
        key = row.get("organization_id") or location.get("organization_id", "")
        if key not in beside.organizations:
            raise ValueError("the organization is not in organizations.csv")
        found = beside.organizations[key]
    if not found["name"]:
        raise ValueError("the organization has no name")
    website = _said(found, "website", "url")
    return {"id": found["id"], "name": found["name"], "website": website}


def _age(said: str, which: str) -> int | None:
    if not said:
        return None
    if not re.fullmatch(r"\d{1,3}", said, re.ASCII):
        raise ValueError(f"the {which} age is not a number")
    return int(said) if int(said) <= OLDEST_AGE else None


def _said(row: Row, *columns: str, any_value: bool = False) -> str:
    """Return the first of these columns that says something (or merely exists)."""
    if any_value:
        return next((column for column in columns if column in row), "")
    return next((row[column] for column in columns if row.get(column)), "")


def _cut(text: str, field: str) -> str | None:
    return text[: LONGEST[field]] or None


def _table(path: Path) -> list[Row]:
    """Read one CSV with headings; UTF-8 with or without a mark, or what Windows wrote."""
    if not path.is_file():
        return []
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    rows = csv.DictReader(text.replace("\x00", "").splitlines(keepends=True), restkey="more")
    return [
        {
            name.strip(): " ".join(value.split(" ")).strip()
            for name, value in row.items()
            if isinstance(value, str) and name
        }
        for row in rows
    ]
