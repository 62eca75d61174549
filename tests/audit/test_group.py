"""Entries of many requests share a commit, and each request knows what became of its own."""

import os
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select, text
from sqlalchemy.exc import OperationalError

from safetynet.audit import EntryError, LedgerUnavailableError
from safetynet.audit.group import GroupCommitter
from safetynet.audit.tables import entries
from tests.audit.conftest import Book
from tests.audit.drafts import page


@pytest.fixture
def committer(book: Book) -> GroupCommitter:
    return GroupCommitter(lambda: book.engine, book.ledger)


def _commits(engine: Engine) -> list[int]:
    counted = [0]

    @event.listens_for(engine, "commit")
    def count(_connection: Any) -> None:
        counted[0] += 1

    return counted


def _permissions(book: Book) -> list[str]:
    with book.engine.connect() as connection:
        return list(connection.scalars(select(entries.c.permission).order_by(entries.c.id)))


class Gate:
    """Stands in for a writer that takes its time: the first connection waits until it opens."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.reached, self.open = engine, Event(), Event()

    def __call__(self) -> Engine:
        self.reached.set()
        assert self.open.wait(10)
        return self.engine


def _queued(pool: ThreadPoolExecutor, committer: GroupCommitter, name: str) -> Future[None]:
    """Hand in an entry and return once it stands in the queue."""
    before = len(committer._queue)
    waiting = pool.submit(committer.append, replace(page(), permission=name))
    while len(committer._queue) == before:
        pass
    return waiting


def test_an_entry_is_durable_when_append_returns(book: Book, committer: GroupCommitter) -> None:
    committer.append(page())
    committer.append(page())
    result = book.check()
    assert (result.entries, result.findings, result.notes) == (2, [], [])


def test_other_statements_share_the_transaction(book: Book, committer: GroupCommitter) -> None:
    with book.engine.begin() as connection:
        connection.execute(text("CREATE TABLE pulses (at integer)"))
    committer.append(page(), (text("INSERT INTO pulses VALUES (1)"),))
    with pytest.raises(LedgerUnavailableError):
        committer.append(page(), (text("INSERT INTO pulses VALUES (2)"), text("INSERT INTO no")))
    with book.engine.connect() as connection:
        assert connection.scalars(text("SELECT at FROM pulses")).all() == [1]
    assert book.check().entries == 1


def test_those_who_wait_share_a_commit_in_order_of_arrival(book: Book) -> None:
    gate = Gate(book.engine)
    committer = GroupCommitter(gate, book.ledger)
    commits = _commits(book.engine)
    with ThreadPoolExecutor(61) as pool:
        first = pool.submit(committer.append, replace(page(), permission="first"))
        assert gate.reached.wait(10)
        others = [_queued(pool, committer, str(place)) for place in range(60)]
        gate.open.set()
        for done in (first, *others):
            done.result(10)
    assert commits == [3]
    assert _permissions(book) == ["first", *map(str, range(60))]
    assert book.check().is_clean


def test_a_bad_entry_does_not_take_the_others_with_it(book: Book) -> None:
    gate = Gate(book.engine)
    committer = GroupCommitter(gate, book.ledger)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(committer.append, page())
        assert gate.reached.wait(10)
        good = _queued(pool, committer, "good")
        bad = _queued(pool, committer, "\ud800")
        last = _queued(pool, committer, "last")
        gate.open.set()
        with pytest.raises(EntryError):
            bad.result(10)
        for done in (first, good, last):
            done.result(10)
    assert book.check().entries == 3
    assert book.check().is_clean


def test_who_waits_too_long_gets_an_error_and_leaves_the_queue(book: Book) -> None:
    gate = Gate(book.engine)
    committer = GroupCommitter(gate, book.ledger, patience=0.05)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(committer.append, page())
        assert gate.reached.wait(10)
        with pytest.raises(LedgerUnavailableError):
            committer.append(page())
        gate.open.set()
        first.result(10)
    committer.append(page())
    assert book.check().entries == 2


def test_a_busy_writer_is_an_error_for_all_and_then_forgotten(engine: Engine, book: Book) -> None:
    if engine.name != "sqlite":
        pytest.skip("only SQLite has one writer")

    @event.listens_for(engine, "checkout")
    def be_impatient(driver: Any, *_: Any) -> None:
        driver.execute("PRAGMA busy_timeout=20").fetchall()

    committer = GroupCommitter(lambda: engine, book.ledger)
    with engine.begin(), pytest.raises(LedgerUnavailableError) as refused:
        committer.append(page())
    assert isinstance(refused.value.__cause__, OperationalError)
    committer.append(page())
    assert book.check().entries == 1
    assert book.check().is_clean


def test_a_broken_database_is_an_error_for_every_request(book: Book) -> None:
    def broken() -> Engine:
        raise ConnectionError

    committer = GroupCommitter(broken, book.ledger)
    with ThreadPoolExecutor(8) as pool:
        failed = [pool.submit(committer.append, page()).exception(10) for _ in range(8)]
    assert {type(error) for error in failed} == {LedgerUnavailableError}


def test_sixteen_threads_at_once_lose_nothing(book: Book, committer: GroupCommitter) -> None:
    def visit(_: int) -> None:
        for _ in range(50):
            committer.append(page())

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(visit, range(16)))
    result = book.check()
    assert (result.entries, result.findings, result.notes) == (800, [], [])


def test_a_child_of_a_fork_starts_with_an_empty_queue(book: Book) -> None:
    gate = Gate(book.engine)
    committer = GroupCommitter(gate, book.ledger, patience=5)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(committer.append, page())
        assert gate.reached.wait(10)
        if (child := os.fork()) == 0:
            with suppress(BaseException):
                book.engine.dispose(close=False)
                gate.open.set()
                committer.append(page())
                os._exit(0)
            os._exit(1)
        assert os.waitpid(child, 0)[1] == 0
        gate.open.set()
        first.result(10)
    with book.engine.connect() as connection:
        assert connection.scalar(select(func.count(entries.c.writer.distinct()))) == 2
    assert book.check().is_clean
