"""`keys rotate`, killed and run again twenty times while twenty people work: nobody notices."""

import random
import time
from dataclasses import dataclass, field, replace
from http.client import HTTPException
from threading import Event, Thread
from uuid import UUID

import pytest
from sqlalchemy import make_url, select

from safetynet import clock
from safetynet.access import job
from safetynet.audit.verify import verify
from safetynet.db import db, reading_engine
from safetynet.notes.models import Note
from safetynet.vault import Vault, vault
from safetynet.vault.rotation import waiting
from tests.conftest import close
from tests.house.serving import Client, Site, signed_in
from tests.vault.aging import add_old_keys, all_triples, killed_on_the_way, move_back, rotating

KILLS, USERS, OLD = 20, 20, 12_000

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]


@dataclass
class Worker:
    """Somebody at work: opens a case file, writes a note, opens the case file again."""

    client: Client
    reads: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)

    def work(self, stop: Event) -> None:
        while not stop.is_set():
            for path in (f"/cases/{self.client.case}", "/"):
                self.reads += 1
                if trouble := self.trouble_with(path):
                    self.failed.append((path, trouble))
            self.client.save(1)
            time.sleep(0.1)

    def trouble_with(self, path: str) -> str:
        """Open a page; say what was wrong with the answer, if anything."""
        try:
            status, _, page = self.client.ask(path)
        except (OSError, HTTPException) as error:
            return type(error).__name__
        return "" if status == 200 and "</html>" in page else str(status)


def test_nobody_notices_a_rotation(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    began, dice, stop = time.monotonic(), random.Random(20), Event()
    with site.app.app_context():
        here = vault()
    store = here.keyring.store
    epoch = here.keyring.epoch_of(clock.now())
    workers = _at_work(signed_in(site, site.start()))
    threads = [Thread(target=worker.work, args=(stop,)) for worker in workers]
    for thread in threads:
        thread.start()
    interrupted = moved = 0
    for _ in range(KILLS):
        _age(here, epoch)
        before = waiting(store, epoch)
        interrupted += killed_on_the_way(here, site.environment, before - dice.randint(1, OLD // 6))
        moved += before - waiting(store, epoch)
    moved += waiting(store, epoch)
    assert rotating(site.environment).wait(600) == 0
    stop.set()
    for thread in threads:
        thread.join(60)
    left = waiting(store, epoch)
    acknowledged = {note for worker in workers for note in worker.client.acknowledged}
    lost = len(acknowledged - _readable(site))
    failed = [failure for worker in workers for failure in worker.failed]
    sent = sum(worker.client.sent for worker in workers)
    kind = make_url(site.app.extensions["config"].keyring_url).get_backend_name()
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what the long run is for
            f"\n{kind}: {len(workers)} people, {KILLS} kills ({interrupted} on the way), "
            f"{moved} keys moved, {sum(worker.reads for worker in workers)} reads, "
            f"{len(failed)} failed, {sent} saves, {len(acknowledged)} acknowledged, {lost} lost, "
            f"{time.monotonic() - began:.0f} s"
        )
    assert (failed, lost, left) == ([], 0, 0)
    assert sent == sum(len(worker.client.acknowledged) for worker in workers)
    assert interrupted >= KILLS * 3 // 4
    with site.app.app_context():
        ledger = verify(reading_engine(), site.app.extensions["ledger"])
        close(site.app)
    assert ledger.findings == []


def _at_work(clients: list[Client]) -> list[Worker]:
    """Twenty people; some sit in front of the same name, in windows of their own."""
    return [Worker(replace(clients[n % len(clients)], acknowledged=[])) for n in range(USERS)]


def _age(here: Vault, epoch: int) -> None:
    """Let the keys that are in use, and many besides, lie under last month's secret."""
    if waiting(here.keyring.store, epoch) < OLD // 2:
        add_old_keys(here, OLD // 2)
    used = all_triples(here.keyring.store)[:400]
    move_back(here, used)


def _readable(site: Site) -> set[UUID]:
    """Return the notes whose words open."""
    with site.app.app_context():
        with job("test: look"):
            notes = db.session.scalars(select(Note)).all()
            found = {note.id for note in notes if note.text}
        close(site.app)
    return found
