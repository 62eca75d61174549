"""Reads directories as others export them: HSDS 1.1 and 3.0, Ohana, iCarol, or one flat table.

HSDS (Open Referral) keeps organizations, services, locations, phones and languages in tables of
those names beside each other, or nested in JSON; Ohana hangs services on locations; iCarol (what
211 lines use) lists agencies and their programs under each other. A flat table has a column for the
organization's name beside the service's.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from safetynet.directory.beside import Beside, beside
from safetynet.directory.codes import Unlisted
from safetynet.directory.columns import KNOWN, SERVICE, SEVERAL, said
from safetynet.directory.eligible import ages_in, genders_in, welcomes_without_papers
from safetynet.directory.hints import types_of
from safetynet.directory.hours import spans_in
from safetynet.directory.phones import Phone
from safetynet.directory.reading_cells import age_of, phones_of
from safetynet.directory.records import BadRow, Directory, Found, Listing, Provider, Spot
from safetynet.directory.rows_beside import provider_of, spot_of
from safetynet.directory.tables import (
    Line,
    NoColumnError,
    Table,
    Tables,
    tables_at,
    tables_of,
)
from safetynet.directory.taxonomy import kinds_told
from safetynet.directory.texts import (
    LONGEST,
    cut,
    email_address,
    is_secret,
    plain,
    several,
    web_address,
)
from safetynet.directory.unlisting import why_unlisted
from safetynet.directory.words import language_code

Row = dict[str, str]


def open_file(path: Path) -> Tables:
    """Open a folder or a file of services; raises NoDirectoryError or SheetError."""
    return tables_at(path, KNOWN)


def open_upload(name: str, data: bytes) -> Tables:
    """Open an uploaded file: a sheet, a zip of tables, or JSON; raises as `open_file` does."""
    return tables_of(name, data, KNOWN)


def read_tables(tables: Tables, services: Table | None = None) -> Directory:
    """Read tables, `services` perhaps with columns that somebody matched.

    Raises NoColumnError where nothing names them, or who offers them.
    """
    tables = tables if services is None else replace(tables, services=services)
    services = tables.services
    if not services.has(*SERVICE["name"]):
        raise NoColumnError(f"{tables.name} has no column with the names of services.", "name")
    known = beside(tables)
    if not known.has_organizations and not services.has(*SERVICE["organization"]):
        raise NoColumnError(
            f"{tables.name} has no column organization_name, and there is no "
            "organizations.csv beside it.",
            "organization",
        )
    found = _under_their_organizations(tuple(_rows(services.lines, known)))
    unread = services.unread(KNOWN)
    # A place of a row that must not be known is nowhere, also where another table tells it.
    secret = {
        spot.key
        for row in found
        if isinstance(row, Listing) and row.is_secret
        for spot in row.places
    }
    spots = [spot for spot in known.spots.values() if not spot.is_secret and spot.key not in secret]
    return Directory(
        headings=services.headings,
        rows=found,
        providers=tuple(known.organizations.values()),
        spots=(*spots, *(post for post in known.posts if not post.is_secret)),
        sides=tuple(known.sides),
        unread={**({"services": unread} if unread else {}), **known.unread},
    )


def _rows(lines: tuple[Line, ...], known: Beside) -> Iterator[Found]:
    seen: set[str] = set()
    for line in lines:
        try:
            row = _found(line, known)
            key = row.organization_key if isinstance(row, Provider) else row.key
            if key in seen:
                raise ValueError(_("an earlier row has the same id"))
            seen.add(key)
            yield row
        except ValueError as error:
            yield BadRow(line.number, line.cells, str(error))


def _under_their_organizations(rows: tuple[Found, ...]) -> tuple[Found, ...]:
    """What is offered by somebody who is not listed is not listed either."""
    closed = {row.organization_key for row in rows if isinstance(row, Provider) and row.unlisted}
    return tuple(
        _unlisted_with(row) if isinstance(row, Listing) and row.organization_key in closed else row
        for row in rows
    )


def _unlisted_with(row: Listing) -> Listing:
    if row.unlisted:
        return row
    reason = _("its organization is inactive or not for the public")
    return Listing(**{**vars(row), "unlisted": Unlisted.EXCLUDED, "reason": reason})


def _found(line: Line, known: Beside) -> Listing | Provider:
    if line.fault:
        raise ValueError(line.fault)
    row = line.said
    if said(row, *SERVICE["level"]).casefold() == "agency":
        provider = provider_of(line)
        if provider is None:
            raise ValueError(_("the organization has no name or no id"))
        _check_keys(provider.organization_key)
        unlisted, reason = why_unlisted(row)
        return Provider(**{**vars(provider), "unlisted": unlisted, "reason": reason})
    name = cut(said(row, *SERVICE["name"]))
    if not name:
        raise ValueError(_("the service has no name"))
    return _listing(line.number, row, name, known)


def _listing(line: int, row: Row, name: str, known: Beside) -> Listing:
    own_id = said(row, *SERVICE["key"])
    spots = _spots(row, own_id, known)
    organization, organization_name, website = _organization(row, spots, known)
    organization_key = organization or organization_name
    key = own_id or f"{organization_name} {name}"
    _check_keys(key, organization_key)
    owners = [f"service_id {own_id}", *(f"location_id {spot.key}" for spot in spots)]
    unlisted, reason = why_unlisted(row)
    terms = several(*(row.get(column, "") for column in SEVERAL["terms"]))
    terms = list(dict.fromkeys([*terms, *known.texts[f"terms {own_id}"]]))
    return Listing(
        line=line,
        key=key,
        organization_key=organization_key,
        organization=organization_name,
        website=website,
        name=name,
        alternate_name=cut(said(row, *SERVICE["alternate_name"])),
        description=cut(said(row, *SERVICE["description"]), "description"),
        own_website=web_address(said(row, *SERVICE["website"])),
        email=email_address(said(row, *SERVICE["email"])),
        phones=_numbers(row, [*owners, f"organization_id {organization}"], spots, known),
        types=_types(name, row, terms),
        terms=terms,
        languages=_languages(row, owners, spots, known),
        **_for_whom(row, _joined(row, "eligibility", known.texts[f"eligibility {own_id}"])),
        **_conditions(row, own_id, known),
        hours=_hours(row, owners, spots, known),
        hours_note=cut(said(row, *SERVICE["hours"]), "text"),
        places=tuple(spots),
        is_secret=any(spot.is_secret for spot in spots) or is_secret(name),
        unlisted=unlisted,
        reason=reason,
        takes_referrals="do not refer" not in said(row, *SERVICE["status"]).casefold(),
    )


def _for_whom(row: Row, eligibility: str) -> dict[str, Any]:
    """Return the fields that say who is taken; ages of their own columns before those in words."""
    ages = (
        age_of(said(row, *SERVICE["age_from"]), _("the lowest age is not a number")),
        age_of(said(row, *SERVICE["age_to"]), _("the highest age is not a number")),
    )
    youngest, oldest = ages if any(ages) else ages_in(eligibility)
    return {
        "age_from": youngest,
        "age_to": oldest,
        "genders": genders_in(eligibility),
        "without_papers": welcomes_without_papers(eligibility),
        "eligibility": cut(eligibility, "text"),
    }


def _conditions(row: Row, own_id: str, known: Beside) -> dict[str, Any]:
    """Return the fields that say what it takes to be served."""
    documents = [row.get(c, "") for c in SEVERAL["documents"]] + known.texts[f"documents {own_id}"]
    return {
        "application": cut("\n".join(row.get(c, "") for c in SEVERAL["application"]), "text"),
        "fees": cut(_joined(row, "fees", known.texts[f"fees {own_id}"]), "text"),
        "documents": cut("\n".join(documents), "text"),
        "areas": several(
            *(row.get(c, "") for c in SEVERAL["areas"]), *known.texts[f"areas {own_id}"]
        ),
        "wait_note": cut(said(row, *SERVICE["wait"], *SERVICE["capacity"])),
    }


def _hours(row: Row, owners: list[str], spots: list[Spot], known: Beside) -> list[str]:
    return sorted(
        {
            *spans_in(said(row, *SERVICE["hours"])),
            *(span for owner in owners for span in known.hours[owner]),
            *(span for spot in spots for span in spot.hours),
        }
    )


def _languages(row: Row, owners: list[str], spots: list[Spot], known: Beside) -> list[str]:
    """Return the codes of the languages that are spoken there."""
    spoken = [tongue for owner in owners for tongue in known.languages[owner]]
    spoken += [tongue for spot in spots for tongue in spot.languages]
    words = [*several(said(row, *SERVICE["languages"])), *spoken]
    return sorted({code for word in words if word and (code := language_code(word))})


def _spots(row: Row, own_id: str, known: Beside) -> list[Spot]:
    """Return where it is: places of another table, or the address in its own row."""
    keys = [*known.places.get(own_id, []), said(row, *SERVICE["location"])]
    spots = [known.spots[key] for key in dict.fromkeys(keys) if key in known.spots]
    if spots or not said(
        row,
        "physical_address1",
        "physical_address2",
        "address_1",
        "street",
        "address",
        "physical_city",
        "city",
    ):
        return spots
    own = spot_of(row, f"of {own_id}" if own_id else "")
    told = cut(row.get("physical_location_description", ""))
    # The row's name, numbers and languages are the service's, not the place's.
    nothing = {"name": None, "alternate_name": None, "phones": (), "languages": ()}
    return [Spot(**{**vars(own), **nothing, "description": told})]


def _organization(row: Row, spots: list[Spot], known: Beside) -> tuple[str, str, str | None]:
    """Return the organization's id in the file, its name and its website."""
    key = said(row, *SERVICE["organization_key"])
    if not key and known.has_organizations:
        key = next((spot.organization_key for spot in spots if spot.organization_key), "")
    if key in known.organizations:
        own = known.organizations[key]
        return key, own.organization, own.website
    name = cut(said(row, *SERVICE["organization"])) or ""
    if not name:
        raise ValueError(
            _("the organization is not in organizations.csv")
            if known.has_organizations
            else _("the organization has no name")
        )
    return key, name, None


