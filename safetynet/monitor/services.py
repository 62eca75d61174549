"""Bottlenecks as one page needs them: for whom, over which time, told how."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, walls_down
from safetynet.db import db
from safetynet.directory import Service, ServiceType
from safetynet.linkages.times import WHY, ways_sent
from safetynet.monitor.bottlenecks import (
    Kinds,
    Row,
    Table,
    as_of,
    by_kind,
    by_provider,
    masked_table,
    table_of,
)
from safetynet.monitor.gaps import YEARS, kind_word
from safetynet.monitor.words import NOT_TOLD
from safetynet.sheets import Cell

SETTLED = (4, 1)
"""A year is told outside from this day of the next one on, as it stood then."""
SPANS = {
    "year": _l("sent in the last twelve months"),
    "three": _l("sent in the last three years"),
    "all": _l("sent at any time"),
}
EVER = date(1970, 1, 2)
_BACK = {"year": 1, "three": 3}


@dataclass(frozen=True)
class Services:
    kinds: Table[ServiceType | None]
    agencies: Table[UUID | None]
    span: str = ""
    """Which of `SPANS`; empty where a year is told outside."""
    year: int | None = None
    years: tuple[int, ...] = ()
    """Which years may be told outside, the latest first."""
    may_look_inside: bool = False

    @property
    def is_masked(self) -> bool:
        return self.year is not None

    @staticmethod
    def kind_word(kind: ServiceType | None) -> str:
        return kind_word(kind)


def services_for(
    actor: Actor, day: date, *, span: str | None, year: str | None, outside: bool
) -> Services:
    """Return what this person may open, counted; or one year of the whole county, masked.

    Whom a conflict of interest hides from her is counted in neither.
    """
    knows = actor.reads_content or actor.sees_all_shells
    if outside or not knows:
        return _outside(actor, day, year, may_look_inside=knows)
    chosen = span if span in SPANS else next(iter(SPANS))
    since = date(day.year - _BACK[chosen], day.month, 1) if chosen in _BACK else EVER
    ways = ways_sent(clock.start_of(since), clock.end_of(day))
    return Services(
        table_of(by_kind(ways, _kinds()), day),
        table_of(by_provider(ways), day),
        chosen,
        years=years_settled(day),
        may_look_inside=True,
    )


def years_settled(day: date) -> tuple[int, ...]:
    last = day.year - (1 if day >= date(day.year, *SETTLED) else 2)
    return tuple(last - back for back in range(YEARS))


def cells_of_services(found: Services, names: Mapping[UUID, str]) -> Iterator[list[Cell]]:
    """Yield the tables for a spreadsheet: a part, of what, what is counted, the count."""
    parts: list[tuple[str, str, Row]] = [
        (_("Kind of service"), found.kind_word(kind), row) for kind, row in found.kinds.rows.items()
    ]
    parts += [
        (_("Agency"), agency_word(agency, names), row)
        for agency, row in found.agencies.rows.items()
    ]
    parts.append((_("All"), "", found.kinds.everybody))
    for part, word, row in parts:
        for counted, value in _values(row):
            yield [part, word, counted, str(NOT_TOLD) if value is None else value]


def agency_word(agency: UUID | None, names: Mapping[UUID, str]) -> str:
    return names.get(agency, "") if agency else _("organizations without an account")


def _values(row: Row) -> Iterator[tuple[str, int | None]]:
    yield _("linkages sent"), row.sent
    yield _("days to an answer (median)"), row.answer
    yield _("days to a contact (median)"), row.contact
    yield _("days to the first service (median)"), row.service
    yield _("put on a waiting list"), row.waited
    yield _("still there after 30 days"), row.kept_30.met
    yield _("of"), row.kept_30.total
    yield _("still there after 90 days"), row.kept_90.met
    yield _("of"), row.kept_90.total


def _outside(actor: Actor, day: date, wanted: str | None, *, may_look_inside: bool) -> Services:
    years = years_settled(day)
    year = next((one for one in years if str(one) == wanted), years[0])
    settled = date(year + 1, *SETTLED)
    hidden = [*actor.rights.hidden]
    with walls_down(WHY):
        ways = ways_sent(_start(year), _start(year + 1), hidden)
        kinds = _kinds()
    stood = as_of(ways, clock.start_of(settled))
    by_kinds = masked_table(by_kind(stood, kinds), settled, counts=True)
    by_agencies = masked_table(by_provider(stood), settled, counts=False)
    if None in {by_kinds.everybody.sent, by_agencies.everybody.sent}:
        # A sum that gives somebody away in one of the two tables does so beside the other.
        by_kinds = replace(by_kinds, everybody=Row())
        by_agencies = replace(by_agencies, everybody=Row())
    return Services(
        by_kinds,
        by_agencies,
        year=year,
        years=years,
        may_look_inside=may_look_inside,
    )


def _start(year: int) -> datetime:
    return clock.start_of(date(year, 1, 1))


def _kinds() -> Kinds:
    rows = db.session.execute(select(Service.id, Service.types))
    return {row.id: ServiceType(row.types[0]) if row.types else None for row in rows}
