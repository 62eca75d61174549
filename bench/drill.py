"""The restore drill of docs/OPERATIONS.md at a county's volume, by the documented commands alone.

    python bench/drill.py [--cases 1600] [--notes 25] [--entries 1000000]

Builds the demonstration on SQLite with so many further cases, notes about each, and entries on the
ledger (ten years of the typical county: 1,600 cases, 40,000 notes, 5,000,000 entries), then backs
it up, proves the backup and restores it elsewhere. Prints the seconds of each command and the
sizes; exits 1 when a command fails.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from flask import current_app

from bench.growth import grow
from bench.ledger import draft
from config import Config
from safetynet.audit import Ledger, Result
from safetynet.audit.sequencing import the_sequencer
from safetynet.db import writing_engine
from safetynet.starting import open_house

ROOT = Path(__file__).parent.parent
AT_ONCE, ROWS = 500, 5


def fill(cases: int, notes: int, entries: int) -> None:
    """Write everything past the models, as they write; needs an application context."""
    grow(cases, notes)
    ledger: Ledger = current_app.extensions["ledger"]
    with writing_engine().connect() as connection:
        for _ in range(entries // AT_ONCE):
            ledger.keep(connection, *(draft(ROWS, Result.OPENED) for _ in range(AT_ONCE)))
    the_sequencer().sequence_now()


def sn(instance: Path, *words: str) -> tuple[float, str]:
    """Run a documented command; return its seconds and what it printed, or end the drill."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-P", "-m", "safetynet", *words],
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SAFETYNET_INSTANCE": str(instance)},
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{' '.join(words[:2])} ended with {done.returncode}: {done.stdout}")
    return time.perf_counter() - began, done.stdout.strip()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=1600)
    asked.add_argument("--notes", type=int, default=25, help="about each case")
    asked.add_argument("--entries", type=int, default=1_000_000, help="on the ledger, besides")
    said = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        county, back = Path(folder) / "county", Path(folder) / "back"
        file, key = Path(folder) / "backup", str(county / "recovery.key")
        sn(county, "demo", "load")
        with open_house(Config.from_env({}, instance=county)).app_context():
            fill(said.cases, said.notes, said.entries)
        opens = ("--recovery-key", key)
        took = {
            "create": sn(county, "backup", "create", str(file))[0],
            "verify": sn(county, "backup", "verify", str(file), *opens)[0],
        }
        took["restore"], told = sn(back, "backup", "restore", str(file), *opens)
        print(told)
        for name, seconds in took.items():
            print(f"backup {name}: {seconds:.1f} s")
        for path in (county / "safetynet.db", county / "keyring.db", file):
            print(f"{path.name}: {path.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
