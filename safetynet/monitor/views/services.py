"""Bottlenecks by kind of service and by agency, and the systems-gap register."""

from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.agencies import agency_names
from safetynet.audit import Result, who
from safetynet.linkages.gaps import gaps_between
from safetynet.monitor.bottlenecks import Row, Table
from safetynet.monitor.gaps import cells_of, months_of, register_of, years_told
from safetynet.monitor.lines import Lines, lines_of
from safetynet.monitor.services import SPANS, cells_of_services, services_for
from safetynet.monitor.views.protocol import monitor
from safetynet.sheets.writing import as_csv


@monitor.get("/services", needs=Permission.MONITOR_READ)
def services() -> ResponseReturnValue:
    """Show where young people wait: what one may open, or, to whoever asks, what may leave."""
    found = services_for(
        current_actor(),
        clock.today(),
        span=request.args.get("span"),
        year=request.args.get("year"),
        outside=request.args.get("told") == "outside",
    )
    return render_template(
        "monitor/services.html",
        found=found,
        spans=SPANS,
        kinds_drawn=_ways_drawn(found.kinds, found.kind_word),
        names=agency_names(),
    )


@monitor.get("/services.csv", needs=Permission.MONITOR_READ, fresh=True)
def services_file() -> ResponseReturnValue:
    """Give what may leave the team, whoever asks."""
    found = services_for(
        current_actor(), clock.today(), span=None, year=request.args.get("year"), outside=True
    )
    headings = [_("Part"), _("Of what"), _("Counted"), str(found.year or "")]
    rows = cells_of_services(found, agency_names())
    return _file([headings, *rows], f"services-{found.year}.csv")


@monitor.get("/gaps", needs=Permission.MONITOR_READ)
def gaps() -> ResponseReturnValue:
    year = _year()
    register = register_of(gaps_between(*months_of(year)), year)
    rows = [(word, (count,), count) for word, count in register.kinds]
    years = years_told(clock.today())
    return render_template(
        "monitor/gaps.html", register=register, drawn=lines_of(rows), years=years
    )


@monitor.get("/gaps.csv", needs=Permission.MONITOR_READ, fresh=True)
def gaps_file() -> ResponseReturnValue:
    year = _year()
    register = register_of(gaps_between(*months_of(year)), year)
    headings = [_("Part"), _("Of what"), str(year)]
    return _file([headings, *cells_of(register)], f"gaps-{year}.csv")


def _year() -> int:
    kept = {str(year): year for year in years_told(clock.today())}
    return kept.get(request.args.get("year", ""), next(iter(kept.values())))


def _ways_drawn(table: Table[Any], word: Any) -> Lines:
    """Draw the kinds of which anything is told."""

    def points(row: Row) -> tuple[int | None, ...]:
        return (row.answer, row.contact, row.service)

    return lines_of(
        [
            (word(kind), points(row), row.waited if row.waiting is None else row.waiting)
            for kind, row in table.rows.items()
            if any(point is not None for point in points(row))
        ]
    )


def _file(rows: list[Any], name: str) -> Response:
    who().result = Result.EXPORTED
    response = Response(as_csv(rows), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
