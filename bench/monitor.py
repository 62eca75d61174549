"""The protocol monitor and the steering sheet after one year of reviews, and after ten.

    .venv/bin/python -m bench.monitor [--cases 60] [--rounds 20] [--database sqlite|postgresql]

Builds a county and writes weekly meetings past the models: 25 people, 12 or 13 reviews, 32 tasks
and 16 releases each, which is a county like Alameda (profile M: 500 meetings, 6,300 reviews, 16,000
tasks, 8,000 releases in ten years). Prints median, p95 and maximum in milliseconds, statements
size and the median of processor time, which a busy machine does not distort, of each page after
one year and after ten. Exits 1 when ten years cost more than half again as much processor time as
one, or a page takes 250 ms of it or more.
"""

import argparse
import random
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, select

from bench.county import county
from bench.pages import Counter, Figures, counters_of, timed
from safetynet import clock
from safetynet.access import Role, job
from safetynet.cases import Case
from safetynet.commands import settle_memory
from safetynet.db import as_foundation, db, mac_of, writing_engine
from safetynet.demo.county import Invented
from safetynet.meetings.models import (
    AgendaItem,
    Attendance,
    Ending,
    ItemKind,
    ItemStatus,
    Meeting,
    MeetingKind,
    MeetingStatus,
    NoWishes,
    Priority,
    Task,
)
from safetynet.meetings.pdf.document import Presence
from safetynet.sharing import Release
from tests.browser import Browser
from tests.cast import Player

WEEKS = 50
PEOPLE, REVIEWS, TASKS, RELEASES = 25, (12, 13), 32, 16
FLAT, MOST_MS = 1.5, 250.0
PAGES = {
    "monitor": "/monitor",
    "tasks by agency": "/monitor/agencies",
    "steering sheet": "/monitor/steering",
}


@dataclass(frozen=True)
class Table:
    case: UUID
    survivor: UUID


def main() -> int:
    arguments = _arguments()
    with county(arguments.cases, arguments.database) as (app, people):
        with app.app_context():
            tables = _tables()
            counters = counters_of(app)
        chair = next(person for person in people if person.role is Role.COORDINATOR)
        found: dict[str, list[float]] = {}
        missed: list[str] = []
        print("| page | after | p50 ms | p95 ms | max ms | statements + keyring | kB | CPU ms |")
        print("|---|---|---|---|---|---|---|---|")
        for years, first in ((1, 0), (10, 1)):
            with app.app_context():
                _hold(people, tables, range(first * WEEKS, years * WEEKS))
            settle_memory()
            after = f"{years} years" if years > 1 else "a year"
            for figures, cpu in _measured(app, chair, arguments.rounds, after, *counters):
                print(f"{figures.row()} {cpu:.0f} |")
                found.setdefault(figures.page, []).append(cpu)
                if cpu >= MOST_MS:
                    missed.append(f"{figures.page} after {after}: {cpu:.0f} ms")
    for page, (one, ten) in found.items():
        print(f"\n{page}: ten years cost {ten / one:.2f} of one")
        if ten > one * FLAT:
            missed.append(f"{page} grows")
    for sentence in missed:
        print(f"\nMISSED: {sentence}")
    return 1 if missed else 0


def _tables() -> list[Table]:
    with job("bench: tables"):
        rows = db.session.execute(select(Case.id, Case.survivor_id)).all()
        return [Table(*row) for row in rows]


def _hold(people: list[Invented], tables: list[Table], weeks: range) -> None:
    """Write the meetings of so many weeks ago, a hundred weeks to a transaction."""
    dice = random.Random(weeks.start)
    for begin in range(weeks.start, weeks.stop, 100):
        with as_foundation(), writing_engine().begin() as connection:
            for week in range(begin, min(begin + 100, weeks.stop)):
                _meeting(connection, dice, people, tables, week)


