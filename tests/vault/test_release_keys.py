"""A release's own key: the recipient's only way to what it shares, and gone with it."""

import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from safetynet import clock
from safetynet.vault import (
    Category,
    Keyring,
    NoGrantError,
    Opening,
    Place,
    Roots,
    ShreddedError,
    TamperedError,
    Triple,
)
from safetynet.vault.errors import ReleaseEndedError
from safetynet.vault.keyring import LIMIT
from safetynet.vault.rotation import rotate, shred_epoch, waiting
from safetynet.vault.store import Store
from safetynet.vault.tables import release_keys, shared_keys
from safetynet.vault.tombstones import Tombstones
from tests.vault.test_rotation import DAYS, JUNE, MAY, in_month, quiet

RECIPIENT = uuid4()
PLACE = Place("notes.text", uuid4(), 1)


def by(keyring: Keyring, release: UUID) -> Opening:
    """Open as a recipient does: through this release."""
    return keyring.opening(lambda _triple: True, lambda *_read: None, lambda _triple: release)


def shared(keyring: Keyring, triple: Triple) -> tuple[UUID, bytes]:
    """Seal a text and share its compartment by a new release."""
    opening = keyring.opening(lambda _t: True, lambda *_read: None)
    blob = opening.seal(triple, PLACE, "said")
    release = uuid4()
    keyring.share(release, RECIPIENT, [triple])
    return release, blob


def test_a_recipient_reads_through_the_release(keyring: Keyring, triple: Triple) -> None:
    release, blob = shared(keyring, triple)
    assert by(keyring, release).open(triple, PLACE, blob) == "said"
    other = Triple(triple.survivor, triple.owner, Category.HEALTH)
    with pytest.raises(ShreddedError):
        by(keyring, release).open(other, PLACE, blob)
    with pytest.raises(ReleaseEndedError):
        by(keyring, uuid4()).open(triple, PLACE, blob)


def test_what_is_written_after_signing_is_shared_too(keyring: Keyring, triple: Triple) -> None:
    release = uuid4()
    keyring.share(release, RECIPIENT, [triple])
    blob = keyring.opening(lambda _t: True, lambda *_read: None).seal(triple, PLACE, "later")
    assert by(keyring, release).open(triple, PLACE, blob) == "later"


def test_destroyed_it_opens_nothing_and_the_owner_still_reads(
    keyring: Keyring, triple: Triple, anew: Callable[[], Opening]
) -> None:
    release, blob = shared(keyring, triple)
    second = uuid4()
    keyring.share(second, RECIPIENT, [triple])
    keyring.releases.destroy(release)
    keyring.share(release, RECIPIENT, [triple])
    with pytest.raises(NoGrantError):
        by(keyring, release).open(triple, PLACE, blob)
    assert keyring.releases.live_among([release, second]) == {second}
    assert anew().open(triple, PLACE, blob) == "said"


def test_its_row_holds_nothing_of_it_any_more(
    keyring: Keyring, triple: Triple, tmp_path: Path
) -> None:
    release, _blob = shared(keyring, triple)
    with keyring.store.reading() as connection:
        row = connection.execute(release_keys.select()).one()
        copy = connection.execute(shared_keys.select()).one()
    keyring.releases.destroy(release)
    for file in tmp_path.iterdir():
        assert row.wrapped not in file.read_bytes()
        assert copy.wrapped not in file.read_bytes()


def test_a_destroyed_compartment_opens_through_no_release(keyring: Keyring, triple: Triple) -> None:
    release, blob = shared(keyring, triple)
    keyring.destroy(triple)
    with pytest.raises(ShreddedError):
        by(keyring, release).open(triple, PLACE, blob)
    keyring.share(uuid4(), RECIPIENT, [triple])
    with keyring.store.reading() as connection:
        assert connection.execute(shared_keys.select()).all() == []


def test_a_full_keys_next_version_is_shared(keyring: Keyring, triple: Triple) -> None:
    release, _blob = shared(keyring, triple)
    assert keyring.count(triple, 1, LIMIT)
    blob = keyring.opening(lambda _t: True, lambda *_read: None).seal(triple, PLACE, "next")
    assert by(keyring, release).open(triple, PLACE, blob) == "next"


def test_rotation_renews_it_and_old_copies_die_with_their_month(
    store: Store, roots: Roots, triple: Triple
) -> None:
    release, blob = shared(in_month(store, roots, MAY), triple)
    with store.reading() as connection:
        old = connection.execute(shared_keys.select()).one()
    assert waiting(store, 202606) == 2
    june = in_month(store, roots, JUNE)
    done = rotate(june, JUNE, quiet)
    assert (done.moved, done.unreadable) == (2, 0)
    assert by(in_month(store, roots, JUNE), release).open(triple, PLACE, blob) == "said"
    shred_epoch(june, 202605, JUNE + DAYS, DAYS)
    assert by(in_month(store, roots, JUNE), release).open(triple, PLACE, blob) == "said"
    with store.writing() as connection:
        connection.execute(update(shared_keys).values(wrapped=old.wrapped))
    with pytest.raises(TamperedError):
        by(in_month(store, roots, JUNE), release).open(triple, PLACE, blob)


def test_a_key_put_under_another_release_opens_nothing(keyring: Keyring, triple: Triple) -> None:
    """Neither a release's key nor what it shares can be moved to another."""
    mine, blob = shared(keyring, triple)
    keyring.share(other := uuid4(), uuid4(), [triple])
    with keyring.store.writing() as connection:
        wrapped = connection.execute(shared_keys.select().where(shared_keys.c.release == mine))
        moved = update(shared_keys).where(shared_keys.c.release == other)
        connection.execute(moved.values(wrapped=wrapped.one().wrapped))
    with pytest.raises(TamperedError):
        by(keyring, other).open(triple, PLACE, blob)


def test_a_restored_keyring_buries_what_was_destroyed(
    store: Store, roots: Roots, triple: Triple, tmp_path: Path
) -> None:
    stones = Tombstones(tmp_path / "destroyed", roots)
    keyring = Keyring(store, roots, clock.now, stones)
    release, blob = shared(keyring, triple)
    with store.reading() as connection:
        before = [connection.execute(t.select()).all() for t in (release_keys, shared_keys)]
    keyring.releases.destroy(release)
    keyring.destroy(Triple(uuid4(), uuid4(), Category.PLAN))
    assert [stone.release for stone in stones.of_releases()] == [release]
    assert len(list(stones)) == 1
    with store.writing() as connection:
        for table, rows in zip((release_keys, shared_keys), before, strict=True):
            connection.execute(table.delete())
            connection.execute(table.insert(), [dict(row._mapping) for row in rows])
    restored = Keyring(store, roots, clock.now, stones)
    assert by(restored, release).open(triple, PLACE, blob) == "said"
    restored.releases.bury(stones.of_releases())
    with pytest.raises(ReleaseEndedError):
        by(restored, release).open(triple, PLACE, blob)


def test_a_forged_line_buries_nothing(roots: Roots, tmp_path: Path) -> None:
    stones = Tombstones(tmp_path / "destroyed", roots)
    line = f"release {uuid4()} {MAY.isoformat()} {os.urandom(32).hex()}\n"
    stones.path.write_text(line)
    assert list(stones.of_releases()) == []
