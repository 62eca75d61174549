#!/usr/bin/env python3
"""How long a meeting's packets take: each recipient makes her own, one after the other.

    .venv/bin/python -m bench.packets [--people 25] [--cases 12]

Ends with 1 when it takes longer than the goal. Cases, people and words are invented.
"""

import argparse
import io
import logging
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from pypdf import PdfReader
from rich.progress import Progress

from config import Config
from safetynet import create_app
from safetynet.access import Permission
from safetynet.access.permissions import GRANTS
from safetynet.db import Model, as_foundation, db
from safetynet.vault import Category
from tests.browser import Browser
from tests.cast import Cast, Player, assemble
from tests.meetings.sitting import call_meeting
from tests.packets.mixed import Field
from tests.scenes import colleague, open_case, release, seat

GOAL = 20.0
"""Seconds for 25 people and 12 young persons."""
SHARED = (Category.PLAN, Category.SAFETY_RISK, Category.IDENTITY)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=25)
    asked.add_argument("--cases", type=int, default=12)
    options = asked.parse_args()
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory(prefix="sn-packets-") as folder, Progress() as bars:
        app = create_app(Config.throw_away(Path(folder)))
        with app.app_context():
            with as_foundation():
                Model.metadata.create_all(db.engine)
            cast = assemble()
        readers = list(_readers(app, cast, options.people))
        meeting = _called(app, cast, options.cases, bars)
        took, pages, worked = [], 0, time.process_time()
        bar = bars.add_task(f"{len(readers)} packets", total=len(readers))
        for reader in readers:
            browser, start = Browser(app).as_(reader), time.perf_counter()
            answer = browser.get(f"/meetings/{meeting}/packet.pdf")
            took.append(time.perf_counter() - start)
            if answer.mimetype != "application/pdf":
                raise SystemExit(f"no packet: {answer.status}")
            pages += len(PdfReader(io.BytesIO(answer.data)).pages)
            bars.advance(bar)
    whole, worked = sum(took), time.process_time() - worked
    print(
        f"{len(took)} packets of {options.cases} cases, {pages} pages in all: {whole:.1f} s "
        f"(goal {GOAL:.0f} s), {worked:.1f} s of a processor, signing in included; one takes "
        f"{1000 * whole / len(took):.0f} ms, "
        f"the longest {1000 * max(took):.0f} ms"
    )
    return 0 if whole < GOAL else 1


def _readers(app: Flask, cast: Cast, number: int) -> Iterator[Player]:
    """Yield so many people who read packets, of all the agencies of the cast in turn."""
    first = [
        player
        for player in cast.players.values()
        if Permission.PACKET_READ in GRANTS[player.role] and player is not cast.outsider
    ]
    yield from first[:number]
    roles = [role for role in GRANTS if Permission.PACKET_READ in GRANTS[role]]
    one_of_each = {player.agency_id: player for player in first}.values()
    taken = {(player.agency_id, player.role) for player in first}
    free = [(one, role) for role in roles for one in one_of_each]
    wanted = [pair for pair in free if (pair[0].agency_id, pair[1]) not in taken]
    for player, role in wanted[: max(0, number - len(first))]:
        yield colleague(app, player, role)


def _called(app: Flask, cast: Cast, number: int, bars: Progress) -> object:
    """Call a meeting about so many young people, who were reviewed a week ago."""
    scenes = [open_case(app, cast) for _ in range(number)]
    for scene in scenes:
        for more in (cast.child_welfare, cast.prosecutor, cast.counsel, cast.teacher):
            seat(app, scene, more)
        release(app, scene, cast.probation, *SHARED, obtained_by=cast.advocate)
    field = Field(app, cast)
    field.hold(*scenes)
    bar = bars.add_task("what is known", total=len(scenes))
    for scene in scenes:
        field.sow(scene, cast.advocate, cast.probation, cast.provider)
        bars.advance(bar)
    return call_meeting(app, cast, *scenes)


if __name__ == "__main__":
    sys.exit(main())
