"""kill -9 in the middle of 200 saves: what was acknowledged is there, and the ledger knows it."""

import random
import time
from dataclasses import dataclass
from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy import make_url, select

from safetynet.access import job
from safetynet.audit import Result
from safetynet.audit.decoding import decode
from safetynet.audit.tables import entries
from safetynet.audit.verify import verify
from safetynet.db import as_foundation, db, reading_engine
from safetynet.notes.models import Note
from tests.conftest import close
from tests.house.serving import Client, Site, signed_in

ROUNDS, SAVES, CLIENTS = 20, 200, 8

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]


def test_no_acknowledged_save_is_lost(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    dice = random.Random(20)
    clients = signed_in(site, site.start())[:CLIENTS]
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
