"""Every connection has a chain, and a chain has no gaps."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from safetynet.audit import Ledger, LedgerUnavailableError, PendingEntryError, now_ns
from safetynet.audit.journal import Journal
from safetynet.audit.ledger import AT_ONCE
from safetynet.audit.tables import entries, subjects
from tests.audit.conftest import Book
from tests.audit.drafts import SURVIVOR, page


def _counters(book: Book) -> list[list[int]]:
    """Return the counters of each writer, in order."""
    chains: dict[bytes, list[int]] = {}
    with book.engine.connect() as connection:
        for row in connection.execute(select(entries).order_by(entries.c.id)):
            chains.setdefault(bytes(row.writer), []).append(row.counter)
    return list(chains.values())


def test_an_entry_is_there_when_the_caller_commits(book: Book) -> None:
    with book.engine.connect() as connection:
        pending = book.ledger.append(connection, page())
        connection.commit()
        pending.committed()
        pending = book.ledger.append(connection, page())
        connection.commit()
        pending.committed()
    assert _counters(book) == [[1, 2]]
    assert book.check().is_clean


def test_several_entries_of_one_transaction_follow_each_other(book: Book) -> None:
    book.keep()
    with book.engine.connect() as connection:
        book.ledger.keep(connection, *(page() for _ in range(AT_ONCE)))
    book.keep()
    assert _counters(book) == [list(range(1, AT_ONCE + 3))]
    assert book.check().is_clean


def test_who_looked_is_found_by_survivor(book: Book) -> None:
    book.keep(3)
    with book.engine.connect() as connection:
        found = select(func.count()).where(subjects.c.survivor == SURVIVOR)
        assert connection.scalar(found) == 3


def test_an_abandoned_entry_leaves_no_gap(book: Book) -> None:
    with book.engine.connect() as connection:
        book.ledger.keep(connection, page())
        pending = book.ledger.append(connection, page())
        connection.rollback()
        pending.abandoned()
        book.ledger.keep(connection, page())
    assert _counters(book) == [[1, 2]]
    assert book.check().is_clean


@pytest.mark.parametrize("arrived", [True, False])
def test_a_lost_answer_to_commit_retires_the_chain(book: Book, arrived: bool) -> None:
    with book.engine.connect() as connection:
        book.ledger.keep(connection, page())
        pending = book.ledger.append(connection, page())
        if arrived:
            connection.commit()
        else:
            connection.rollback()
        pending.unknown()
        book.ledger.keep(connection, page())
    assert _counters(book) == ([[1, 2], [1]] if arrived else [[1], [1]])
    assert book.check().is_clean


def test_a_transaction_that_ended_without_a_word_retires_the_chain(book: Book) -> None:
    with book.engine.connect() as connection:
        book.ledger.append(connection, page())
        connection.commit()
        book.ledger.keep(connection, page())
    assert _counters(book) == [[1], [1]]
    assert book.check().is_clean


def test_a_transaction_holds_one_entry(book: Book) -> None:
    with book.engine.connect() as connection:
        pending = book.ledger.append(connection, page())
        with pytest.raises(PendingEntryError):
            book.ledger.append(connection, page())
        connection.commit()
        pending.committed()
        with pytest.raises(PendingEntryError):
            pending.committed()
    assert book.check().is_clean


def test_a_chain_is_not_carried_across_a_fork(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    book.keep()
    monkeypatch.setattr(os, "getpid", lambda: 1)
    book.keep()
    assert _counters(book) == [[1], [1]]


def test_a_full_disk_beside_the_database_is_an_error(book: Book, tmp_path: Path) -> None:
    ledger = Ledger(book.key, Journal(tmp_path / "missing" / "journal"), now_ns)
    with book.engine.connect() as connection:
        pending = ledger.append(connection, page())
        connection.commit()
        with pytest.raises(LedgerUnavailableError):
            pending.committed()


def test_sixteen_threads_keep_sixteen_whole_chains(book: Book) -> None:
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _: book.keep(50), range(16)))
    result = book.check()
    assert (result.entries, result.findings, result.notes) == (800, [], [])


def test_the_ledger_can_be_verified_while_it_is_written(book: Book) -> None:
    with ThreadPoolExecutor(5) as pool:
        writing = [pool.submit(book.keep, 40) for _ in range(4)]
        while not all(done.done() for done in writing):
            assert book.check().findings == []
    assert book.check().entries == 160
