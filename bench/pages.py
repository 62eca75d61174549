"""The five pages that everybody opens, on a county with 1,500 open cases.

    ./sn test is not needed; run:  .venv/bin/python -m bench.pages [--cases 1500] [--rounds 40]
                                   [--database sqlite|postgresql]

Prints, for each page and role, the median, p95 and maximum in milliseconds as the test client
sees them in one process (sealed, audited, walls up), SQL statements of the main database and of
the keyring, and the size of the page. Exits 1 when a median is 150 ms or more, a case file takes
more than 15 statements, or a page is larger than 150 kB.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event

from bench.county import county
from safetynet.commands import settle_memory
from safetynet.db import db
from safetynet.demo.county import Invented
from tests.browser import Browser
from tests.cast import Player
from tests.crawl import HREF
from tests.statements import NOT_COUNTED

MOST_MS, MOST_STATEMENTS, MOST_KB = 150.0, 15, 150.0
ROLES = ("advocate", "probation", "coordinator")


@dataclass
class Figures:
    """What one page cost, over all rounds."""

    page: str
    role: str
    milliseconds: list[float] = field(default_factory=list)
    statements: int = 0
    keyring: int = 0
    kilobytes: float = 0.0

    def row(self) -> str:
        ordered = sorted(self.milliseconds)
        p95 = ordered[int(len(ordered) * 0.95)]
        return (
            f"| {self.page} | {self.role} | {statistics.median(ordered):.1f} | {p95:.1f} "
            f"| {ordered[-1]:.1f} | {self.statements} + {self.keyring} | {self.kilobytes:.0f} |"
        )

    def misses(self) -> list[str]:
        """Return the goals that this page misses, as sentences."""
        missed = []
        if (median := statistics.median(self.milliseconds)) >= MOST_MS:
            missed.append(f"{self.page} ({self.role}): median {median:.0f} ms")
        if self.page == "case file" and self.statements > MOST_STATEMENTS:
            missed.append(f"{self.page} ({self.role}): {self.statements} statements")
        if self.kilobytes > MOST_KB:
            missed.append(f"{self.page} ({self.role}): {self.kilobytes:.0f} kB")
        return missed


class Counter:
    """Counts statements on an engine."""

    def __init__(self, *engines: Engine) -> None:
        self.count = 0
        for engine in engines:
            event.listen(engine, "before_cursor_execute", self._one_more)

    def _one_more(self, _connection: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        self.count += not sql.lstrip().upper().startswith(NOT_COUNTED)


def counters_of(app: Flask) -> tuple[Counter, Counter]:
    """Count the statements of the main database and of the keyring; needs an app context."""
    return Counter(*db.engines.values()), Counter(app.extensions["vault"].keyring.store.engine)


def main() -> int:
    arguments = _arguments()
    began = time.perf_counter()
    with county(arguments.cases, arguments.database) as (app, people):
        took = time.perf_counter() - began
        with app.app_context():
            counters = counters_of(app)
        settle_memory()
        print(f"{arguments.cases} open cases on {arguments.database}, loaded in {took:.0f} s\n")
        print("| page | role | p50 ms | p95 ms | max ms | statements + keyring | kB |")
        print("|---|---|---|---|---|---|---|")
        missed: list[str] = []
        for role in ROLES:
            person = next(person for person in people if person.role.value == role)
            for figures in measured(app, person, arguments.rounds, *counters):
                print(figures.row())
                missed += figures.misses()
        for sentence in missed:
            print(f"\nMISSED: {sentence}")
    return 1 if missed else 0


def measured(
    app: Any, person: Invented, rounds: int, main_: Counter, keyring: Counter
) -> Iterator[Figures]:
    """Open each page `rounds` times as one person."""
    player = Player(person.id, person.agency_id, person.role, person.email)
    browser = Browser(app).as_(player)
    client = browser._http
    cases = _links(client, "/cases", "/cases/")
    meetings = _links(client, "/meetings", "/meetings/")
    token = browser.csrf_token()
    pick = random.Random(42)
    pages: dict[str, Callable[[], Any]] = {
        "home": lambda: client.get("/"),
        "case list": lambda: client.get("/cases"),
        "case file": lambda: client.get(pick.choice(cases)),
        "search": lambda: client.post(
            "/search", data={"csrf_token": token, "wanted": "maria lopez"}
        ),
        "meeting": lambda: client.get(pick.choice(meetings)),
    }
    for name, open_page in pages.items():
        figures = Figures(name, person.role.value)
        open_page()
        for _round in range(rounds):
            before = main_.count, keyring.count
            began = time.perf_counter()
            answer = open_page()
            figures.milliseconds.append((time.perf_counter() - began) * 1000)
            if answer.status_code != 200:
                raise SystemExit(f"{name} answered {answer.status_code} to the {person.role.value}")
            figures.statements = max(figures.statements, main_.count - before[0])
            figures.keyring = max(figures.keyring, keyring.count - before[1])
            figures.kilobytes = max(figures.kilobytes, len(answer.data) / 1000)
        yield figures


def timed(
    client: Any, path: str, figures: Figures, rounds: int, main_: Counter, keyring: Counter
) -> list[float]:
    """Open a page so often, after once in vain; return the processor's milliseconds of each.

    What it cost besides is put into `figures`.
    """
    cpu = list[float]()
    client.get(path)
    for _round in range(rounds):
        before = main_.count, keyring.count
        began, worked = time.perf_counter(), time.thread_time()
        answer = client.get(path)
        cpu.append((time.thread_time() - worked) * 1000)
        figures.milliseconds.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{figures.page} answered {answer.status_code} to {figures.role}")
        figures.statements = max(figures.statements, main_.count - before[0])
        figures.keyring = max(figures.keyring, keyring.count - before[1])
        figures.kilobytes = max(figures.kilobytes, len(answer.data) / 1000)
    return cpu


def _links(client: Any, page: str, prefix: str) -> list[str]:
    found = [link for link in HREF.findall(client.get(page).text) if link.startswith(prefix)]
    uuid_length = 36
    exact = [link for link in found if len(link) == len(prefix) + uuid_length]
    if not exact:
        raise SystemExit(f"{page} links to nothing under {prefix}")
    return exact


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--cases", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
