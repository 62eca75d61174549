"""Every month has a secret of its own, and destroying it destroys what hangs on it."""

from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier, Thread
from uuid import uuid4

import pytest

from safetynet import clock
from safetynet.vault import Keyring, Opening, Place, Roots, ShreddedError, Triple, VaultError
from safetynet.vault.epochs import Epochs
from safetynet.vault.store import Store

MAY = datetime(2026, 5, 31, 23, 30, tzinfo=UTC)
JUNE = MAY + timedelta(hours=1)


def destroy(store: Store, epoch: int) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE epochs SET wrapped_secret = NULL, destroyed_at = created_at WHERE epoch = ?",
            (epoch,),
        )


def test_a_new_month_is_a_new_epoch(store: Store, roots: Roots) -> None:
    epochs = Epochs(store, roots)
    assert epochs.current_epoch(MAY) == 202605
    assert epochs.current_epoch(JUNE) == 202606
    assert epochs.current_epoch(MAY) == 202605
    first, second = store.epochs([202605, 202606]).values()
    assert first != second


def test_the_month_is_told_in_utc(store: Store, roots: Roots) -> None:
    california = JUNE.astimezone(timezone(timedelta(hours=-7)))
    assert california.month == 5
    assert Epochs(store, roots).current_epoch(california) == 202606


def test_two_first_requests_of_a_month_end_with_one_secret(store: Store, roots: Roots) -> None:
    together = Barrier(2)
    agency = uuid4()
    sealed: list[bytes] = []

    def request() -> None:
        epochs = Epochs(store, roots)
        together.wait()
        kek = epochs.kek(agency, epochs.current_epoch(MAY))
        sealed.append(kek.encrypt(bytes(12), b"same", None))

    threads = [Thread(target=request) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sealed[0] == sealed[1]


def test_agencies_and_months_have_different_keys(store: Store, roots: Roots) -> None:
    epochs = Epochs(store, roots)
    months = [epochs.current_epoch(MAY), epochs.current_epoch(JUNE)]
    sealed = {
        epochs.kek(agency, month).encrypt(bytes(12), b"same", None)
        for agency in (uuid4(), uuid4())
        for month in months
    }
    assert len(sealed) == 4


def test_the_permanent_secret_alone_cannot_make_an_epoch_again(
    tmp_path_factory: pytest.TempPathFactory, roots: Roots
) -> None:
    """Else destroying an epoch would destroy nothing."""
    agency, sealed = uuid4(), set()
    for name in ("one", "other"):
        store = Store(f"sqlite:///{tmp_path_factory.mktemp(name) / 'keyring.db'}")
        store.create_tables()
        epochs = Epochs(store, roots)
        kek = epochs.kek(agency, epochs.current_epoch(MAY))
        sealed.add(kek.encrypt(bytes(12), b"same", None))
        store.dispose()
    assert len(sealed) == 2


def test_a_destroyed_epoch_opens_nothing_even_in_a_running_process(
    store: Store, roots: Roots, keyring: Keyring, opening: Opening, triple: Triple, place: Place
) -> None:
    blob = opening.seal(triple, place, "Gutierrez")
    destroy(store, Epochs(store, roots).current_epoch(clock.now()))
    later = keyring.opening(lambda _t: True, lambda *_read: None)
    with pytest.raises(ShreddedError):
        later.open(triple, place, blob)


def test_a_clock_in_a_destroyed_month_is_refused(store: Store, roots: Roots) -> None:
    Epochs(store, roots).current_epoch(MAY)
    destroy(store, 202605)
    with pytest.raises(VaultError, match="clock"):
        Epochs(store, roots).current_epoch(MAY)


def test_a_secret_moved_to_another_month_does_not_open(store: Store, roots: Roots) -> None:
    epochs = Epochs(store, roots)
    epochs.current_epoch(MAY)
    epochs.current_epoch(JUNE)
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE epochs SET wrapped_secret ="
            " (SELECT wrapped_secret FROM epochs WHERE epoch = 202605) WHERE epoch = 202606"
        )
    with pytest.raises(VaultError):
        epochs.kek(uuid4(), 202606)


def test_older_months_stay_readable(
    store: Store, roots: Roots, triple: Triple, place: Place
) -> None:
    in_may = Keyring(store, roots, lambda: MAY).opening(lambda _t: True, lambda *_read: None)
    blob = in_may.seal(triple, place, "Gutierrez")
    in_june = Keyring(store, roots, lambda: JUNE).opening(lambda _t: True, lambda *_read: None)
    assert in_june.open(triple, place, blob) == "Gutierrez"
