"""What PostgreSQL's row-level security costs on the five pages that everybody opens.

    .venv/bin/python -m bench.row_security [--cases 300] [--rounds 10] [--turns 4]

Opens each page by turns with the policies in force and without them, in one process, and prints
the median and the best tenth of both in milliseconds, and the ratio of the medians.
"""

import argparse
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import create_engine

from bench.county import county
from bench.pages import ROLES, counters_of, measured
from safetynet.commands import settle_memory
from safetynet.db import Model

WARMING_UP = 12
Times = dict[tuple[str, str], list[float]]
"""Milliseconds by page and role."""


def main() -> int:
    arguments = _arguments()
    held: Times = defaultdict(list)
    free: Times = defaultdict(list)
    with county(arguments.cases, "postgresql") as (app, people):
        settle_memory()
        with app.app_context():
            counters = counters_of(app)
        for role in ROLES:
            person = next(one for one in people if one.role.value == role)
            for turn in range(arguments.turns):
                is_held = turn % 2 == 0
                with in_force(app) if is_held else without(app):
                    # The database plans a statement anew some ten times before it keeps a plan.
                    for _figures in measured(app, person, WARMING_UP, *counters):
                        pass
                    for figures in measured(app, person, arguments.rounds, *counters):
                        times = held if is_held else free
                        times[figures.page, role] += figures.milliseconds
    print(f"{arguments.cases} open cases on PostgreSQL\n")
    print("| page | role | held p50 | best tenth | without p50 | best tenth | ratio of p50 |")
    print("|---|---|---|---|---|---|---|")
    for (page, role), with_it in held.items():
        print(_row(page, role, with_it, free[page, role]))
    return 0


def _row(page: str, role: str, with_it: list[float], without_it: list[float]) -> str:
    middles = [statistics.median(times) for times in (with_it, without_it)]
    best = [sorted(times)[len(times) // 10] for times in (with_it, without_it)]
    figures = (middles[0], best[0], middles[1], best[1], middles[0] / middles[1])
    return f"| {page} | {role} | " + " | ".join(f"{figure:.2f}" for figure in figures) + " |"


@contextmanager
def in_force(_app: Flask) -> Iterator[None]:
    """Leave everything as it stands."""
    yield


@contextmanager
def without(app: Flask) -> Iterator[None]:
    """Take row-level security off every table inside the block."""
    _turn(app, "DISABLE")
    try:
        yield
    finally:
        _turn(app, "ENABLE")


def _turn(app: Flask, way: str) -> None:
    owner = create_engine(app.extensions["config"].owner_database_url)
    with owner.begin() as connection:
        for mapper in Model.registry.mappers:
            table = mapper.class_.__tablename__
            connection.exec_driver_sql(f"ALTER TABLE {table} {way} ROW LEVEL SECURITY")
    owner.dispose()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--turns", type=int, default=4)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
