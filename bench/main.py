"""The command line of `bench/run`."""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench import field_seal, machine
from bench.contestants import BenchmarkError, prepared
from bench.goals import POSTGRESQL, SQLITE, Reached, of_database, of_sealing
from bench.report import report
from bench.suite import Findings, Sizes, measure
from tests.pgfix import postgres, why_no_postgres

FULL = Sizes(
    cases=2_000, small=2_000, large=200_000, rounds=5, seconds=4.0, reads=10_000,
    verified=200_000, starts=5,
)  # fmt: skip
LITTLE = Sizes(
    cases=30, small=200, large=2_000, rounds=3, seconds=1.5, reads=300, verified=10_000, starts=1
)
TRIES = 2
"""A machine that does something else for a moment is no reason to fail."""


def main(said: str | None) -> int:
    """Run what the command line asks for; return the exit code."""
    options = _options(said)
    try:
        return gate(options) if options.gate else full(options)
    except BenchmarkError as error:
        sys.exit(f"bench/run: {error}")


def full(options: argparse.Namespace) -> int:
    """Measure everything once and print or write the report."""
    sizes = _sizes(options, FULL)
    with tempfile.TemporaryDirectory(prefix="sn-bench-") as folder:
        facts = machine.facts(Path(folder))
        command = " ".join(["bench/run", *sys.argv[1:]])
        for sealing, found in _stages(options, sizes, Path(folder)):
            page = report(command, facts, sealing, *found)
            # After each database: the next one takes another half hour.
            if options.out:
                options.out.write_text(page)
    if not options.out:
        print(page)
    return 0


def gate(options: argparse.Namespace) -> int:
    """Measure little; fail when a ratio is too far from its goal twice."""
    for attempt in range(TRIES):
        with tempfile.TemporaryDirectory(prefix="sn-bench-") as folder:
            *_earlier, (sealing, found) = _stages(options, _sizes(options, LITTLE), Path(folder))
        reached = [("", one) for one in of_sealing(sealing)]
        reached += [(one.database, goal) for one in found for goal in of_database(one)]
        missed = [_line(*one) for one in reached if one[1].stops_the_gate]
        if not missed:
            break
        print(f"Attempt {attempt + 1} of {TRIES}:", *missed, sep="\n  ")
    print(*(_line(*one) for one in reached if one[1].goal.is_ratio), sep="\n")
    return 1 if missed else 0


def _line(database: str, one: Reached) -> str:
    wanted = one.goal.wanted + (f", held to {one.goal.held}x" if one.goal.held else "")
    return f"{one.goal.name:<5}{database:<11}{one.said:>8}, {wanted}: {one.goal.what}"


def _stages(
    options: argparse.Namespace, sizes: Sizes, folder: Path
) -> Iterator[tuple[dict[str, dict[str, float]], list[Findings]]]:
    """Yield what was found so far, after each database."""
    dice = random.Random(options.seed)
    sealing = field_seal.every_text(folder)
    found: list[Findings] = []
    for database in _databases(options):
        with _server(database) as server:
            place = folder / database
            place.mkdir()
            found.append(measure(database, place, server, sizes, dice))
        yield sealing, found


@contextmanager
def _server(database: str) -> Iterator[str | None]:
    """Yield the URL of a PostgreSQL whose commits are durable; None for SQLite."""
    if database == SQLITE:
        yield None
        return
    with postgres(fsync=True) as url, prepared(url) as server:
        yield server


def _databases(options: argparse.Namespace) -> Sequence[str]:
    chosen = [SQLITE, POSTGRESQL] if options.database == "both" else [options.database]
    if POSTGRESQL in chosen and (why := why_no_postgres()):
        print(f"PostgreSQL is not measured: {why}", file=sys.stderr)
        chosen.remove(POSTGRESQL)
    return chosen


def _sizes(options: argparse.Namespace, usual: Sizes) -> Sizes:
    given = {name: getattr(options, name) for name in Sizes.__annotations__}
    return Sizes(**{n: getattr(usual, n) if v is None else v for n, v in given.items()})


def _options(said: str | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench/run", description=said, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--out", type=Path, help="write the report there")
    parser.add_argument("--database", choices=[SQLITE, POSTGRESQL, "both"], default="both")
    parser.add_argument("--cases", type=int, help="open cases of the county")
    parser.add_argument("--small", type=int, help="cases that the long list is compared with")
    parser.add_argument("--large", type=int, help="cases of the county with the long list")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seconds", type=float, help="of each cell")
    parser.add_argument("--reads", type=int, help="audited reads at 16 writers")
    parser.add_argument("--verified", type=int, help="entries of the ledger that is verified")
    parser.add_argument("--starts", type=int, help="of each server, to time its first page")
    parser.add_argument("--seed", type=int, default=13753, help="of the order of contestants")
    return parser.parse_args()
