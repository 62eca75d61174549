"""What does the ledger cost? Saves with and without an entry, reads alone and grouped, verifying.

    python bench/ledger.py [--seconds 1.5] [--entries 100000] [--disk-ms 2] [--sqlite-only]

`--entries` says how many to verify, up to millions. Verifying is timed twice, by the clock and by
the process's own time on a core: on a machine that others use, only the second can be compared.
Every commit is durable (SQLite synchronous=FULL, PostgreSQL fsync=on), in a temporary folder.
`--disk-ms` makes each commit wait that long more, as on a slower disk.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    Table,
    create_engine,
    event,
    insert,
    select,
    text,
)

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.verifying import hashed, read_again
from safetynet.audit import (
    Anchors,
    Draft,
    GroupCommitter,
    Ledger,
    Notary,
    Result,
    Touch,
    now_ns,
)
from safetynet.audit.encoding import encode
from safetynet.audit.journal import Journal
from safetynet.audit.sequencer import Sequencer
from safetynet.audit.sequencing import Sequencing
from safetynet.audit.tables import LEDGER, entries
from safetynet.audit.verify import last_id
from safetynet.vault import Signer
from tests.pgfix import postgres, why_no_postgres

COUNTY, SURVIVOR, MEMBER = UUID(int=7), UUID(int=8), UUID(int=9)
THREADS = (1, 8, 32)
ROUNDS = 5

notes = Table(
    "bench_notes",
    entries.metadata,
    Column("id", Integer, primary_key=True),
    Column("b", LargeBinary),
)


one_chain = Table(
    "bench_one_chain",
    entries.metadata,
    Column("id", Integer, primary_key=True),
    Column("payload", LargeBinary),
    Column("hash", LargeBinary),
)


def draft(rows: int, effect: Result) -> Draft:
    touches = tuple(
        Touch("notes", uuid4(), SURVIVOR, COUNTY, "mental_health", effect, ("body",))
        for _ in range(rows)
    )
    return Draft(
        actor=MEMBER,
        permission="note:write",
        endpoint="notes.write",
        result=effect,
        basis="own agency",
        touches=touches,
    )


class Bench:
    """One database with a ledger, and what is done to it."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self.ledger = Ledger(b"k" * 32, Journal(folder / f"{engine.name}.journal"), now_ns)
        self.committer = GroupCommitter(lambda: engine, self.ledger)
        self.lock = Lock()
        self.notary = Notary(Signer(b"s" * 32), Anchors(folder / f"{engine.name}.anchors"), now_ns)
        self.sequencer = Sequencer(engine, engine, self.notary)
        self.memory = folder / f"{engine.name}.verified"
        self.opened = draft(20, Result.OPENED)
        entries.metadata.create_all(engine, tables=[notes, one_chain, *LEDGER])

    def save(self, connection: Connection) -> None:
        with self.one_writer():
            connection.execute(insert(notes), {"b": b"x" * 400})
            connection.commit()

    def audited_save(self, connection: Connection) -> None:
        with self.one_writer():
            connection.execute(insert(notes), {"b": b"x" * 400})
            self.ledger.keep(connection, draft(1, Result.CREATED))

    def chained_save(self, connection: Connection) -> None:
        """Do as usual elsewhere: one chain for everybody, so that writers wait for each other."""
        with self.one_writer():
            if self.engine.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(1)"))
            newest = select(one_chain.c.hash).order_by(one_chain.c.id.desc()).limit(1)
            before = connection.scalar(newest) or bytes(32)
            payload = encode(draft(1, Result.CREATED).placed(b"w" * 8, 1, before, now_ns()))
            connection.execute(insert(notes), {"b": b"x" * 400})
            link = {"payload": payload, "hash": sha256(payload).digest()}
            connection.execute(insert(one_chain), link)
            connection.commit()

    def read(self, connection: Connection) -> None:
        with self.one_writer():
            self.ledger.keep(connection, self.opened)

    def grouped_read(self, _connection: Connection | None) -> None:
        self.committer.append(self.opened)

    @contextmanager
    def one_writer(self) -> Iterator[None]:
        """Queue for SQLite's write lock, as the application does."""
        if self.engine.name == "sqlite":
            with self.lock:
                yield
        else:
            yield

    def rate(self, act: Callable[[Connection], None], threads: int, seconds: float) -> float:
        """Return how often a second `threads` threads together do `act`."""
        done = [0] * threads
        until = time.monotonic() + seconds

        def work(place: int) -> None:
            with self.engine.connect() as connection:
                while time.monotonic() < until:
                    act(connection)
                    done[place] += 1

        working = [Thread(target=work, args=(place,)) for place in range(threads)]
        started = time.monotonic()
        for thread in working:
            thread.start()
        for thread in working:
            thread.join()
        return sum(done) / (time.monotonic() - started)

    def fill(self, count: int) -> None:
        with self.engine.connect() as connection:
            for _ in range(count // 50):
                self.ledger.keep(connection, *(draft(5, Result.OPENED) for _ in range(50)))


def sqlite(folder: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{folder / 'bench.db'}", pool_size=40, connect_args={"timeout": 30}
    )

    @event.listens_for(engine, "connect")
    def prepare(driver: Any, _record: Any) -> None:
        driver.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            driver.execute(f"PRAGMA {pragma}").fetchall()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def slow_down(engine: Engine, milliseconds: float) -> Engine:
    @event.listens_for(engine, "commit")
    def wait(_connection: Connection) -> None:
        if milliseconds:
            time.sleep(milliseconds / 1000)

    return engine


def report(bench: Bench, seconds: float, count: int) -> None:
    print(f"\n{bench.engine.name}")
    acts = {
        "save, no ledger": bench.save,
        "save + entry": bench.audited_save,
        "save + one chain for all": bench.chained_save,
        "read entry (20 rows)": bench.read,
        "read entry, grouped": bench.grouped_read,
    }
    print(f"  {'per second':24}" + "".join(f"{threads:>7} thread(s)" for threads in THREADS))
    first: list[float] = []
    for name, act in acts.items():
        rates = [bench.rate(act, threads, seconds) for threads in THREADS]
        first = first or rates
        shown = (
            f"{rate:>9,.0f} {rate / base:>5.2f}x " for rate, base in zip(rates, first, strict=True)
        )
        print(f"  {name:24}" + " ".join(shown))
    beside_the_sequencer(bench, seconds)
    check(bench, count)


def beside_the_sequencer(bench: Bench, seconds: float) -> None:
    """Compare reads without and with a sequencer at work, in turns."""
    ratios: list[float] = []
    for _ in range(ROUNDS):
        alone = bench.rate(bench.grouped_read, THREADS[-1], seconds)
        running = Sequencing(bench.sequencer, bench.ledger.written)
        running.start()
        ratios.append(bench.rate(bench.grouped_read, THREADS[-1], seconds) / alone)
        running.stop()
    shown = ", ".join(f"{ratio:.2f}" for ratio in sorted(ratios))
    print(f"  read entry, grouped, {THREADS[-1]} threads, with the sequencer: {shown} of without")


def check(bench: Bench, count: int) -> None:
    """Fill the ledger up to `count` entries in all, bind them, and verify."""
    bench.fill(count - last_id(bench.engine))
    started = time.perf_counter()
    bench.sequencer.sequence_now()
    print(f"  sequence: {time.perf_counter() - started:.1f} s for what was left")
    whole = {"notary": bench.notary, "memory": bench.memory}
    readings = {
        "every check": whole,
        "again, from the mark": whole,
        "chains and seals": {},
    }
    for name, options in readings.items():
        read = read_again(bench.engine, bench.ledger, **options)
        clean = "clean" if not read.findings else f"{read.findings} FINDINGS"
        print(f"  verify, {name}: {read.entries:,} entries in {read.took:.2f} s = {read}, {clean}")
    print(f"  verify, hashes alone: {hashed(bench.engine)}")


def entry_size(rows: int) -> int:
    """Return the bytes of an entry that opened so many rows of one compartment."""
    return len(encode(draft(rows, Result.OPENED).placed(b"w" * 8, 70_000, bytes(32), now_ns())))


def main() -> None:
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("--seconds", type=float, default=1.5, help="for each measurement")
    said.add_argument("--entries", type=int, default=100_000, help="to verify")
    said.add_argument("--disk-ms", type=float, default=0.0, help="further wait of each commit")
    said.add_argument("--sqlite-only", action="store_true")
    options = said.parse_args()
    print("bytes of an entry:")
    for rows in (1, 20, 100):
        print(f"  {rows:3} rows opened: {entry_size(rows):5}")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        engine = slow_down(sqlite(folder), options.disk_ms)
        report(Bench(engine, folder), options.seconds, options.entries)
        if options.sqlite_only or why_no_postgres():
            return
        url = stack.enter_context(postgres(fsync=True))
        engine = slow_down(create_engine(url, pool_size=40), options.disk_ms)
        report(Bench(engine, folder), options.seconds, options.entries)
        engine.dispose()


if __name__ == "__main__":
    main()
