"""A keyring with a past: keys of last month, and how their rotation is begun and killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import bindparam, select, update

from safetynet import clock
from safetynet.vault import Category, Keyring, Triple, Vault
from safetynet.vault.rotation import waiting
from safetynet.vault.store import Store, WrappedKey
from safetynet.vault.tables import compartment_keys as keys

ROOT = Path(__file__).parents[2]
MONTH = timedelta(days=31)


def last_month(here: Vault) -> tuple[Keyring, int]:
    """Return the keyring as it would work a month ago, and the epoch of then."""
    then = clock.now() - MONTH
    keyring = Keyring(here.keyring.store, here.roots, lambda: then)
    return keyring, keyring.epoch_of(then)


def add_old_keys(here: Vault, count: int) -> None:
    """Add compartments that were made last month and that no row uses."""
    owners = [uuid4() for _ in range(10)]
    made = (Triple(uuid4(), owners[n % 10], Category.PLAN) for n in range(count))
    last_month(here)[0].create(made)


def move_back(here: Vault, triples: Sequence[Triple]) -> None:
    """Wrap these compartments' keys as they lay last month, while others may use them."""
    keyring, epoch = last_month(here)
    for found in keyring.find(triples).values():
        for key in found:
            if key.wrapped and key.epoch != epoch:
                _store(here.keyring.store, key, keyring.rewrapped(key, epoch))


def all_triples(store: Store) -> list[Triple]:
    query = select(keys.c.survivor, keys.c.owner, keys.c.category)
    with store.reading() as connection:
        return [Triple(s, o, Category(c)) for s, o, c in connection.execute(query)]


def rotating(environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """Begin `keys rotate` on the installation that these settings name."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "safetynet", "keys", "rotate"],
        env={
            **os.environ,
            **environment,
            "PYTHONPATH": str(ROOT),
            "SAFETYNET_STAND_AT": clock.now().isoformat(),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def killed_on_the_way(here: Vault, environment: Mapping[str, str], enough: int) -> bool:
    """Kill a rotation when no more than `enough` keys are left; say whether it had work left."""
    store, epoch = here.keyring.store, here.keyring.epoch_of(clock.now())
    process = rotating(environment)
    while process.poll() is None and waiting(store, epoch) > enough:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return waiting(store, epoch) > 0


def _store(store: Store, was: WrappedKey, fresh: WrappedKey) -> None:
    this = (keys.c.digest == was.triple.digest, keys.c.version == was.version)
    unchanged = (*this, keys.c.wrapped == bindparam("was"))
    with store.writing() as connection:
        connection.execute(
            update(keys).where(*unchanged).values(epoch=fresh.epoch, wrapped=fresh.wrapped),
            {"was": was.wrapped},
        )
