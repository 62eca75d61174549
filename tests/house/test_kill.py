"""kill -9 in the middle of 200 saves: what was acknowledged is there, and the ledger knows it."""

import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pyotp
import pytest
from flask import Flask
from sqlalchemy import func, make_url, select

from config import Config
from safetynet import clock, create_app
from safetynet.access import job
from safetynet.audit import Result
from safetynet.audit.decoding import decode
from safetynet.audit.tables import entries
from safetynet.audit.verify import verify
from safetynet.db import as_foundation, bring_up_to_date, db, reading_engine
from safetynet.demo.county import Invented
from safetynet.demo.load import build
from safetynet.notes.models import Note
from tests.conftest import as_role, close, run
from tests.pgfix import postgres

ROOT = Path(__file__).parents[2]
ROUNDS, SAVES, CLIENTS = 20, 200, 8
WRITERS = ("advocate", "provider", "probation", "child_welfare", "supervisor")
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
CASE = re.compile(r'href="/cases/([0-9a-f-]{36})"')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]


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
        self.ask("/sign-in")
        self.ask("/sign-in", email=self.person.email, password=self.person.password)
        self.ask("/sign-in/code")
        code = pyotp.TOTP(self.person.totp_secret).at(clock.now())
        status, _, _ = self.ask("/sign-in/code", code=code)
        assert status == 303, status
        found = CASE.search(self.ask("/cases")[2])
        if found is None:
            return False
        self.case = found[1]
        status, _, page = self.ask(f"/cases/{self.case}/notes/new")
        assert status == 200
        self.category = re.findall(r'<option value="([a-z_]+)"', page)[0]
        return True

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

    def start(self) -> int:
        """Start the real server as ./sn run does; return its port when it is up."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port: int = free.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "safetynet", "run", "--port", str(port)],
            env=os.environ | self.environment | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
        )
        end = time.monotonic() + 60
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
        with self.app.app_context(), reading_engine().connect() as connection:
            pid = connection.scalar(select(func.pg_backend_pid()))
            os.kill(int(pid or 0), signal.SIGKILL)
            connection.invalidate()
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


@pytest.fixture
def site(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    if database == "sqlite":
        site = _built(tmp_path, {})
        yield site
        site.kill()
        return
    with postgres(fsync=True) as server:
        run(server, "CREATE ROLE sn_owner LOGIN", "CREATE ROLE sn_app LOGIN")
        run(server, "CREATE DATABASE killed OWNER sn_owner")
        urls = {
            "SAFETYNET_DATABASE_URL": as_role(server, "killed", "sn_app"),
            "SAFETYNET_OWNER_DATABASE_URL": as_role(server, "killed", "sn_owner"),
        }
        site = _built(tmp_path, urls)
        site.server = server
        yield site
        site.kill()
        with site.app.app_context():
            close(site.app)


def _built(folder: Path, urls: dict[str, str]) -> Site:
    environment = {"SAFETYNET_INSTANCE": str(folder / "instance"), **urls}
    app = create_app(Config.from_env(environment))
    with app.app_context():
        bring_up_to_date()
        people = build(survivors=4, open_cases=4)
        close(app)
    return Site(folder, environment, app, people)


def test_no_acknowledged_save_is_lost(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    dice = random.Random(20)
    clients = _signed_in(site, site.start())
    acknowledged: set[UUID] = set()
    sent = lost = untold = 0
    began = time.monotonic()
    for _ in range(ROUNDS):
        _save_until_killed(site, clients, dice)
        site.kill_a_backend()
        acknowledged |= {note for client in clients for note in client.acknowledged}
        sent = sum(client.sent for client in clients)
        found = _found(site)
        lost += len(acknowledged - found.notes)
        untold += len(found.notes - found.told)
        assert (lost, untold) == (0, 0)
        assert found.findings == []
        assert found.forms == len(found.notes - found.before)
        port = site.start()
        for client in clients:
            client.port = port
    kind = make_url(site.app.extensions["config"].database_url).get_backend_name()
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what the long run is for
            f"\n{kind}: {ROUNDS} kills, {sent} saves sent, {len(acknowledged)} acknowledged, "
            f"{lost} lost, {len(found.notes)} rows, {untold} without entry, "
            f"{found.entries} entries verified, {time.monotonic() - began:.0f} s"
        )


def _signed_in(site: Site, port: int) -> list[Client]:
    able = [Client(port, person) for person in site.people if person.role.value in WRITERS]
    return [client for client in able if client.sign_in()][:CLIENTS]


def _save_until_killed(site: Site, clients: list[Client], dice: random.Random) -> None:
    """Let everybody save at once; kill the server somewhere in the middle."""
    before = sum(len(client.acknowledged) for client in clients)
    share = SAVES // len(clients)
    threads = [Thread(target=client.save, args=(share,)) for client in clients]
    for thread in threads:
        thread.start()
    enough = before + dice.randint(1, SAVES - 2 * len(clients))
    while any(thread.is_alive() for thread in threads):
        if sum(len(client.acknowledged) for client in clients) >= enough:
            break
        time.sleep(0.002)
    site.kill()
    for thread in threads:
        thread.join(60)


@dataclass
class Found:
    """What lies in the database after a kill."""

    notes: set[UUID]
    before: set[UUID]
    """Notes of the demonstration itself."""
    told: set[UUID]
    """Notes whose creation is on the ledger."""
    forms: int
    findings: list[str]
    entries: int


def _found(site: Site) -> Found:
    with site.app.app_context():
        known = site.app.extensions
        result = verify(reading_engine(), known["ledger"], notary=known["notary"], rows=True)
        with job("test: look"), as_foundation():
            notes = set(db.session.scalars(select(Note.id)))
            forms = db.session.connection().exec_driver_sql("SELECT count(*) FROM form_keys")
            answered = int(forms.scalar_one())
            payloads = db.session.connection().scalars(select(entries.c.payload)).all()
        made = [decode(bytes(payload)) for payload in payloads]
        close(site.app)
    told = {
        touch.row: entry.permission.startswith("job:")
        for entry in made
        for touch in entry.touches
        if touch.table == "notes" and touch.effect is Result.CREATED
    }
    return Found(
        notes=notes,
        before={note for note, by_job in told.items() if by_job},
        told=set(told),
        forms=answered,
        findings=[finding.sentence for finding in result.findings],
        entries=result.entries,
    )
