"""`keys rotate`, killed twice while four threads read and write: nothing fails, nothing is lost."""

import os
import random
import time
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import pytest

from config import Config
from safetynet import clock
from safetynet.vault import Category, Keyring, Place, Triple, Vault, vault
from safetynet.vault.rotation import waiting
from tests.vault.aging import add_old_keys, killed_on_the_way, last_month, move_back, rotating
from tests.vault.test_selfcheck import started

OLD, KILLS, THREADS = 6_000, 2, 4

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")


class Worker(Thread):
    """Somebody who reads what she has, and now and then writes under a new key."""

    def __init__(self, here: Vault, stop: Event) -> None:
        super().__init__()
        self.here, self.stop_now = here, stop
        self.rows: list[tuple[Triple, Place, bytes]] = []
        self.failures: list[BaseException] = []
        self.opened = 0

    def run(self) -> None:
        while not self.stop_now.is_set():
            try:
                self.write()
                self.read()
                time.sleep(0.02)  # People think in between.
            except BaseException as error:
                self.failures.append(error)

    def write(self) -> None:
        triple, place = Triple(uuid4(), uuid4(), Category.PLAN), Place("a.b", uuid4(), 1)
        opening = self.here.keyring.opening(lambda _t: True, lambda *_read: None)
        self.rows.append((triple, place, opening.seal(triple, place, "said")))

    def read(self) -> None:
        # In a process of its own each time: nothing is remembered.
        keyring = Keyring(self.here.keyring.store, self.here.roots, clock.now)
        opening = keyring.opening(lambda _t: True, lambda *_read: None)
        for row in self.rows[-20:] + self.rows[:5]:
            assert opening.open(*row) == "said"
            self.opened += 1


def test_killed_and_run_again_it_moves_every_key(tmp_path: Path) -> None:
    environment = {"SAFETYNET_INSTANCE": str(tmp_path / "instance")}
    app = started(Config.from_env(environment))
    with app.app_context():
        here = vault()
    store, epoch = here.keyring.store, here.keyring.epoch_of(clock.now())
    add_old_keys(here, OLD)
    stop = Event()
    workers = [Worker(here, stop) for _ in range(THREADS)]
    for worker in workers:
        worker.write()
    move_back(here, [row[0] for worker in workers for row in worker.rows])
    for worker in workers:
        worker.start()
    dice, interrupted = random.Random(5), 0
    for _ in range(KILLS):
        enough = waiting(store, epoch) - dice.randint(1, 2_000)
        interrupted += killed_on_the_way(here, environment, enough)
    assert rotating(environment).wait(60) == 0
    stop.set()
    for worker in workers:
        worker.join()
    assert [failure for worker in workers for failure in worker.failures] == []
    assert interrupted >= 1
    assert waiting(store, epoch) == 0
    old = last_month(here)[1]
    assert {count.epoch: count.keys for count in store.counts()}[old] == 0
    assert all(worker.opened for worker in workers)
    for worker in workers:
        worker.rows, rows = [], worker.rows
        for row in rows:
            worker.rows = [row]
            worker.read()
    store.dispose()
