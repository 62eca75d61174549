"""JSON directories as tables: HSDS 3.0 of any nesting, tables by name, flat lists."""

import json
from typing import Any

from safetynet.sheets import Sheet, SheetError
from safetynet.sheets.cells import cleaned
from safetynet.sheets.refusing import MAX_CELL, MAX_ROWS, MAX_UPLOAD, Refusal

ONE = {
    "organization": "organizations",
    "service": "services",
    "location": "locations",
    "program": "programs",
    "taxonomy_term": "taxonomy_terms",
}
"""A single thing that stands in another, and the table it belongs to."""
MANY = {
    "organizations": "organizations",
    "services": "services",
    "locations": "locations",
    "service_at_locations": "service_at_location",
    "service_at_location": "service_at_location",
    "phones": "phones",
    "addresses": "addresses",
    "schedules": "schedules",
    "regular_schedules": "schedules",
    "languages": "languages",
    "service_areas": "service_areas",
    "required_documents": "required_documents",
    "cost_options": "cost_options",
    "attributes": "attributes",
    "accessibility": "accessibility",
    "contacts": "contacts",
    "programs": "programs",
    "funding": "funding",
}
_ID = {
    "organizations": "organization_id",
    "services": "service_id",
    "locations": "location_id",
    "service_at_location": "service_at_location_id",
    "phones": "phone_id",
    "contacts": "contact_id",
    "programs": "program_id",
    "taxonomy_terms": "taxonomy_term_id",
}
DEEPEST = 12
_OF_A_SERVICE = frozenset(
    {"status", "organization", "organization_id", "organization_name", "service_at_locations"}
)
"""What tells a service from an organization, a place or a term of a taxonomy."""


def is_json(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}


def sheets_of_json(name: str, data: bytes) -> tuple[Sheet, ...]:
    """Return a sheet for each table; none when it holds no services. Raises SheetError."""
    if len(data) > MAX_UPLOAD:
        raise SheetError(Refusal.UPLOAD, file=name)
    try:
        said = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SheetError(Refusal.DAMAGED, file=name) from error
    gathered = _Gathered(name)
    gathered.everything(said)
    if not gathered.tables.get("services"):
        return ()
    return tuple(_sheet(table, rows) for table, rows in gathered.tables.items())


class _Gathered:
    """Rows by table and id; what stands in a thing is about that thing."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.tables: dict[str, dict[str, dict[str, Any]]] = {}
        self._count = 0

    def everything(self, said: Any) -> None:
        if isinstance(said, dict) and isinstance(said.get("contents"), list):
            said = said["contents"]
        if isinstance(said, dict) and (tables := _by_name(said)):
            for table, rows in tables:
                for row in rows:
                    self.take(row, table, {}, 0)
            return
        for row in said if isinstance(said, list) else [said]:
            if isinstance(row, dict):
                self._whole(row)

    def _whole(self, row: dict[str, Any]) -> None:
        """Take one thing of a list: a service, an organization with services, or a flat entry."""
        if isinstance(row.get("locs"), dict | list):
            self._entry(row)
        elif "service" in row and isinstance(row["service"], dict):
            self.take(row, "service_at_location", {}, 0)
        elif isinstance(row.get("services"), list):
            self.take(row, "organizations", {}, 0)
        elif _OF_A_SERVICE.intersection(row):
            self.take(row, "services", {}, 0)

    def _entry(self, row: dict[str, Any]) -> None:
        """Take an entry of a list of places, each with the organization that it belongs to."""
        told = row.get("organization")
        organization: dict[str, Any] = told if isinstance(told, dict) else {}
        places = row["locs"] if isinstance(row["locs"], list) else [row["locs"]]
        for place in (one for one in places if isinstance(one, dict)):
            flat: dict[str, Any] = {**place, "organization_name": organization.get("name", "")}
            urls = organization.get("urls") or []
            flat["website"] = urls[0] if isinstance(urls, list) and urls else ""
            address = flat.pop("address", None)
            flat |= address if isinstance(address, dict) else {}
            for kind in ("phones", "fax"):
                numbers = flat.get(kind)
                if isinstance(numbers, list):
                    told = (one.get("number", "") for one in numbers if isinstance(one, dict))
                    flat[kind] = ", ".join(str(number) for number in told)
            self.take(flat, "services", {}, 0)

    def take(self, thing: Any, table: str, about: dict[str, str], depth: int) -> str:
        """Take a thing and what stands in it; return its id."""
        if not isinstance(thing, dict):
            return ""
        self._count += 1
        if depth > DEEPEST or self._count > MAX_ROWS:
            raise SheetError(Refusal.ROWS if depth <= DEEPEST else Refusal.DAMAGED, file=self._name)
        key = thing.get("id")
        known = str(key) if isinstance(key, str | int) else ""
        row = self._kept(table, known, about, thing)
        own = {_ID[table]: known} if table in _ID and known else {}
        passed_on = {**_passed_on(about, row), **own}
        for name, value in thing.items():
            if name in ONE and isinstance(value, dict):
                row.setdefault(f"{name}_id", self.take(value, ONE[name], {}, depth + 1))
            elif name in MANY and isinstance(value, list):
                for one in value:
                    self.take(one, MANY[name], passed_on, depth + 1)
        return known

    def _kept(
        self, table: str, known: str, about: dict[str, str], thing: dict[str, Any]
    ) -> dict[str, Any]:
        """Keep what a thing says; the same one told twice is one row, but for services.

        Two services of one id are a fault of the file, which its report tells.
        """
        rows = self.tables.setdefault(table, {})
        said = {name: value for name, value in thing.items() if _is_scalar(value)}
        if known in rows and table != "services":
            told = {name: value for name, value in rows[known].items() if value not in {None, ""}}
            rows[known] = {**said, **told}
            return rows[known]
        place = known if known and known not in rows else f"row {self._count}"
        rows[place] = {**about, **said}
        return rows[place]


def _passed_on(about: dict[str, str], row: dict[str, Any]) -> dict[str, str]:
    """What a thing belongs to, what stands in it belongs to as well."""
    kept = {**about, **{n: row[n] for n in ("service_id", "location_id") if row.get(n)}}
    return {name: str(value) for name, value in kept.items()}


def _by_name(said: dict[str, Any]) -> list[tuple[str, list[Any]]]:
    """Return tables that stand by name in one object, as in {"services.csv": […]}."""
    found = []
    for name, rows in said.items():
        table = name.removesuffix(".csv").removesuffix(".json")
        if not isinstance(rows, list):
            return []
        found.append((MANY.get(table, table), rows))
    return found if any(table == "services" for table, _rows in found) else []


def _is_scalar(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def _sheet(table: str, rows: dict[str, dict[str, Any]]) -> Sheet:
    headings = list(dict.fromkeys(name for row in rows.values() for name in row))
    lines = (tuple(_cell(row.get(name)) for name in headings) for row in rows.values())
    return Sheet(table, (tuple(headings), *lines))


def _cell(value: Any) -> Any:
    if isinstance(value, str) and len(value) > MAX_CELL:
        return cleaned(value[:MAX_CELL])
    return cleaned(value)
