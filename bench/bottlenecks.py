"""Where young people wait: the bottleneck chart over 9,000 linkages, and the register of gaps.

    .venv/bin/python -m bench.bottlenecks [--linkages 9000] [--rounds 20]
                                          [--database sqlite|postgresql]

Builds a county and writes linkages of three years past the models, each with the steps of its way.
Prints median, p95 and maximum in milliseconds, statements, size and the median of processor time,
which a busy machine does not distort, of each page. Exits 1 when a page takes 500 ms of it or more.
"""

import argparse
import random
import statistics
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from bench.county import county
from bench.pages import Figures, counters_of, timed
from safetynet import clock
from safetynet.access import Role, job
from safetynet.cases import Case
from safetynet.commands import settle_memory
from safetynet.db import as_foundation, db, writing_engine
from safetynet.demo.county import Invented
from safetynet.directory import Organization, Service
from safetynet.linkages.life import SERVED, LinkageStatus
from safetynet.linkages.models import Linkage, LinkageStep
from safetynet.vault import Category
from tests.browser import Browser
from tests.cast import Player

S = LinkageStatus
MOST_MS = 500.0
BATCH = 1000
WAYS = (
    (S.SENT,),
    (S.SENT, S.RECEIVED),
    (S.SENT, S.DECLINED),
    (S.SENT, S.WAITLISTED),
    (S.SENT, S.WAITLISTED, S.ACCEPTED, S.APPOINTMENT_OFFERED, S.ATTENDED, S.ENGAGED),
    (S.SENT, S.RECEIVED, S.ACCEPTED, S.APPOINTMENT_OFFERED, S.NO_SHOW, S.DROPPED),
    (S.SENT, S.ACCEPTED, S.APPOINTMENT_OFFERED, S.ATTENDED, S.ENGAGED, S.COMPLETED, S.CLOSED),
    (S.SENT, S.ACCEPTED, S.ENGAGED, S.DROPPED, S.CLOSED),
)
PAGES = {
    "bottlenecks, inside": "/monitor/services?span=all",
    "bottlenecks, outside": "/monitor/services?told=outside",
    "gaps in services": "/monitor/gaps",
}


def main() -> int:
    arguments = _arguments()
    missed = []
    with county(60, arguments.database) as (app, people):
        with app.app_context():
            _write(people, arguments.linkages)
            counters = counters_of(app)
        settle_memory()
        chair = next(person for person in people if person.role is Role.COORDINATOR)
        player = Player(chair.id, chair.agency_id, chair.role, chair.email)
        client = Browser(app).as_(player)._http
        print(f"{arguments.linkages:,} linkages more on {arguments.database}\n")
        print("| page | role | p50 ms | p95 ms | max ms | statements + keyring | kB | CPU ms |")
        print("|---|---|---|---|---|---|---|---|")
        for name, path in PAGES.items():
            figures = Figures(name, chair.role.value)
            cpu = timed(client, path, figures, arguments.rounds, *counters)
            print(f"{figures.row()} {statistics.median(cpu):.0f} |")
            if (middle := statistics.median(cpu)) >= MOST_MS:
                missed.append(f"{name}: median {middle:.0f} ms")
    for sentence in missed:
        print(f"\nMISSED: {sentence}")
    return 1 if missed else 0


def _write(people: list[Invented], count: int) -> None:
    dice = random.Random(9)
    with job("bench: what is there"):
        cases = db.session.execute(select(Case.id, Case.survivor_id, Case.number)).all()
        services = db.session.execute(
            select(Service.id, Organization.agency_id).join(Service.organization)
        ).all()
    made = list(_made(dice, people, cases, services, count))
    with as_foundation(), writing_engine().begin() as connection:
        for at in range(0, count, BATCH):
            batch = made[at : at + BATCH]
            connection.execute(insert(Linkage), [linkage for linkage, _steps in batch])
            connection.execute(
                insert(LinkageStep), [step for _one, steps in batch for step in steps]
            )


def _made(
    dice: random.Random, people: list[Invented], cases: Any, services: Any, count: int
) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    for _number in range(count):
        case, (service, provider) = dice.choice(cases), dice.choice(services)
        by, way = dice.choice(people), dice.choice(WAYS)
        at = clock.now() - timedelta(days=dice.randint(30, 1090))
        linkage_id = uuid4()
        moments = _moments(dice, at, len(way))
        served = [moment for to, moment in zip(way, moments, strict=True) if to in SERVED]
        linkage = {
            "id": linkage_id, "created_at": at, "version": 1, "case_id": case.id,
            "case_number": case.number, "survivor_id": case.survivor_id, "service_id": service,
            "provider_agency_id": provider, "offered_by_id": by.agency_id,
            "category": Category.LINKAGE, "status": way[-1], "status_at": moments[-1],
            "sent_at": at, "first_served_at": served[0] if served else None,
        }  # fmt: skip
        yield linkage, [*_steps(linkage_id, by, way, moments)]


def _moments(dice: random.Random, at: datetime, count: int) -> list[datetime]:
    return [at + timedelta(days=place * dice.randint(1, 9)) for place in range(count)]


def _steps(
    linkage: UUID, by: Invented, way: tuple[LinkageStatus, ...], moments: list[datetime]
) -> Iterator[dict[str, Any]]:
    before = S.YOUTH_AGREED
    for to, moment in zip(way, moments, strict=True):
        yield {
            "id": uuid4(), "created_at": moment, "version": 1, "linkage_id": linkage,
            "agency_id": by.agency_id, "member_id": by.id, "before": before, "after": to,
        }  # fmt: skip
        before = to


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--linkages", type=int, default=9000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
