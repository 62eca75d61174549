"""One database's part of a run: seed, start, take turns, grow, and see that nothing was lost."""

import random
import statistics
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree

from sqlalchemy import Engine, create_engine

from bench import ledger
from bench.contestants import (
    PLAIN,
    SAFETYNET,
    BenchmarkError,
    Contestant,
    seed,
    serving,
    stored_bytes,
)
from bench.entries import Entries, appended_and_verified
from bench.rounds import AT_ONCE, Results, take_turns
from bench.traffic import Cell
from bench.visitors import Visitor, Work
from tests.conftest import as_role, run

READER = "alma@harbor.example.org"
"""An advocate. At none of the cases that are added does her agency sit."""
AT_NEW_TABLES = "probation officer, whose agency sits at half of the new tables"
LIST_READERS = {
    "coordinator, who sees every case": "ines@office.example.org",
    "advocate, whose agency's tables stay as many": READER,
    AT_NEW_TABLES: "frank@probation.example.org",
}
SMALL, LARGE = "small", "large"
IDLE = 2.0
"""Seconds after its first page at which a server's memory is read."""


@dataclass(frozen=True)
class Sizes:
    """How much is done."""

    cases: int
    small: int
    large: int
    rounds: int
    seconds: float
    reads: int
    verified: int
    starts: int


@dataclass
class Findings:
    """What one database's part of a run found."""

    database: str
    cases: int = 0
    results: Results = field(default_factory=Results)
    reads: Cell = field(default_factory=Cell)
    lists: dict[str, Results] = field(default_factory=dict)
    stored: dict[str, int] = field(default_factory=dict)
    keyring: int = 0
    starts: dict[str, float] = field(default_factory=dict)
    idle: dict[str, float] = field(default_factory=dict)
    busy: dict[str, float] = field(default_factory=dict)
    entries: Entries | None = None
    counted: list[str] = field(default_factory=list)
    """What the ledger said after each stretch of work."""


def measure(
    database: str, folder: Path, server: str | None, sizes: Sizes, dice: random.Random
) -> Findings:
    """Measure everything on one database; raises BenchmarkError when nothing would count."""
    found = Findings(database, sizes.cases)
    ours, plain = (
        Contestant(name, name, folder / name.lower(), server) for name in (SAFETYNET, PLAIN)
    )
    _tell(found, "seeding")
    seed([ours, plain], sizes.cases)
    _tell(found, "size, start, memory")
    for one in (ours, plain):
        _weigh(found, one, sizes.starts)
    _tell(found, "pages and notes")
    with serving([ours, plain]):
        _work(found, ours, plain, sizes, dice)
    _tell(found, "long lists")
    _grow(found, ours, sizes, dice)
    _tell(found, "the ledger by itself")
    engine = _for_the_ledger(folder, server)
    found.entries = appended_and_verified(
        engine, folder, seconds=sizes.seconds, reads=sizes.reads, count=sizes.verified
    )
    engine.dispose()
    return found


def _tell(found: Findings, stage: str) -> None:
    """Say what is being measured: a run is long."""
    print(f"{time.strftime('%H:%M:%S')} {found.database}: {stage}", file=sys.stderr)


def _weigh(found: Findings, one: Contestant, times: int) -> None:
    """Measure store, start and idle memory, before anybody has worked."""
    starts, idle = [], []
    for _ in range(times):
        starts.append(one.start())
        time.sleep(IDLE)
        idle.append(one.memory())
        one.stop()
    found.starts[one.name] = statistics.median(starts)
    found.idle[one.name] = statistics.median(idle)
    found.stored[one.name] = stored_bytes(one)
    if one.program == SAFETYNET:
        found.keyring = (one.folder / "keyring.db").stat().st_size


def _work(
    found: Findings, ours: Contestant, plain: Contestant, sizes: Sizes, dice: random.Random
) -> None:
    visitors = {one.name: Visitor.signed_in(one, READER) for one in (ours, plain)}
    if visitors[ours.name].cases != visitors[plain.name].cases:
        raise BenchmarkError("the contestants do not hold the same rows")
    works = [(work, at_once) for work in Work for at_once in AT_ONCE]
    with _none_lost(found, ours):
        found.results = take_turns(
            visitors, works, rounds=sizes.rounds, seconds=sizes.seconds, dice=dice
        )
        found.reads = visitors[ours.name].drive(Work.CASE, AT_ONCE[-1], count=sizes.reads)
        found.busy = {one.name: one.memory() for one in (ours, plain)}


def _grow(found: Findings, ours: Contestant, sizes: Sizes, dice: random.Random) -> None:
    """Compare a list amid some cases with the same list amid very many more."""
    small, large = (ours.copied(name) for name in (SMALL, LARGE))
    for one, count in ((small, sizes.small), (large, sizes.large)):
        if one.growing(count - sizes.cases).wait():
            raise BenchmarkError(f"growing failed; see {one.log_file}")
    with serving([small, large]):
        readers = {
            who: {one.name: Visitor.signed_in(one, email, cases=0) for one in (small, large)}
            for who, email in LIST_READERS.items()
        }
        # Too many rows to compare within a benchmark: of those, the entries alone are read again.
        with _none_lost(found, small), _none_lost(found, large, "--no-rows"):
            for who, visitors in readers.items():
                found.lists[who] = take_turns(
                    visitors,
                    [(Work.LIST, 1)],
                    rounds=sizes.rounds,
                    seconds=sizes.seconds,
                    dice=dice,
                )
    rmtree(small.folder)
    rmtree(large.folder)


@contextmanager
def _none_lost(found: Findings, one: Contestant, *options: str) -> Iterator[None]:
    """See that the ledger is clean afterwards and has an entry for every answer in between."""
    before = one.entries("--no-rows")
    one.answered = one.failed = 0
    yield
    new = one.entries(*options) - before
    said = f"{one.name}: {one.answered:,} answers, {one.failed} failures, {new:,} new entries"
    # A refusal is on the ledger too; a request that never came that far is not.
    if not one.answered <= new <= one.answered + one.failed:
        raise BenchmarkError(f"{said}, which is not what the ledger should hold")
    found.counted.append(f"{said}, the ledger is clean")


def _for_the_ledger(folder: Path, server: str | None) -> Engine:
    if server is None:
        return ledger.sqlite(folder)
    run(server, "CREATE DATABASE bench_ledger")
    return create_engine(as_role(server, "bench_ledger", "postgres"), pool_size=40)


def slowdowns(lists: Mapping[str, Results]) -> dict[str, float | None]:
    """Return for each reader of lists how much longer a list amid very many cases takes."""
    return {who: results.slower((Work.LIST, 1), LARGE, SMALL) for who, results in lists.items()}
