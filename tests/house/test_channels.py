"""Through which channel which kind of content shows to whom, in every relation: channels.txt.

A channel is a page, a panel, search, a choice in a form, a PDF, a CSV, a calendar, any other file,
or the text of an error. New kinds of content are planted, and new routes opened, by themselves.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule as Route

from tests.cast import Cast
from tests.house.channel_table import WHY, Rule, Table, expects, read, rules_of, written
from tests.house.channels import Cell, Kind, Where
from tests.house.rounds import Round, is_a_page
from tests.house.sending import NOT_SENT

TABLE = Path(__file__).parent / "channels.txt"
MOST = 40
"""Problems told at once."""
HOW = """
Each route shows content in a channel of its own, or says in channels.txt why it shows none.
Write such a reason by hand, as others stand there: "room.route shows no content: why". Where it
shows some, and these lines are what you meant, have your room's part written (or all of it, with
what forms answer, by 1 in the place of the room; a room alone is quicker),

    SAFETYNET_TEST_REWRITE={room} ./sn test tests/house/test_channels.py --db sqlite --long

put the reason in place of each "?" in it, and have its changes signed off. If they are not, then
something shows, or makes a difference, that reach.txt does not open: mend the page.
"""


def test_every_route_stands_in_the_table(app: Flask) -> None:
    """Whoever adds a page says what it shows, before anybody opens it."""
    routes = [rule for rule in app.url_map.iter_rules() if is_a_page(rule)]
    missing = list(_unplaced(routes, _signed()))
    room = missing[0].partition(".")[0] if missing else ""
    assert not missing, "\n".join([*missing, HOW.format(room=room)])
    assert NOT_SENT.keys() <= app.view_functions.keys()


def test_a_slice_shows_what_is_signed_off(app: Flask, cast: Cast) -> None:
    """A few roles at each route, the same ones every time; the long test takes them all."""
    look_around(app, cast, is_whole=False)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_channels_show_what_is_signed_off(app: Flask, cast: Cast) -> None:
    """What is not open is absent, not blanked: nobody notices whether it is there at all."""
    rewrite = os.environ.get("SAFETYNET_TEST_REWRITE", "")
    room = "" if rewrite == "1" else rewrite
    here = Round(app, cast, room)
    here.go()
    if rewrite:
        TABLE.write_text(written(_rewritten(here, _signed())))
    check(here)


def look_around(app: Flask, cast: Cast, room: str = "", *, is_whole: bool = True) -> None:
    """Plant, look, plant the rest, look again, and compare with the table."""
    here = Round(app, cast, room, is_whole=is_whole)
    here.go()
    check(here)


def check(here: Round) -> None:
    """Say everything that is not as it was signed off, and what to do about it."""
    signed = _signed()
    found = [
        (f"{endpoint}: fails for {role}" for endpoint, role in sorted(here.looking.faults)),
        _leaks(here),
        _differences(here),
        _strays(here, signed),
        _unplaced(here.rules_looked_at(), signed),
    ]
    problems = [problem for some in found for problem in some]
    room = problems[0].partition(".")[0] if problems else ""
    said = [*problems[:MOST], f"{len(problems)} in all.", HOW.format(room=room)]
    assert not problems, "\n".join(said)


def _signed() -> Table:
    return read(TABLE.read_text() if TABLE.exists() else "")


def _rewritten(here: Round, signed: Table) -> Table:
    """Put what was found in the place of what was signed off, as far as there was a look."""
    shows = {where: kinds for where, kinds in signed.shows.items() if not here.compares(where)}
    found = {where: seen for where, seen in here.looking.found.items() if here.compares(where)}
    shows |= rules_of(found, here.stages, here.sample.has_looked, here.opens)
    opened = {rule.endpoint for rule in here.rules_looked_at()}
    silent = (signed.nothing.keys() | opened) - {where.endpoint for where in shows}
    there = {rule.endpoint for rule in here.app.url_map.iter_rules()}
    return Table(shows, {name: signed.nothing.get(name, WHY) for name in silent & there})


def _leaks(here: Round) -> Iterator[str]:
    for where, sights in here.looking.found.items():
        for kind, cell in sights:
            if not here.opens(kind, cell):
                yield f"{_place(here, where, kind, cell)}: reach.txt does not open that"


def _differences(here: Round) -> Iterator[str]:
    for endpoint, role, address in sorted(here.changed):
        yield f"{endpoint}: says something else to {role} since more is there, at {address}"


def _strays(here: Round, signed: Table) -> Iterator[str]:
    """Compare, cell by cell, as far as there was a look."""
    for where in sorted(signed.shows.keys() | here.looking.found.keys(), key=str):
        if not here.compares(where):
            continue
        shown, seen = signed.shows.get(where, {}), here.looking.found.get(where, set())
        for kind, cell in sorted(seen, key=str):
            if not _is_expected(here, shown, kind, cell):
                yield f"{_place(here, where, kind, cell)}: not in channels.txt"
        for kind in shown:
            for cell in here.cells():
                is_missed = (kind, cell) not in seen and here.could_find(where, kind, cell)
                if is_missed and _is_expected(here, shown, kind, cell):
                    yield f"{_place(here, where, kind, cell)}: in channels.txt, and not there"


def _is_expected(here: Round, shown: Mapping[Kind, Rule], kind: Kind, cell: Cell) -> bool:
    return kind in shown and expects(shown[kind], here.stages[cell.stage], cell.role)


def _unplaced(rules: Iterable[Route], signed: Table) -> Iterator[str]:
    showing = {where.endpoint for where in signed.shows}
    for rule in rules:
        if rule.endpoint not in showing and signed.nothing.get(rule.endpoint, WHY) == WHY:
            yield f"{rule.endpoint}: {rule.rule} stands in no channel, nor why it shows nothing"
    for endpoint in sorted(showing & signed.nothing.keys()):
        yield f"{endpoint}: is said to show nothing, and shows something"


def _place(here: Round, where: Where, kind: Kind, cell: Cell) -> str:
    stage = here.stages[cell.stage]
    return (
        f"{where.endpoint}: {where.channel} · {kind.column} ({kind.category}) · {cell.role}, "
        f"{stage.who} → {stage.relation}"
    )
