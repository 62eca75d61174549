"""Keys move under this month's secret, and a month without keys can be destroyed for good."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import update

from config import Config
from safetynet import clock
from safetynet.vault import (
    Category,
    Keyring,
    Place,
    Roots,
    ShreddedError,
    Triple,
    VaultError,
    vault,
)
from safetynet.vault.rotation import rotate, shred_epoch, waiting
from safetynet.vault.store import Store
from safetynet.vault.tables import compartment_keys
from tests.vault.test_selfcheck import started

MAY = datetime(2026, 5, 20, tzinfo=UTC)
JUNE = datetime(2026, 6, 20, tzinfo=UTC)
DAYS = timedelta(days=35)

Row = tuple[Triple, Place, bytes]


def in_month(store: Store, roots: Roots, moment: datetime) -> Keyring:
    return Keyring(store, roots, lambda: moment)


def sealed_in(keyring: Keyring, count: int) -> list[Row]:
    opening = keyring.opening(lambda _t: True, lambda *_read: None)
    triples = [Triple(uuid4(), uuid4(), Category.PLAN) for _ in range(count)]
    opening.prepare(triples)
    places = [Place("goals.wording", uuid4(), 1) for _ in triples]
    return [(t, p, opening.seal(t, p, "said")) for t, p in zip(triples, places, strict=True)]


def assert_all_open(keyring: Keyring, rows: list[Row]) -> None:
    opening = keyring.opening(lambda _t: True, lambda *_read: None)
    assert [opening.open(*row) for row in rows] == ["said"] * len(rows)


def quiet(_count: int) -> None:
    pass


def test_every_key_moves_and_everything_opens(store: Store, roots: Roots) -> None:
    rows = sealed_in(in_month(store, roots, MAY), 25)
    june = in_month(store, roots, JUNE)
    assert waiting(store, 202606) == 25
    heard: list[int] = []
    done = rotate(june, JUNE, heard.append, batch=10)
    assert (done.epoch, done.moved, done.unreadable) == (202606, 25, 0)
    assert heard == [10, 10, 5]
    assert [(e.epoch, e.keys) for e in store.counts()] == [(202605, 0), (202606, 25)]
    assert_all_open(in_month(store, roots, JUNE), rows)
    assert rotate(june, JUNE, quiet).moved == 0


def test_stopped_anywhere_it_goes_on(store: Store, roots: Roots) -> None:
    rows = sealed_in(in_month(store, roots, MAY), 25)

    def stop(_count: int) -> None:
        raise InterruptedError

    for left in (15, 5):
        with pytest.raises(InterruptedError):
            rotate(in_month(store, roots, JUNE), JUNE, stop, batch=10)
        assert waiting(store, 202606) == left
        assert_all_open(in_month(store, roots, JUNE), rows)
    assert rotate(in_month(store, roots, JUNE), JUNE, quiet, batch=10).moved == 5


def test_who_reads_during_a_rotation_meets_both_epochs(store: Store, roots: Roots) -> None:
    rows = sealed_in(in_month(store, roots, MAY), 12)
    reader = in_month(store, roots, JUNE)
    rotate(in_month(store, roots, JUNE), JUNE, lambda _n: assert_all_open(reader, rows), batch=5)


def test_a_key_destroyed_meanwhile_stays_destroyed(store: Store, roots: Roots) -> None:
    [one, *others] = sealed_in(in_month(store, roots, MAY), 3)
    june = in_month(store, roots, JUNE)
    rewrapped = june.rewrapped

    def destroy_first(*arguments: object) -> object:
        june.destroy(one[0])
        return rewrapped(*arguments)  # type: ignore[arg-type]

    june.rewrapped = destroy_first  # type: ignore[assignment,method-assign]
    assert rotate(june, JUNE, quiet).moved == 2
    assert_all_open(in_month(store, roots, JUNE), others)
    with pytest.raises(ShreddedError):
        assert_all_open(in_month(store, roots, JUNE), [one])


def test_a_key_that_does_not_open_is_counted_and_holds_its_epoch(
    store: Store, roots: Roots
) -> None:
    rows = sealed_in(in_month(store, roots, MAY), 3)
    with store.writing() as connection:
        broken = compartment_keys.c.digest == rows[0][0].digest
        connection.execute(update(compartment_keys).where(broken).values(wrapped=os.urandom(61)))
    done = rotate(in_month(store, roots, JUNE), JUNE, quiet)
    assert (done.moved, done.unreadable) == (2, 1)
    with pytest.raises(VaultError, match=r"Keys hang on epoch 202605 \(1\)"):
        shred_epoch(in_month(store, roots, JUNE), 202605, JUNE + DAYS, DAYS)


def test_an_epoch_is_destroyed_only_when_nothing_needs_it(
    store: Store, roots: Roots, tmp_path: Path
) -> None:
    rows = sealed_in(in_month(store, roots, MAY), 5)
    may = store.epochs([202605])[202605] or b""
    june = in_month(store, roots, JUNE)

    def refused(sentence: str, epoch: int, now: datetime) -> None:
        with pytest.raises(VaultError, match=sentence):
            shred_epoch(june, epoch, now, DAYS)

    refused("no epoch 202601", 202601, JUNE)
    refused("current", 202606, JUNE)
    refused(r"Keys hang on epoch 202605 \(5\)", 202605, JUNE)
    rotate(june, JUNE, quiet)
    refused("until 2026-07-25", 202605, JUNE)
    refused("until 2026-07-25", 202605, JUNE + DAYS - timedelta(minutes=1))
    assert store.epochs([202605])[202605] == may
    shred_epoch(june, 202605, JUNE + DAYS, DAYS)
    assert store.epochs([202605]) == {202605: None}
    left = b"".join(path.read_bytes() for path in tmp_path.glob("keyring.db*"))
    assert may not in left
    assert_all_open(in_month(store, roots, JUNE), rows)
    shred_epoch(june, 202605, JUNE + DAYS, DAYS)


def test_an_epoch_that_no_rotation_saw_empty_waits(store: Store, roots: Roots) -> None:
    [row] = sealed_in(in_month(store, roots, MAY), 1)
    june = in_month(store, roots, JUNE)
    june.destroy(row[0])
    with pytest.raises(VaultError, match="not known"):
        shred_epoch(june, 202605, JUNE + 2 * DAYS, DAYS)
    rotate(june, JUNE, quiet)
    shred_epoch(june, 202605, JUNE + DAYS, DAYS)


def test_an_old_copy_of_the_keyring_opens_nothing_after_shredding(
    store: Store, roots: Roots
) -> None:
    """A thief who kept the wrapped keys of May lacks what unwraps them, root key or not."""
    [(triple, _place, _blob)] = sealed_in(in_month(store, roots, MAY), 1)
    [kept] = store.keys([triple])
    june = in_month(store, roots, JUNE)
    rotate(june, JUNE, quiet)
    in_month(store, roots, JUNE).unwrap(kept)
    shred_epoch(june, 202605, JUNE + DAYS, DAYS)
    with pytest.raises(ShreddedError):
        in_month(store, roots, JUNE).unwrap(kept)


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return started(Config.throw_away(tmp_path / "instance"))


def test_the_commands_rotate_and_tell(
    app: Flask, monkeypatch: pytest.MonkeyPatch, roots: Roots
) -> None:
    def said(*arguments: str) -> str:
        result = app.test_cli_runner().invoke(args=["keys", *arguments])
        assert result.exit_code == 0, result.output
        return result.output

    now = clock.now()
    long_ago = now - timedelta(days=70)
    with app.app_context():
        here = vault().keyring
        rows = sealed_in(Keyring(here.store, vault().roots, lambda: long_ago), 3)
    old = long_ago.year * 100 + long_ago.month
    assert json.loads(said("rotate", "--json"))["moved"] == 3
    assert "0 keys moved" in said("rotate")
    epochs = json.loads(said("status", "--json"))["epochs"]
    assert [epoch["keys"] for epoch in epochs] == [0, 3]
    assert epochs[0]["destroyable_from"]
    assert "may be destroyed from" in said("status")
    refused = app.test_cli_runner().invoke(args=["keys", "shred-epoch", str(old)])
    assert (refused.exit_code, "come back then" in refused.output) == (1, True)
    monkeypatch.setattr(clock, "now", lambda: now + DAYS + timedelta(days=1))
    assert "is destroyed" in said("shred-epoch", str(old))
    assert_all_open(here, rows)
