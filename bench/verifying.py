"""How long it takes to read a ledger again: whole, from a mark, or only to hash it."""

import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine, text

from safetynet.audit import Ledger
from safetynet.audit.verify import verify


@dataclass(frozen=True)
class Reading:
    """How long a reading of the ledger took, in seconds by the clock and of its own."""

    entries: int
    took: float
    busy: float
    findings: int = 0

    @property
    def rate(self) -> float:
        """Entries in a second of its own time."""
        return self.entries / self.busy

    def __str__(self) -> str:
        return f"{self.entries / self.took:,.0f}/s ({self.rate:,.0f}/s of its own time)"


def read_again(engine: Engine, ledger: Ledger, **options: Any) -> Reading:
    """Verify the ledger; `options` are those of `verify`."""
    started, busy = time.perf_counter(), time.process_time()
    result = verify(engine, ledger, **options)
    took, busy = time.perf_counter() - started, time.process_time() - busy
    return Reading(result.entries, took, busy, len(result.findings))


def hashed(engine: Engine) -> Reading:
    """Read every entry and hash it, which is the floor."""
    read, started, busy = 0, time.perf_counter(), time.process_time()
    with engine.connect() as connection:
        found = connection.execution_options(yield_per=2000).execute(
            text("SELECT payload FROM ledger_entries ORDER BY id")
        )
        for page in found.partitions():
            read += len([sha256(row[0]).digest() for row in page])
    return Reading(read, time.perf_counter() - started, time.process_time() - busy)
