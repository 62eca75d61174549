"""A real server in a folder of its own, and people who sign in to it over the wire."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pyotp
import pytest
from flask import Flask
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import OperationalError

from config import Config
from safetynet import clock, create_app
from safetynet.db import bring_up_to_date, reading_engine
from safetynet.demo.county import Invented
from safetynet.demo.load import build
from tests.conftest import as_role, close, run
from tests.pgfix import postgres

ROOT = Path(__file__).parents[2]
WRITERS = ("advocate", "provider", "probation", "child_welfare", "supervisor")
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
CASE = re.compile(r'href="/cases/([0-9a-f-]{36})"')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Client:
    """One person's browser, on one connection: signs in for real, then saves note after note."""

    port: int
    person: Invented
    cookie: str = ""
    token: str = ""
    case: str = ""
    category: str = ""
    sent: int = 0
    acknowledged: list[UUID] = field(default_factory=list)

    def ask(self, path: str, **form: str) -> tuple[int, str, str]:
        """Return status, location and body of one request."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            if form:
                body = urlencode(form | {"csrf_token": self.token})
                connection.request("POST", path, body, FORM | {"Cookie": self.cookie})
            else:
                connection.request("GET", path, headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            if told := answer.getheader("Set-Cookie"):
                self.cookie = told.partition(";")[0]
            text = answer.read().decode()
            if found := TOKEN.search(text):
                self.token = found[1]
            return answer.status, answer.getheader("Location") or "", text
        finally:
            connection.close()

    def sign_in(self) -> bool:
        """Sign in with password and code; say whether there is a case to write on."""
        self.enter()
        found = CASE.search(self.ask("/cases")[2])
        if found is None:
            return False
        self.case = found[1]
        status, _, page = self.ask(f"/cases/{self.case}/notes/new")
        assert status == 200
        self.category = re.findall(r'<option value="([a-z_]+)"', page)[0]
        return True

    def enter(self) -> None:
        """Sign in with password and code."""
        self.ask("/sign-in")
        self.ask("/sign-in", email=self.person.email, password=self.person.password)
        self.ask("/sign-in/code")
        code = pyotp.TOTP(self.person.totp_secret).at(clock.now())
        status, _, _ = self.ask("/sign-in/code", code=code)
        assert status == 303, status

    def save(self, count: int) -> None:
        """Write notes until done, or until nobody answers any more."""
        for _ in range(count):
            self.sent += 1
            said = {
                "text": "Met her at the library.",
                "occurred_at": "2020-01-01T10:00",
                "category": self.category,
                "kind": "contact",
                "form_key": str(uuid4()),
            }
            try:
                status, location, _ = self.ask(f"/cases/{self.case}/notes", **said)
            except (OSError, HTTPException):
                return
            assert status in {303, 503}, status
            if status == 303:
                self.acknowledged.append(UUID(location.rpartition("/")[2]))


@dataclass
class Site:
    """An installation in a folder, and whatever a start of its server needs to know."""

    folder: Path
    environment: dict[str, str]
    app: Flask
    people: list[Invented]
    server: str | None = None
    """Superuser's URL of the PostgreSQL server."""
    process: subprocess.Popen[bytes] | None = None

    def start(self, port: int = 0) -> int:
        """Start the real server as ./sn run does, on a free port; return it when it is up."""
        with socket.socket() as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind(("127.0.0.1", port))
            port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "safetynet", "run", "--port", str(port)],
            env=os.environ | self.environment | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
        )
        end = time.monotonic() + 240
        while time.monotonic() < end and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return port
        raise AssertionError(f"the server did not start: {self.process.poll()}")

    def kill(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def kill_a_backend(self) -> None:
        """Kill one of PostgreSQL's own processes too: it then recovers from its log."""
        if self.server is None:
            return
        with (
            self.app.app_context(),
            reading_engine().connect() as victim,
            reading_engine().connect() as witness,
        ):
            pid = victim.scalar(select(func.pg_backend_pid()))
            os.kill(int(pid or 0), signal.SIGKILL)
            # It answers on for a moment; then it cuts everybody off, and recovers.
            _wait_until_cut_off(witness)
            victim.invalidate()
            witness.invalidate()
        self._wait_for_recovery()

    def _wait_for_recovery(self) -> None:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                with self.app.app_context(), reading_engine().connect() as connection:
                    connection.execute(select(1))
                    return
            except Exception:
                time.sleep(0.1)
        raise AssertionError("PostgreSQL did not recover")


def _wait_until_cut_off(witness: Connection) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            witness.execute(select(1))
        except OperationalError:
            return
        time.sleep(0.02)
    raise AssertionError("PostgreSQL did not notice that a process of its own was killed")


def demonstration() -> list[Invented]:
    return build(survivors=4, open_cases=4)


@pytest.fixture
def site(database: str, tmp_path: Path) -> Iterator[Site]:
    with installed(database, tmp_path) as site:
        yield site


@contextmanager
def installed(
    database: str, tmp_path: Path, fill: Callable[[], list[Invented]] = demonstration
) -> Iterator[Site]:
    """Install on either database; nothing runs yet. `fill` writes what is there, and says who."""
    if database == "sqlite":
        with _stopped_after(built(tmp_path, {}, fill)) as site:
            yield site
        return
    with postgres(fsync=True) as server:
        run(server, "CREATE ROLE sn_owner LOGIN", "CREATE ROLE sn_app LOGIN")
        run(server, "CREATE DATABASE killed OWNER sn_owner")
        run(server, "CREATE DATABASE killed_keyring OWNER sn_app")
        urls = {
            "SAFETYNET_DATABASE_URL": as_role(server, "killed", "sn_app"),
            "SAFETYNET_OWNER_DATABASE_URL": as_role(server, "killed", "sn_owner"),
            "SAFETYNET_KEYRING_URL": as_role(server, "killed_keyring", "sn_app"),
        }
        with _stopped_after(built(tmp_path, urls, fill)) as site:
            site.server = server
            yield site
        with site.app.app_context():
            close(site.app)


@contextmanager
def _stopped_after(site: Site) -> Iterator[Site]:
    try:
        yield site
    finally:
        site.kill()


def built(
    folder: Path, urls: dict[str, str], fill: Callable[[], list[Invented]] = demonstration
) -> Site:
    environment = {"SAFETYNET_INSTANCE": str(folder / "instance"), **urls}
    app = create_app(Config.from_env(environment))
    with app.app_context():
        bring_up_to_date()
        people = fill()
        close(app)
    return Site(folder, environment, app, people)


def signed_in(site: Site, port: int) -> list[Client]:
    """Return those who can write on a case, signed in."""
    able = [Client(port, person) for person in site.people if person.role.value in WRITERS]
    return [client for client in able if client.sign_in()]