def _numbers(row: Row, owners: list[str], spots: list[Spot], known: Beside) -> tuple[Phone, ...]:
    """Return the numbers of a service, its own before those of its place and its organization."""
    own = phones_of(row, said(row, *SERVICE["phone"]))
    own += known.phones[owners[0]]
    for owner in owners[1:]:
        if not any(phone.kind != "fax" for phone in own):
            own = own + known.phones[owner]
    if not own:
        own = [phone for spot in spots for phone in spot.phones]
    calls = sorted(dict.fromkeys(own), key=lambda phone: phone.kind in {"fax", "tty"})
    return tuple(calls)


def _types(name: str, row: Row, terms: list[str]) -> list[str]:
    """Return the kinds that its taxonomy tells, and those that words of its name point to."""
    told = [str(kind) for kind in kinds_told(terms)]
    return list(dict.fromkeys([*told, *types_of(" ".join((name, *terms)))]))


def _joined(row: Row, field: str, more: list[str]) -> str:
    return plain("\n".join(dict.fromkeys([said(row, *SERVICE[field]), *more])))


def _check_keys(*keys: str) -> None:
    """An index of the database takes no more; and no system gives such ids."""
    if any(len(key) > LONGEST["key"] for key in keys):
        raise ValueError(_("an id, or a name that stands for one, is longer than 400 characters"))
