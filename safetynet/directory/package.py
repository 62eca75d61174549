"""The export as one zip: HSDS 3.0 in JSON, and the same as tables with a data package beside."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from safetynet.directory.exporting import organizations, services

Thing = dict[str, Any]
TABLES: dict[str, tuple[str, ...]] = {
    "organizations": ("id", "name", "alternate_name", "description", "email", "website"),
    "services": (
        "id", "organization_id", "name", "alternate_name", "description", "url", "email", "status",
        "application_process", "fees_description", "wait_time", "eligibility_description",
        "minimum_age", "maximum_age", "assured_date",
    ),
    "locations": (
        "id", "location_type", "organization_id", "name", "alternate_name", "description",
        "transportation", "latitude", "longitude",
    ),
    "service_at_location": ("id", "service_id", "location_id"),
    "phones": (
        "id", "location_id", "service_id", "organization_id", "number", "extension", "type",
        "description",
    ),
    "addresses": (
        "id", "location_id", "address_1", "address_2", "city", "region", "state_province",
        "postal_code", "country", "address_type",
    ),
    "schedules": (
        "id", "service_id", "location_id", "wkst", "freq", "interval", "byday", "description",
        "opens_at", "closes_at",
    ),
    "languages": ("id", "service_id", "name", "code"),
    "service_areas": ("id", "service_id", "name"),
    "required_documents": ("id", "service_id", "document"),
    "accessibility": ("id", "location_id", "description"),
    "attributes": ("id", "link_id", "taxonomy_term_id", "link_entity"),
    "taxonomy_terms": ("id", "code", "name", "description", "taxonomy", "term_uri"),
}  # fmt: skip
"""What stands in each table, in the order of the specification."""
NEEDED = frozenset({"address_1", "city", "state_province", "postal_code"})
"""Cells that a table may not leave empty."""
NOT_STATED = "unknown"
_FORMULA = ("=", "@", "\t", "\r")
LISTS = {
    "phones": "phones",
    "schedules": "schedules",
    "languages": "languages",
    "service_areas": "service_areas",
    "required_documents": "required_documents",
    "accessibility": "accessibility",
    "addresses": "addresses",
}


def packed() -> bytes:
    """Return the whole directory, as anybody may have it, as a zip."""
    offered_by, offered = organizations(), list(services())
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("organizations.json", _json(offered_by))
        package.writestr("services.json", _json(offered))
        tables = tables_of(offered_by, offered)
        for name, rows in tables.items():
            package.writestr(f"csv/{name}.csv", _csv(TABLES[name], rows))
        package.writestr("csv/datapackage.json", _json(_about(tables)))
    return kept.getvalue()


def tables_of(offered_by: Iterable[Thing], offered: Iterable[Thing]) -> dict[str, list[Thing]]:
    """Take nested things apart: each in its own table, with the ids of what it belongs to."""
    tables: dict[str, dict[str, Thing]] = {name: {} for name in TABLES}
    for organization in offered_by:
        _put(tables, "organizations", organization, {})
        about = {"organization_id": organization["id"]}
        for phone in organization.get("phones", ()):
            _put(tables, "phones", phone, about)
        for location in organization.get("locations", ()):
            _location(tables, location)
    for service in offered:
        _put(tables, "services", service, {})
        _hang(tables, service, {"service_id": service["id"]})
        for link in service.get("service_at_locations", ()):
            _put(tables, "service_at_location", link, {})
            _location(tables, link["location"])
        for attribute in service.get("attributes", ()):
            term = attribute["taxonomy_term"]
            _put(tables, "taxonomy_terms", term, {})
            _put(tables, "attributes", attribute, {"taxonomy_term_id": term["id"]})
    return {name: list(rows.values()) for name, rows in tables.items() if rows}


def _location(tables: dict[str, dict[str, Thing]], location: Thing) -> None:
    _put(tables, "locations", location, {})
    _hang(tables, location, {"location_id": location["id"]})


def _hang(tables: dict[str, dict[str, Thing]], thing: Thing, about: Thing) -> None:
    for name, table in LISTS.items():
        for row in thing.get(name, ()):
            _put(tables, table, row, about)


def _put(tables: dict[str, dict[str, Thing]], table: str, thing: Thing, about: Thing) -> None:
    row = {name: value for name, value in {**thing, **about}.items() if name in TABLES[table]}
    for name in NEEDED.intersection(row) if table == "addresses" else ():
        row[name] = row[name] or NOT_STATED
    tables[table].setdefault(thing["id"], row)


def _csv(columns: Sequence[str], rows: Iterable[Thing]) -> bytes:
    kept = io.StringIO(newline="")
    writer = csv.writer(kept)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return kept.getvalue().encode()


def _cell(value: Any) -> Any:
    """Let no spreadsheet program run a cell; a number may begin with its plus sign."""
    if not isinstance(value, str):
        return value
    risky = value.lstrip().startswith(_FORMULA) or (
        value.lstrip()[:1] in {"+", "-"} and not value.lstrip()[1:2].isdigit()
    )
    return f"'{value}" if risky else value


def _about(tables: dict[str, list[Thing]]) -> Thing:
    return {
        "name": "human_services_data",
        "title": "Human Services Data Specification",
        "profile": "tabular-data-package",
        "version": "3.0",
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "schema": {
                    "fields": [{"name": column, "type": "string"} for column in TABLES[name]]
                },
            }
            for name in tables
        ],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
