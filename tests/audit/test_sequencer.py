"""Every entry finds its place in the tree, once, and what is signed is never taken back."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import DBAPIError, OperationalError

from safetynet.audit import Anchors, Checkpoint, Notary, now_ns
from safetynet.audit.merkle import Edge, leaf_hash
from safetynet.audit.sequencer import Sequencer
from safetynet.audit.sequencing import Sequencing
from safetynet.audit.tables import checkpoints, entries, leaves, nodes
from safetynet.audit.tree import BrokenTreeError
from safetynet.vault import Signer
from tests.audit.conftest import Book
from tests.audit.drafts import page


def _root(book: Book) -> bytes:
    """Work the root out from the entries alone."""
    with book.engine.connect() as connection:
        hashes = connection.scalars(select(entries.c.hash).order_by(entries.c.id)).all()
    edge = Edge()
    edge.extend(leaf_hash(bytes(hash_)) for hash_ in hashes)
    return edge.root()


def _count(book: Book, table: object) -> int:
    with book.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0  # type: ignore[arg-type]


def _sequenced(book: Book) -> Checkpoint:
    made = book.sequencer.sequence_now()
    assert made is not None
    return made


def test_what_was_committed_gets_a_place_and_a_signature(book: Book) -> None:
    book.keep(5)
    made = _sequenced(book)
    assert (made.size, made.root) == (5, _root(book))
    assert book.notary.made(made)
    assert book.notary.anchors.last() == made
    book.keep(3)
    assert (_sequenced(book).size, _count(book, leaves)) == (8, 8)
    assert [line.size for line in book.notary.anchors.lines() if line] == [5, 8]


def test_nothing_new_is_no_new_checkpoint(book: Book) -> None:
    assert book.sequencer.sequence_now() is None
    book.keep()
    sequencer = book.sequencer
    assert sequencer.sequence_now() is not None
    assert sequencer.sequence_now() is None
    assert book.sequencer.sequence_now() is None


def test_a_long_queue_is_taken_in_batches(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safetynet.audit.sequencer.AT_ONCE", 200)
    for _ in range(11):
        with book.engine.connect() as connection:
            book.ledger.keep(connection, *(page() for _ in range(50)))
    assert (made := _sequenced(book)).size == 550
    assert made.root == _root(book)
    assert _count(book, checkpoints) == 3
    assert _count(book, nodes) == 2


def test_an_entry_that_is_not_committed_waits(book: Book) -> None:
    if book.engine.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    book.keep()
    with book.engine.connect() as slow:
        pending = book.ledger.append(slow, page())
        book.keep()
        assert _sequenced(book).size == 1
        slow.commit()
        pending.committed()
    assert (made := _sequenced(book)).size == 3
    assert made.root == _root(book)


def test_two_sequencers_at_once_are_one(book: Book) -> None:
    """The second finds the lease taken, or nothing left to do; no entry gets two places."""
    sequencers = [book.sequencer, book.sequencer]
    with ThreadPoolExecutor(3) as pool:
        writing = pool.submit(book.keep, 60)
        while not writing.done():
            list(pool.map(lambda one: one.sequence_now(), sequencers))
            time.sleep(0.02)
        writing.result()
    sequencers[1].sequence_now()
    assert _count(book, leaves) == 60
    newest = book.notary.anchors.last()
    assert newest is not None
    assert newest.root == _root(book)


def test_a_second_one_is_refused_while_the_first_holds_the_lease(book: Book) -> None:
    if book.engine.name != "postgresql":
        pytest.skip("on SQLite the write lock is the lease")
    book.keep()
    with book.engine.connect() as first:
        first.scalar(select(func.pg_advisory_xact_lock(0x53_4E_6C_65_64)))
        assert book.sequencer.sequence_now() is None
    assert book.sequencer.sequence_now() is not None


def test_nothing_is_signed_on_top_of_another_signature(book: Book) -> None:
    book.keep(3)
    other = Notary(Signer(b"o" * 32), Anchors(book.notary.anchors.path), now_ns)
    Sequencer(book.engine, book.engine, other).sequence_now()
    book.keep()
    with pytest.raises(BrokenTreeError):
        book.sequencer.sequence_now()


@pytest.mark.parametrize(
    "hand",
    [
        update(leaves).where(leaves.c.position == 1).values(hash=b"x" * 32),
        insert(leaves).values(position=4, entry_id=99, hash=b"x" * 32),
        update(checkpoints).values(root=b"x" * 32),
    ],
    ids=["a leaf changed", "a leaf added", "a root changed"],
)
def test_nothing_is_signed_on_top_of_a_broken_tree(book: Book, hand: object) -> None:
    book.keep(3)
    _sequenced(book)
    book.tamper(hand)
    book.keep(2)
    with pytest.raises((BrokenTreeError, DBAPIError)):
        book.sequencer.sequence_now()
    assert _count(book, checkpoints) == 1


def test_nothing_is_signed_for_a_database_that_went_back(book: Book) -> None:
    book.keep(3)
    book.notary.anchors.append(book.notary.checkpoint(9, b"x" * 32))
    with pytest.raises(BrokenTreeError):
        book.sequencer.sequence_now()
    assert _count(book, leaves) == 0


def test_a_thread_follows_what_is_written_and_stops_cleanly(book: Book) -> None:
    thread = Sequencing(book.sequencer, book.ledger.written)
    thread.start()
    book.keep(4)
    until = time.monotonic() + 10
    while _count(book, leaves) < 4 and time.monotonic() < until:
        time.sleep(0.05)
    assert _count(book, leaves) == 4
    book.keep(2)
    thread.stop()
    assert not thread.is_alive()
    assert _count(book, leaves) == 6


class Ailing:
    """A sequencer whose database is dead for a while."""

    def __init__(self, failures: int) -> None:
        self.failures, self.is_well = failures, Event()

    def sequence_now(self) -> None:
        self.failures -= 1
        if self.failures >= 0:
            raise OperationalError("select", {}, Exception("gone"))
        self.is_well.set()


def test_a_thread_survives_a_dead_database(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("safetynet.audit.sequencing.GAP", 0.01)
    monkeypatch.setattr("safetynet.audit.sequencing.LOOK_ANYWAY", 0.01)
    ailing = Ailing(3)
    thread = Sequencing(ailing, Event())  # type: ignore[arg-type]
    thread.start()
    assert ailing.is_well.wait(10)
    thread.stop()
    assert [record.msg for record in caplog.records] == ["the tree over the ledger cannot grow"]


def test_no_thread_runs_before_the_first_request(app: Flask) -> None:
    assert "sequencing" not in app.extensions