def _meeting(
    connection: Connection, dice: random.Random, people: list[Invented], tables: list[Table], n: int
) -> None:
    at = clock.now() - timedelta(days=7 * n + 1)
    day, meeting = at.date(), uuid4()
    born = {"created_at": at, "version": 1}
    chair = next(person for person in people if person.role is Role.COORDINATOR)
    held = {
        "number": f"BM-{n}",
        "kind": MeetingKind.WEEKLY,
        "status": MeetingStatus.FINAL,
        "starts_at": at,
        "minutes": 120,
        "place_code": "Room 4B",
        "statement_version": 1,
        "finalised_at": at + timedelta(days=dice.randint(1, 6)),
        "chair_id": chair.id,
    }
    connection.execute(insert(Meeting), [{"id": meeting, **born, **held}])
    there = [dice.choice(people) for _ in range(PEOPLE)]
    connection.execute(
        insert(Attendance),
        [
            {
                "id": uuid4(), **born, "presence": Presence.PRESENT, "meeting_id": meeting,
                "signed_at": at if dice.random() < 0.9 else None, "agency_id": one.agency_id,
                "member_id": None,
            }
            for one in there
        ],
    )  # fmt: skip
    chosen = dice.sample(tables, dice.choice(REVIEWS))
    items = [
        {
            "id": uuid4(), **born, "position": place, "kind": ItemKind.FOLLOW_UP, "minutes": 10,
            "status": ItemStatus.REVIEWED, "begun_at": at, "reviewed_at": at,
            "next_review_on": day + timedelta(days=28), "case_id": table.case,
            "no_wishes": dice.choice([NoWishes.SPOKEN, NoWishes.NOT_ASKED]), "meeting_id": meeting,
        }
        for place, table in enumerate(chosen)
    ]  # fmt: skip
    connection.execute(insert(AgendaItem), items)
    connection.execute(
        insert(Task),
        [_task(dice, dice.choice(items), dice.choice(people), born, at) for _ in range(TASKS)],
    )
    connection.execute(
        insert(Release),
        [_release(dice, dice.choice(tables), people, born, at) for _ in range(RELEASES)],
    )


def _task(
    dice: random.Random, item: Any, whose: Invented, born: dict[str, Any], at: Any
) -> dict[str, Any]:
    due, ending = at.date() + timedelta(days=7), dice.choice([*Ending])
    return {
        "id": uuid4(), **born, "due_on": due, "first_due_on": due, "priority": Priority.NORMAL,
        "extensions": 0, "reminders": 0, "ending": ending, "meeting_id": item["meeting_id"],
        "settled_at": at + timedelta(days=dice.randint(1, 12)), "item_id": item["id"],
        "case_id": item["case_id"], "agency_id": whose.agency_id,
    }  # fmt: skip


def _release(
    dice: random.Random, table: Table, people: list[Invented], born: dict[str, Any], at: Any
) -> dict[str, Any]:
    day, by = at.date(), dice.choice(people)
    row = {
        "id": uuid4(), **born, "survivor_id": table.survivor, "from_agency_id": by.agency_id,
        "to_agency_id": dice.choice(people).agency_id, "categories": ["plan"], "how": ["verbal"],
        "signers": ["youth"], "signed_on": day, "starts_on": day,
        "ends_on": day + timedelta(days=90), "explained_by_id": by.id, "revoked_at": None,
    }  # fmt: skip
    mac = mac_of(Release.__tablename__, (row[name] for name in Release.UNDER_MAC))
    return row | {"mac": mac}


def _measured(
    app: Any, person: Invented, rounds: int, after: str, main_: Counter, keyring: Counter
) -> Iterator[tuple[Figures, float]]:
    client = Browser(app).as_(Player(person.id, person.agency_id, person.role, person.email))._http
    for name, path in PAGES.items():
        figures = Figures(name, after)
        cpu = timed(client, path, figures, rounds, main_, keyring)
        yield figures, statistics.median(cpu)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
