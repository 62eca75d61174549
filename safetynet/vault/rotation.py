"""Moving every key under this month's secret, and destroying a month that is empty."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, literal, select, update

from safetynet.vault.compartments import Category, Triple
from safetynet.vault.errors import VaultError
from safetynet.vault.keyring import Keyring
from safetynet.vault.store import HANGING, Store, WrappedKey
from safetynet.vault.tables import Moment
from safetynet.vault.tables import compartment_keys as _keys
from safetynet.vault.tables import emptied_epochs as _emptied
from safetynet.vault.tables import epochs as _epochs

BATCH = 500
"""Keys in one transaction: it holds SQLite's write lock for some 10 ms, so that saves pass by."""


@dataclass(slots=True)
class Rotated:
    """What a rotation did: keys moved, and keys that would not open and stayed where they were."""

    epoch: int
    moved: int = 0
    unreadable: int = 0


def waiting(store: Store, epoch: int) -> int:
    """Return the number of live keys that hang on older epochs than this one."""
    held = HANGING.subquery()
    with store.reading() as connection:
        return connection.scalar(select(func.count()).where(held.c.epoch < epoch)) or 0


def rotate(
    keyring: Keyring, now: datetime, heard: Callable[[int], None], batch: int = BATCH
) -> Rotated:
    """Wrap every older live key anew under the epoch of `now`; `heard` gets the size of each batch.

    Releases get new keys of their own.

    Each batch is one transaction: killed anywhere, it goes on where it stopped when run again.
    Readers open keys of any epoch meanwhile, and writers use the newest one already. What a key
    sealed is not touched.
    """
    done = Rotated(keyring.epoch_of(now))
    for rows in _batches(keyring.store, done.epoch, batch):
        keyring.prepare((key.triple.owner, key.epoch) for _row, key in rows)
        fresh = list(_rewrapped(keyring, rows, done.epoch))
        done.unreadable += len(rows) - len(fresh)
        done.moved += _replace(keyring.store, fresh, done.epoch)
        heard(len(rows))
    for is_moved in keyring.releases.renew(done.epoch):
        done.moved += is_moved
        done.unreadable += not is_moved
        heard(1)
    _note_emptied(keyring.store, done.epoch, now)
    return done


def shred_epoch(keyring: Keyring, epoch: int, now: datetime, backups_live: timedelta) -> None:
    """Destroy an old epoch's secret, and with it what copies of the keyring hold of its keys.

    Raises VaultError with one sentence while anything may still need it: live keys, or a backup
    younger than `backups_live`, which holds keys as they were before the epoch was emptied.
    """
    current = keyring.epoch_of(now)
    with keyring.store.writing() as connection:
        if not _is_destroyed(connection, epoch):
            _refuse_shredding(connection, epoch, current, now, backups_live)
            this = update(_epochs).where(_epochs.c.epoch == epoch)
            connection.execute(this.values(wrapped_secret=None, destroyed_at=now))
    if not keyring.store.empty_log():
        raise VaultError(
            "The secret is destroyed, but somebody reading keeps its old page in the log; "
            "run the same command again to fold it."
        )


def _older(epoch: int) -> tuple[Any, ...]:
    return _keys.c.epoch < epoch, _keys.c.wrapped.is_not(None)


def _batches(store: Store, epoch: int, size: int) -> Iterator[list[tuple[int, WrappedKey]]]:
    columns = (_keys.c[n] for n in ("id", "survivor", "owner", "category", "version", "epoch"))
    query = select(*columns, _keys.c.wrapped).where(*_older(epoch)).order_by(_keys.c.id).limit(size)
    last = 0
    while True:
        with store.reading() as connection:
            found = connection.execute(query.where(_keys.c.id > last)).all()
        if not found:
            return
        last = found[-1].id
        yield [
            (row, WrappedKey(Triple(survivor, owner, Category(category)), *rest))
            for row, survivor, owner, category, *rest in found
        ]


def _rewrapped(
    keyring: Keyring, rows: Sequence[tuple[int, WrappedKey]], epoch: int
) -> Iterator[dict[str, Any]]:
    for row, key in rows:
        try:
            fresh = keyring.rewrapped(key, epoch)
        except VaultError:
            continue  # It opens no more than before, and keeps its epoch from being destroyed.
        yield {"row": row, "was": key.epoch, "fresh": fresh.wrapped}


def _replace(store: Store, fresh: Sequence[dict[str, Any]], epoch: int) -> int:
    """Store the keys that nobody moved or destroyed meanwhile; return how many."""
    if not fresh:
        return 0
    unchanged = (_keys.c.id == bindparam("row"), _keys.c.epoch == bindparam("was"))
    moving = (
        update(_keys)
        .where(*unchanged, _keys.c.wrapped.is_not(None))
        .values(epoch=epoch, wrapped=bindparam("fresh"))
    )
    with store.writing() as connection:
        moved = connection.execute(moving, list(fresh)).rowcount
        # Had an epoch been empty before, its time without keys begins anew.
        olds = {one["was"] for one in fresh}
        connection.execute(delete(_emptied).where(_emptied.c.epoch.in_(olds)))
    return moved


def _note_emptied(store: Store, epoch: int, now: datetime) -> None:
    live = select(HANGING.subquery().c.epoch)
    noted = select(_emptied.c.epoch)
    empty = select(_epochs.c.epoch, literal(now, Moment)).where(
        _epochs.c.epoch < epoch, _epochs.c.epoch.not_in(live), _epochs.c.epoch.not_in(noted)
    )
    with store.writing() as connection:
        connection.execute(insert(_emptied).from_select(["epoch", "emptied_at"], empty))


def _is_destroyed(connection: Connection, epoch: int) -> bool:
    found = connection.execute(select(_epochs.c.destroyed_at).where(_epochs.c.epoch == epoch)).all()
    if not found:
        raise VaultError(f"There is no epoch {epoch}; ./sn keys status lists them.")
    return found[0].destroyed_at is not None


def _refuse_shredding(
    connection: Connection, epoch: int, current: int, now: datetime, backups_live: timedelta
) -> None:
    if epoch >= current:
        raise VaultError(f"Epoch {epoch} is the current one; new keys hang on it.")
    held = HANGING.subquery()
    live = connection.scalar(select(func.count()).where(held.c.epoch == epoch)) or 0
    if live:
        raise VaultError(f"Keys hang on epoch {epoch} ({live:,}); run ./sn keys rotate first.")
    emptied = connection.scalar(select(_emptied.c.emptied_at).where(_emptied.c.epoch == epoch))
    if emptied is None:
        raise VaultError(
            f"When epoch {epoch} lost its last key is not known; run ./sn keys rotate, which notes "
            "it, and come back when the backups of today have expired."
        )
    if now < emptied + backups_live:
        last = f"{emptied + backups_live:%Y-%m-%d %H:%M} UTC"
        raise VaultError(f"Backups that need epoch {epoch} may exist until {last}; come back then.")
