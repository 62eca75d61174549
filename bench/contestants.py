"""SafetyNet and its plain twin as they are measured: each a server process of its own.

Both are served by the same command with the same threads, on loopback, from the same rows.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection
from pathlib import Path
from shutil import copytree
from typing import Any

from sqlalchemy import create_engine

from config import Config
from safetynet.vault import engine_options
from tests.conftest import as_role, run

ROOT = Path(__file__).parent.parent
SAFETYNET, PLAIN = "SafetyNet", "plain"
PROGRAMS = {SAFETYNET: ("-m", "safetynet"), PLAIN: (str(ROOT / "bench" / "plain.py"),)}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
PATIENCE = 60.0


class BenchmarkError(Exception):
    """A measurement cannot be made or does not count; the sentence says why."""


@dataclass
class Contestant:
    """One installation: its program, its folder, on PostgreSQL its databases, its server."""

    name: str
    program: str
    folder: Path
    server: str | None = None
    """Superuser's URL of the PostgreSQL server; None on SQLite."""
    port: int = 0
    answered: int = 0
    """Requests that were answered since the ledger was last counted."""
    failed: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def database(self) -> str:
        """Its name on the PostgreSQL server."""
        return f"bench_{self.name.lower().replace(' ', '_')}"

    @property
    def settings(self) -> dict[str, str]:
        """What the environment says to this installation; everything else is the default."""
        said = {"SAFETYNET_INSTANCE": str(self.folder), "SAFETYNET_LOG_DIR": "logs"}
        if self.program == PLAIN:
            said["SAFETYNET_WHOLE_FILE"] = "off"
        if self.server:
            said["SAFETYNET_DATABASE_URL"] = as_role(self.server, self.database, "sn_app")
            said["SAFETYNET_OWNER_DATABASE_URL"] = as_role(self.server, self.database, "sn_owner")
        return said

    @property
    def config(self) -> Config:
        return Config.from_env(self.settings)

    @property
    def people_file(self) -> Path:
        return self.folder.with_suffix(".json")

    @property
    def people(self) -> list[dict[str, str]]:
        """Who signs in here: e-mail, password, totp_secret, role, agency."""
        found: list[dict[str, str]] = json.loads(self.people_file.read_text())
        return found

    def seeding(self, cases: int) -> "subprocess.Popen[bytes]":
        """Begin to load the demonstration county with so many open cases."""
        if self.server:
            run(self.server, f"CREATE DATABASE {self.database} OWNER sn_owner")
        arguments = (self.program.lower(), str(cases), str(self.people_file))
        return self._begun(str(ROOT / "bench" / "seed.py"), *arguments)

    def growing(self, cases: int) -> "subprocess.Popen[bytes]":
        """Begin to add so many cases; the server must not be running."""
        return self._begun(str(ROOT / "bench" / "growth.py"), str(cases))

    def start(self) -> float:
        """Start the server; return the seconds until its first page was answered."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        began = time.monotonic()
        self.process = self._begun(*PROGRAMS[self.program], "serve", "--port", str(self.port))
        while time.monotonic() - began < PATIENCE and self.process.poll() is None:
            if self._answers():
                return time.monotonic() - began
            time.sleep(0.005)
        raise BenchmarkError(f"the server of {self.name} did not start; see {self.log_file}")

    def stop(self) -> None:
        """End the server as a service manager does, so that its last entries get their places."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def memory(self) -> float:
        """Return the server's proportional share of memory, in megabytes."""
        assert self.process
        said = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        [line] = [line for line in said.splitlines() if line.startswith("Pss:")]
        return int(line.split()[1]) / 1024

    def audited(self, *options: str) -> dict[str, Any]:
        """Return what `audit verify --json` says."""
        command = (sys.executable, "-P", *PROGRAMS[self.program], "audit", "verify", "--json")
        done = subprocess.run(
            [*command, *options],
            env=self._environment,
            check=False,
            capture_output=True,
            cwd=self.folder,
        )
        said: dict[str, Any] = json.loads(done.stdout or b"{}")
        if done.returncode or not said.get("clean"):
            raise BenchmarkError(f"the ledger of {self.name} is not clean: {done.stdout[:500]!r}")
        return said

    def entries(self, *options: str) -> int:
        """Return how many entries the ledger holds, by a clean `audit verify`."""
        said = self.audited(*options)
        return int(said["entries"]) + int(said["since"])

    def copied(self, name: str) -> "Contestant":
        """Copy the installation, which must not be running."""
        copy = replace(self, name=name, folder=self.folder.with_name(name.replace(" ", "-")))
        copytree(self.folder, copy.folder)
        copy.people_file.write_text(self.people_file.read_text())
        if self.server:
            # A backend may still be at a question whose server has ended.
            ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
            made = f"CREATE DATABASE {copy.database} TEMPLATE {self.database} OWNER sn_owner"
            run(self.server, f"{ended} '{self.database}'", made)
        return copy

    @property
    def log_file(self) -> Path:
        return self.folder.with_suffix(".log")

    @property
    def _environment(self) -> dict[str, str]:
        # Sets of words keep their order, so that both invent the same county.
        ours = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
        kept = {k: v for k, v in os.environ.items() if not k.startswith("SAFETYNET_")}
        return kept | self.settings | ours

    def _begun(self, *command: str) -> "subprocess.Popen[bytes]":
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.log_file.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-P", *command],
                env=self._environment,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/sign-in")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


