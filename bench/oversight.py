"""The pages of oversight on a ledger of 200,000 entries.

    .venv/bin/python -m bench.oversight [--entries 200000] [--cases 400] [--rounds 20]
                                        [--database sqlite|postgresql]

Builds a county, appends entries of half a year through the ledger itself (each opens one to
twelve rows of one young person; one case is opened ten times as often as the others), and opens
each page as supervisor and privacy officer. Prints median, p95 and maximum in milliseconds,
statements, size, and the median of processor time, which a busy machine does not distort. Exits 1
when "who looked" has a median of 150 ms or more.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from bench.county import county
from bench.pages import Counter, Figures, counters_of, timed
from safetynet import clock
from safetynet.access import Permission, Role, job
from safetynet.accessreviews.months import months_until, name_of
from safetynet.audit import Draft, Ledger, Result, Touch, now_ns, the_sequencer
from safetynet.cases import Case
from safetynet.commands import settle_memory
from safetynet.db import as_foundation, db, writing_engine
from safetynet.demo.county import Invented
from safetynet.sharing import TeamSeat
from safetynet.vault import Category
from tests.browser import Browser
from tests.cast import Player

MOST_MS = 150.0
SPAN = timedelta(days=180)
HOT = 10
KINDS = (Category.IDENTITY, Category.SAFETY_RISK, Category.PLAN, Category.LINKAGE, Category.HEALTH)
READERS = {
    Role.ADVOCATE, Role.PROVIDER, Role.PROBATION, Role.CHILD_WELFARE, Role.LAW_ENFORCEMENT,
    Role.PROSECUTOR, Role.COUNSEL,
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A young person, the case, and the agencies that sit there."""

    survivor: UUID
    number: str
    agencies: tuple[UUID, ...]


def main() -> int:
    arguments = _arguments()
    with county(arguments.cases, arguments.database) as (app, people):
        with app.app_context():
            tables = _tables()
            began = time.perf_counter()
            _fill(app, arguments.entries, people, tables)
            print(f"{arguments.entries} entries appended in {time.perf_counter() - began:.0f} s")
            began = time.perf_counter()
            the_sequencer().sequence_now()
            print(f"sequenced in {time.perf_counter() - began:.0f} s\n")
            counters = counters_of(app)
        settle_memory()
        print("| page | role | p50 ms | p95 ms | max ms | statements + keyring | kB | CPU ms |")
        print("|---|---|---|---|---|---|---|---|")
        missed = []
        for role in (Role.SUPERVISOR, Role.PRIVACY_OFFICER):
            person = next(person for person in people if person.role is role)
            for figures, cpu in _measured(app, person, arguments.rounds, tables, *counters):
                print(f"{figures.row()} {statistics.median(cpu):.0f} |")
                if "who looked" in figures.page:
                    missed += [one for one in figures.misses() if "median" in one]
        for sentence in missed:
            print(f"\nMISSED: {sentence}")
    return 1 if missed else 0


def _tables() -> list[Table]:
    """Return the cases, those of the supervisor's agency first: the first is read most."""
    with job("bench: tables"):
        seats: dict[UUID, list[UUID]] = {}
        # Cases that were open all the time, so that seats explain the visits.
        old = select(TeamSeat.survivor_id, TeamSeat.agency_id).where(
            TeamSeat.created_at < clock.now() - SPAN
        )
        for survivor, agency in db.session.execute(old):
            seats.setdefault(survivor, []).append(agency)
        cases = db.session.execute(select(Case.survivor_id, Case.number)).all()
    return [
        Table(survivor, number, tuple(seats[survivor]))
        for survivor, number in cases
        if survivor in seats
    ]


def _fill(app: Any, count: int, people: list[Invented], tables: list[Table]) -> None:
    """Append entries in order of time, fifty to a transaction."""
    dice = random.Random(42)
    ledger: Ledger = app.extensions["ledger"]
    began, step = now_ns() - SPAN // timedelta(microseconds=1) * 1000, None
    step = SPAN // timedelta(microseconds=1) * 1000 // count
    at = iter(range(began, began + step * (count + 1), step))
    told = Ledger(ledger.mac_key, ledger.journal, lambda: next(at))
    readers = [person for person in people if person.role in READERS]
    harbor = next(person.agency_id for person in people if person.role is Role.SUPERVISOR)
    tables.sort(key=lambda table: harbor not in table.agencies)
    weights = [HOT] + [1] * (len(tables) - 1)
    with as_foundation(), writing_engine().connect() as connection:
        for _batch in range(count // 50):
            chosen = dice.choices(tables, weights, k=50)
            told.keep(connection, *(_draft(dice, readers, table) for table in chosen))


def _draft(dice: random.Random, readers: list[Invented], table: Table) -> Draft:
    stranger = dice.random() < 0.0002
    seated = [person for person in readers if stranger or person.agency_id in table.agencies]
    reader = dice.choice(seated)
    refused = dice.random() < 0.002
    touches = tuple(
        Touch("notes", uuid4(), table.survivor, owner, kind, Result.OPENED)
        for owner, kind in (
            (dice.choice(table.agencies), dice.choice(KINDS))
            for _row in range(0 if refused else dice.randint(1, 12))
        )
    )
    return Draft(
        actor=reader.id,
        permission=Permission.CASE_READ,
        endpoint="casefile.show",
        result=Result.REFUSED if refused else Result.OPENED,
        asked=table.survivor,
        basis=f"team_statute {uuid4()}",
        touches=touches,
    )


def _measured(
    app: Any, person: Invented, rounds: int, tables: list[Table], main_: Counter, keyring: Counter
) -> Iterator[tuple[Figures, list[float]]]:
    player = Player(person.id, person.agency_id, person.role, person.email)
    client = Browser(app).as_(player)._http
    hot, other = tables[0].number, tables[1].number
    _now, last, *_earlier = months_until(clock.today())
    kind = f"kind={Category.HEALTH}"
    pages = {
        "who looked, read all day": f"/oversight/records/{hot}",
        "who looked, one agency": f"/oversight/records/{hot}?agency={person.agency_id}",
        "who looked, one kind": f"/oversight/records/{hot}?{kind}",
        "who looked, one month": f"/oversight/records/{hot}?since={last}",
        "who looked, another": f"/oversight/records/{other}",
        "latest visits": "/oversight",
        "refusals": "/oversight/refusals",
        "accounting": f"/accounting/{other}",
        "accounting, read all day": f"/accounting/{hot}",
        "access reviews": "/oversight/reviews",
    }
    if person.role is Role.SUPERVISOR:
        pages["access review of a month"] = f"/oversight/reviews/{name_of(last)}"
    for name, path in pages.items():
        figures = Figures(name, person.role.value)
        cpu = timed(client, path, figures, rounds, main_, keyring)
        yield figures, cpu


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--entries", type=int, default=200_000)
    parser.add_argument("--cases", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
