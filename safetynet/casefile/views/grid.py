"""Who can see what: a page for the table, and to print for the young person."""

from collections.abc import Mapping
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import and_, true

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.agencies import Agency
from safetynet.casefile.views.blueprints import sharing
from safetynet.cases import Case
from safetynet.db import gather
from safetynet.sharing import Denied, Disclosure, Release, TeamSeat, answer
from safetynet.sharing.grid import Cells, Grid, crossings, grid_of
from safetynet.sharing.matters import barriers_about
from safetynet.sharing.words import WHY_NOT_WORDS
from safetynet.vault import Category, Triple


@sharing.get("/cases/<uuid:case>/sharing", needs=Permission.RELEASE_READ)
def show(case: Case) -> ResponseReturnValue:
    survivor, mine = case.survivor_id, current_actor().agency_id
    found = gather(
        {
            TeamSeat: and_(TeamSeat.case_id == case.id, TeamSeat.ended_at.is_(None)),
            Agency: true(),
            Release: Release.survivor_id == survivor,
            Disclosure: Disclosure.survivor_id == survivor,
        }
    )
    agencies = {agency.id: agency for agency in found.of(Agency)}
    releases = found.of(Release)
    cells = crossings(
        found.of(TeamSeat),
        releases,
        found.of(Disclosure),
        agencies,
        clock.today(),
        barriers=barriers_about(survivor),
    )
    seated = [seat.agency_id for seat in found.of(TeamSeat)]
    return render_template(
        "sharing/show.html",
        case=case,
        mine=mine,
        sees_all=current_actor().sees_all_shells,
        grids=_grids(cells, seated, agencies),
        releases={release.id: release for release in releases},
        told={row.id: row for row in found.of(Disclosure)},
        why_not=_why_not,
        survivor=survivor,
        day=clock.today(),
    )


def _why_not(survivor: UUID, grid: Grid) -> dict[str, list[Category]]:
    """Return in sentences why the rest of another agency's content is closed, with the kinds."""
    found: dict[str, list[Category]] = {}
    for category in grid.kept:
        said = answer(current_actor(), Triple(survivor, grid.owner.id, category))
        if isinstance(said, Denied):
            sentence = str(WHY_NOT_WORDS[said.why]) % {"owner": grid.owner.name}
            found.setdefault(sentence, []).append(category)
    return found


def _grids(cells: Cells, seated: list[UUID], agencies: Mapping[UUID, Agency]) -> list[Grid]:
    """Return a grid for each agency that has something to share, the viewer's own first.

    Of the others an agency learns only what reaches itself; the coordinator knows every grant.
    """
    actor = current_actor()
    mine = actor.agency_id
    owners = dict.fromkeys([*seated, *(owner for owner, _to, _what in cells)])
    reached = dict.fromkeys([*seated, *(to for _owner, to, _what in cells)])
    return [
        grid_of(
            agencies[owner],
            [
                agencies[to]
                for to in reached
                if to != owner and (actor.sees_all_shells or mine in {owner, to})
            ],
            cells,
        )
        for owner in sorted(owners, key=lambda owner: owner != mine)
    ]
