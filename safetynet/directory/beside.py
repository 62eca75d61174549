"""What stands beside the services: organizations, places, numbers, hours, languages."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from flask_babel import gettext as _

from safetynet.directory.columns import (
    KNOWN_ORGANIZATION,
    KNOWN_PLACE,
    PLACE,
    said,
)
from safetynet.directory.phones import Phone
from safetynet.directory.reading_cells import phones_in
from safetynet.directory.records import Provider, Side, Spot
from safetynet.directory.rows_beside import post_of, provider_of, spans_of, spot_of
from safetynet.directory.tables import NO_TABLE, Line, Table, Tables
from safetynet.directory.texts import plain

Row = dict[str, str]
T = TypeVar("T")
OWNERS = ("service_at_location_id", "service_id", "location_id", "organization_id")
KNOWN_BESIDE = frozenset(
    {
        "id", *OWNERS, "contact_id", "phone_id", "link_id", "taxonomy_term_id", "taxonomy_id",
        "number", "extension", "type", "number_type", "description", "language", "name", "code",
        "weekday", "opens_at", "closes_at", "byday", "freq", "interval", "wkst", "address_1",
        "address_2", "city", "region", "county", "state_province", "postal_code", "country",
        "address_type", "eligibility", "service_area", "document", "option", "amount",
        "currency", "amount_description", "value", "taxonomy_detail", "vocabulary", "taxonomy",
        "parent_id", "term_uri", "extent", "valid_from", "valid_to", "dtstart", "until", "notes",
    }
)  # fmt: skip


@dataclass
class Beside:
    """Everything that the other tables say, by the ids they say it of."""

    organizations: dict[str, Provider] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    posts: list[Spot] = field(default_factory=list)
    places: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Ids of places by the id of the service."""
    links: dict[str, str] = field(default_factory=dict)
    """The id of the service by that of its link to a place."""
    phones: dict[str, list[Phone]] = field(default_factory=lambda: defaultdict(list))
    hours: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    languages: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Areas, documents, fees, eligibility and terms, by "kind id"."""
    sides: list[Side] = field(default_factory=list)
    unread: dict[str, list[str]] = field(default_factory=dict)

    @property
    def has_organizations(self) -> bool:
        return bool(self.organizations)


def beside(tables: Tables) -> Beside:
    """Read all other tables of a directory."""
    found = Beside()
    reader = _Reader(tables, found)
    reader.organizations()
    reader.links()
    reader.phones()
    reader.schedules()
    reader.languages()
    reader.texts()
    reader.places()
    reader.rest()
    return found


class _Reader:
    """Reads the tables one after the other, and counts what became of each row."""

    def __init__(self, tables: Tables, found: Beside) -> None:
        self._tables, self._found = tables, found
        self._read: set[str] = {"services"}
        services = tables.services.lines
        self._services = {
            said(line.said, "id", "service_id", "service_uuid", "services_id") for line in services
        }
        self._reasons: Counter[str] = Counter()

    def _table(self, *names: str) -> tuple[str, Table]:
        self._read.update(names)
        name = next((name for name in names if name in self._tables.others), names[0])
        return name, self._tables.named(name)

    def _done(self, name: str, table: Table, known: frozenset[str] | None = None) -> None:
        """Account for the rows of a table."""
        reasons = dict(self._reasons)
        self._reasons = Counter()
        if table is NO_TABLE:
            return
        rows = len(table.lines)
        self._found.sides.append(Side(name, rows, rows - sum(reasons.values()), reasons))
        if unread := table.unread(known or KNOWN_BESIDE):
            self._found.unread[name] = unread

    def _lines(self, table: Table) -> Iterator[Line]:
        for line in table.lines:
            if line.fault:
                self._reasons[line.fault] += 1
            else:
                yield line

    def organizations(self) -> None:
        name, table = self._table("organizations", "organization", "agencies")
        for line in self._lines(table):
            provider = provider_of(line)
            if provider is None:
                self._reasons[_("the organization has no name or no id")] += 1
            elif provider.organization_key in self._found.organizations:
                self._reasons[_("an earlier row has the same id")] += 1
            else:
                self._found.organizations[provider.organization_key] = provider
                if post := post_of(line.said, provider.organization_key):
                    self._found.posts.append(post)
        self._done(name, table, KNOWN_ORGANIZATION)

    def links(self) -> None:
        name, table = self._table(
            "service_at_location", "services_at_location", "service_at_locations"
        )
        for line in self._lines(table):
            service, place = line.said.get("service_id", ""), line.said.get("location_id", "")
            if service in self._services and place:
                self._found.places[service].append(place)
                self._found.links[line.said.get("id", "")] = service
            else:
                self._reasons[_("its service is not in the file")] += 1
        self._done(name, table)

    def phones(self) -> None:
        name, table = self._table("phones")
        for line in self._lines(table):
            row = line.said
            kind, about = said(row, "type", "number_type"), said(row, "description", "department")
            numbers = phones_in(row.get("number", ""), kind, plain(about), row.get("extension", ""))
            if numbers:
                self._hang(self._found.phones, row, numbers)
            else:
                self._reasons[_("there is no phone number")] += 1
        self._done(name, table)

    def schedules(self) -> None:
        name, table = self._table("schedules", "regular_schedules")
        for line in self._lines(table):
            if spans := spans_of(line.said):
                self._hang(self._found.hours, line.said, spans)
            else:
                self._reasons[_("the opening hours cannot be read")] += 1
        self._done(name, table)

    def languages(self) -> None:
        name, table = self._table("languages")
        for line in self._lines(table):
            told = said(line.said, "code", "language", "name")
            if not told:
                self._reasons[_("no language is named")] += 1
            elif not line.said.get("phone_id") or said(line.said, "service_id", "location_id"):
                self._hang(self._found.languages, line.said, [told])
        self._done(name, table)

    def texts(self) -> None:
        for kind, columns, names in (
            ("areas", ("service_area", "name", "description"), ("service_areas",)),
            ("documents", ("document",), ("required_documents",)),
            ("eligibility", ("eligibility",), ("eligibility",)),
            ("fees", ("option", "amount_description", "amount"), ("cost_options",)),
        ):
            name, table = self._table(*names)
            for line in self._lines(table):
                if told := said(line.said, *columns):
                    self._found.texts[f"{kind} {line.said.get('service_id', '')}"].append(told)
                else:
                    self._reasons[_("the row says nothing")] += 1
            self._done(name, table)
        self._terms()

    def _terms(self) -> None:
        name, table = self._table("taxonomy_terms", "taxonomy")
        terms = {
            said(line.said, "id", "taxonomy_id"): [
                word for word in (line.said.get("code", ""), line.said.get("name", "")) if word
            ]
            for line in self._lines(table)
        }
        self._done(name, table, KNOWN_BESIDE | {"parent_name"})
        name, table = self._table("attributes", "services_taxonomy", "service_taxonomy")
        for line in self._lines(table):
            row = line.said
            told = terms.get(said(row, "taxonomy_term_id", "taxonomy_id"))
            service = said(row, "service_id", "link_id")
            if told and service:
                self._found.texts[f"terms {service}"].extend(told)
            else:
                self._reasons[_("its taxonomy term is not in the file")] += 1
        self._done(name, table, KNOWN_BESIDE | {"link_type", "link_entity"})

    def places(self) -> None:
        name, table = self._table("locations", "location", "sites")
        addresses = self._addresses()
        for line in self._lines(table):
            key = said(line.said, *PLACE["key"])
            if not key:
                self._reasons[_("the place has no id")] += 1
            elif key in self._found.spots:
                self._reasons[_("an earlier row has the same id")] += 1
            else:
                row = {**line.said, **{n: v for n, v in addresses.get(key, {}).items() if v}}
                spot = spot_of(row, key)
                if spot.is_secret:
                    self._reasons[_("its address is confidential; nothing of it is kept")] += 1
                spot = replace(
                    spot,
                    phones=tuple(
                        dict.fromkeys([*self._found.phones[f"location_id {key}"], *spot.phones])
                    ),
                    hours=tuple(sorted({*self._found.hours[f"location_id {key}"], *spot.hours})),
                    languages=(*spot.languages, *self._found.languages[f"location_id {key}"]),
                )
                self._found.spots[key] = spot
        self._done(name, table, KNOWN_PLACE)

    def _addresses(self) -> dict[str, Row]:
        kept: dict[str, Row] = {}
        for names in (("addresses", "physical_addresses"), ("postal_addresses", "mail_addresses")):
            name, table = self._table(*names)
            for line in self._lines(table):
                place, owner = (
                    line.said.get("location_id", ""),
                    line.said.get("organization_id", ""),
                )
                row = {n: v for n, v in line.said.items() if n not in {"id", *OWNERS}}
                if place and place not in kept:
                    kept[place] = row
                elif owner and not place:
                    spot = spot_of(row, f"post {owner}", owner)
                    self._found.posts.append(replace(spot, is_postal=True))
                elif place:
                    self._reasons[_("the place has an address already")] += 1
                else:
                    self._reasons[_("it is nobody's address")] += 1
            self._done(name, table)
        return kept

    def rest(self) -> None:
        """Account for the tables from which nothing is taken."""
        for name in sorted(set(self._tables.others) - self._read):
            table = self._tables.named(name)
            rows = len(table.lines)
            if rows:
                reason = {_("the directory keeps nothing of this table"): rows}
                self._found.sides.append(Side(name, rows, 0, reason))

    def _hang(self, kept: dict[str, list[T]], row: Row, told: list[T]) -> None:
        """Hang what a row says on what it is about: the nearest thing that it names."""
        linked = self._found.links.get(row.get("service_at_location_id", ""))
        if linked and not row.get("service_id"):
            row = {**row, "service_id": linked}
        owner = next((name for name in OWNERS[1:] if row.get(name)), "")
        if owner:
            kept[f"{owner} {row[owner]}"].extend(told)
        else:
            self._reasons[_("it says of nothing what it is about")] += 1
