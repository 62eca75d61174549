"""What the ledger alone must reach: appending at sixteen writers, waiting, size, verifying."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from bench.ledger import Bench, entry_size
from bench.traffic import Cell, timed
from bench.verifying import Reading, hashed, read_again
from safetynet.audit.sequencing import Sequencing
from safetynet.audit.verify import last_id

WRITERS = 16
FAR = 101
"""Rows of an entry by which the cost of a further row is told."""


@dataclass(frozen=True)
class Entries:
    """Figures of one database's ledger."""

    alone: float
    """Entries a second at sixteen writers, each with twenty opened rows."""
    sequenced: float
    """The same while the sequencer gives the entries their places."""
    waits: Cell
    """How long each of very many reads waited for its entry, with the sequencer at work."""
    hashes: Reading
    every_check: Reading
    size: int = entry_size(1)
    """Bytes of an entry with one row."""
    further: float = (entry_size(FAR) - entry_size(1)) / (FAR - 1)


def appended_and_verified(
    engine: Engine, folder: Path, *, seconds: float, reads: int, count: int
) -> Entries:
    """Append and verify in an empty database; `count` entries are verified."""
    bench = Bench(engine, folder)
    keep = bench.grouped_read if engine.name == "sqlite" else bench.read
    alone = bench.rate(keep, WRITERS, seconds)
    running = Sequencing(bench.sequencer, bench.ledger.written)
    running.start()
    sequenced = bench.rate(keep, WRITERS, seconds)
    waits = _waited(bench, reads)
    running.stop()
    bench.fill(count - last_id(engine))
    bench.sequencer.sequence_now()
    whole = read_again(bench.engine, bench.ledger, notary=bench.notary, memory=bench.memory)
    return Entries(alone, sequenced, waits, hashed(bench.engine), whole)


def _waited(bench: Bench, reads: int) -> Cell:
    """Keep a read's entry so many times, as the application does."""

    def keep(_n: int) -> bool:
        if bench.engine.name == "sqlite":
            bench.grouped_read(None)
            return True
        with bench.engine.connect() as connection:
            bench.read(connection)
        return True

    return timed(keep, WRITERS, count=reads)
