"""Reads one row about an organization, a place, or its hours."""

import re

from safetynet.directory.codes import Unlisted
from safetynet.directory.columns import ORGANIZATION, PLACE, said
from safetynet.directory.hours import span
from safetynet.directory.reading_cells import number_of, phones_of
from safetynet.directory.records import Provider, Spot
from safetynet.directory.tables import Line
from safetynet.directory.texts import cut, email_address, is_secret, web_address

Row = dict[str, str]
_TEXTS = (
    "name", "alternate_name", "description", "address_1", "address_2", "city", "county", "state",
    "postal_code", "country", "transport", "access",
)  # fmt: skip
_ONE_LINE = re.compile(r",\s*([^,]{2,60}),\s*([A-Z]{2})\.?(?:\s+(\d{5}(?:-\d{4})?))?\s*$")
"""An address that stands in one cell: town, state and code at its end."""
_WEEKDAYS = {"MO": "1", "TU": "2", "WE": "3", "TH": "4", "FR": "5", "SA": "6", "SU": "7"}


def provider_of(line: Line) -> Provider | None:
    """Read a row about an organization; None without a name or an id."""
    row = line.said
    key, name = said(row, *ORGANIZATION["key"]), cut(said(row, *ORGANIZATION["name"]))
    if not key or not name:
        return None
    status = said(row, *ORGANIZATION["status"]).casefold()
    return Provider(
        line=line.number,
        organization_key=key,
        organization=name,
        website=web_address(said(row, *ORGANIZATION["website"])),
        alternate_name=cut(said(row, *ORGANIZATION["alternate_name"])),
        description=cut(said(row, *ORGANIZATION["description"]), "description"),
        email=email_address(said(row, *ORGANIZATION["email"])),
        phones=tuple(phones_of(row, said(row, *ORGANIZATION["phone"]))),
        unlisted=Unlisted.INACTIVE if status.startswith("inactive") else None,
    )


def spot_of(row: Row, key: str, organization: str = "") -> Spot:
    """Read where something is."""
    told = {name: cut(said(row, *PLACE[name])) for name in _TEXTS}
    address, city = told["address_1"] or "", told["city"]
    if not city and (parts := _ONE_LINE.search(address)):
        told |= {"city": cut(parts[1]), "state": parts[2], "postal_code": parts[3]}
    day = (
        said(row, *PLACE["hours_day"]),
        said(row, *PLACE["hours_open"]),
        said(row, *PLACE["hours_close"]),
    )
    opened = span(*day) if all(day) else None
    latitude = number_of(said(row, *PLACE["latitude"]), 90)
    return Spot(
        key=key,
        organization_key=organization or said(row, *PLACE["organization_key"]),
        phones=tuple(phones_of(row, said(row, *PLACE["phone"]))),
        hours=(opened,) if opened else (),
        languages=tuple(said(row, *PLACE["languages"]).replace(";", ",").split(",")),
        latitude=latitude,
        longitude=number_of(said(row, *PLACE["longitude"]), 180) if latitude is not None else None,
        is_secret=is_secret(
            told["name"],
            told["address_1"],
            told["address_2"],
            row.get("physical_location_description"),
        ),
        **told,  # type: ignore[arg-type]
    )


def post_of(row: Row, organization: str) -> Spot | None:
    """Read where letters reach an organization."""
    address = cut(said(row, *ORGANIZATION["post_address"]))
    if address is None or is_secret(None, address):
        return None
    return Spot(
        key=f"post {organization}",
        organization_key=organization,
        address_1=address,
        city=cut(said(row, *ORGANIZATION["post_city"])),
        state=cut(said(row, *ORGANIZATION["post_state"])),
        postal_code=cut(said(row, *ORGANIZATION["post_code"])),
        is_postal=True,
    )


def spans_of(row: Row) -> list[str]:
    days = (
        [row["weekday"]]
        if row.get("weekday")
        else [
            _WEEKDAYS.get(day.strip()[-2:].upper(), "") for day in row.get("byday", "").split(",")
        ]
    )
    if not row.get("weekday") and row.get("freq", "WEEKLY").upper() not in {"WEEKLY", ""}:
        return []
    found = [span(day, row.get("opens_at", ""), row.get("closes_at", "")) for day in days if day]
    return [told for told in found if told]