def seed(contestants: list[Contestant], cases: int) -> None:
    """Load the same county for all of them, side by side."""
    processes = [contestant.seeding(cases) for contestant in contestants]
    ended = [process.wait() for process in processes]
    if any(ended):
        raise BenchmarkError(f"seeding failed; see {contestants[0].log_file}")


@contextmanager
def serving(contestants: list[Contestant]) -> Iterator[None]:
    """Keep all servers up inside the block."""
    try:
        for contestant in contestants:
            contestant.start()
        yield
    finally:
        for contestant in contestants:
            contestant.stop()


@contextmanager
def prepared(server: str) -> Iterator[str]:
    """Make the two roles of a PostgreSQL server, and refuse one whose commits are not durable."""
    run(server, "CREATE ROLE sn_owner LOGIN", "CREATE ROLE sn_app LOGIN")
    engine = create_engine(server)
    with engine.connect() as connection:
        for name, wanted in DURABLE.items():
            said = connection.exec_driver_sql(f"SHOW {name}").scalar_one()
            if said != wanted:
                raise BenchmarkError(f"PostgreSQL runs with {name} = {said}; it must be {wanted}")
    engine.dispose()
    yield server


def stored_bytes(contestant: Contestant) -> int:
    """Return the size of the main database without its ledger; the server must not be running."""
    return _in_postgresql(contestant) if contestant.server else _in_sqlite(contestant)


def _in_postgresql(contestant: Contestant) -> int:
    assert contestant.server
    run(as_role(contestant.server, contestant.database, "postgres"), "VACUUM FULL")
    engine = create_engine(as_role(contestant.server, contestant.database, "postgres"))
    with engine.connect() as connection:
        asked = (
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' "
            "AND relnamespace = 'public'::regnamespace AND NOT starts_with(relname, 'ledger_')"
        )
        size = int(connection.exec_driver_sql(asked).scalar_one())
    engine.dispose()
    return size


def _in_sqlite(contestant: Contestant) -> int:
    """Drop the ledger from a copy and let SQLite write it anew."""
    copy = contestant.copied(f"{contestant.name} without ledger")
    config = copy.config
    engine = create_engine(
        config.database_url, isolation_level="AUTOCOMMIT", **engine_options(config)
    )
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        ledger = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'ledger_%'"
        for name in connection.exec_driver_sql(ledger).scalars().all():
            connection.exec_driver_sql(f"DROP TABLE {name}")
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    assert config.database_file
    return config.database_file.stat().st_size
