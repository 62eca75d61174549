"""Whoever owns the database can change the ledger, but not unseen."""

import json

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from safetynet.audit import Ledger
from safetynet.audit.journal import Journal
from safetynet.audit.verify.fetching import snapshot
from tests.audit.attacks import ATTACKS, KEPT
from tests.audit.conftest import Book
from tests.audit.drafts import page
from tests.cast import Cast


def test_an_untouched_ledger_is_whole(book: Book) -> None:
    book.keep(KEPT)
    result = book.check()
    assert (result.entries, result.findings) == (KEPT, [])


def test_an_empty_ledger_is_whole(book: Book) -> None:
    assert book.check().is_clean


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_named(book: Book, name: str) -> None:
    book.keep(KEPT)
    attack = ATTACKS[name]
    attack.by(book)
    findings = book.check().findings
    assert any(found.entry == attack.entry and attack.word in found.sentence for found in findings)
    assert min((found.entry or 99) for found in findings) == (attack.entry or 99)


def test_a_batch_boundary_hides_nothing(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safetynet.audit.verify.fetching.BATCH", 4)
    book.keep(KEPT)
    told: list[int] = []
    assert book.check(told.append).is_clean
    assert told == [4, 4, 4, 0]


def test_a_missing_journal_is_a_finding_and_lost_lines_are_a_note(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safetynet.audit.verify.chains.AT_ONCE", 1)
    book.keep(KEPT)
    path = book.ledger.journal.path
    kept = path.read_text().splitlines(keepends=True)
    path.write_text("".join(kept[:-1]))
    assert (book.check().findings, book.check().notes) == ([], [])
    path.write_text("".join(kept[:-3]) + "half a li")
    result = book.check()
    assert result.is_clean
    assert [note.sentence.split(":")[-1] for note in result.notes] == [
        "1 lines of the journal cannot be read",
        " the journal lost lines after entry 9",
    ]
    path.unlink()
    assert "journal lost lines after entry 0" in book.check().findings[0].sentence


def test_a_clock_set_back_is_a_note(engine: Engine, book: Book) -> None:
    times = iter([2_000_000_000, 1_000_000_000])
    ledger = Ledger(book.key, book.ledger.journal, lambda: next(times))
    with engine.connect() as connection:
        ledger.keep(connection, page())
        ledger.keep(connection, page())
    result = book.check()
    assert result.is_clean
    assert [(note.entry, note.sentence) for note in result.notes if note.entry] == [
        (2, "the clock went back by 1.000 s")
    ]


def test_findings_are_listed_to_a_limit(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safetynet.audit.verify.result.MOST", 3)
    book.keep(KEPT)
    other = Ledger(b"o" * 32, Journal(book.ledger.journal.path), lambda: 0)
    result = Book(book.engine, other, book.notary, b"o" * 32).check()
    assert (len(result.findings), result.unlisted) == (3, KEPT - 3)


def test_the_command_says_that_all_is_well(book: Book, command: Flask) -> None:
    book.keep(KEPT)
    said = command.test_cli_runner().invoke(args=["audit", "verify", "--no-rows"])
    assert said.exit_code == 0
    assert "12 entries read. 0 rows compared.\nThe ledger is whole." in said.output


def test_the_command_names_the_first_bad_entry(book: Book, command: Flask) -> None:
    book.keep(KEPT)
    ATTACKS["edit"].by(book)
    said = command.test_cli_runner().invoke(args=["audit", "verify", "--no-rows"])
    assert said.exit_code == 1
    assert "The ledger is NOT whole. The first bad entry is 5." in said.output


def test_the_house_verifies_its_own_ledger(app: Flask, cast: Cast) -> None:
    said = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert (said.exit_code, said.output.splitlines()[-1]) == (0, "The ledger is whole.")


def test_the_command_speaks_json(book: Book, command: Flask) -> None:
    book.keep(KEPT)
    ATTACKS["delete"].by(book)
    said = command.test_cli_runner().invoke(args=["audit", "verify", "--no-rows", "--json"])
    assert said.exit_code == 1
    told = json.loads(said.stdout)
    assert told["clean"] is False
    assert told["entries"] == 11
    assert told["findings"][0]["entry"] == 6


def test_it_takes_its_time_where_requests_may_not(
    database: str, request: pytest.FixtureRequest
) -> None:
    if database != "postgresql":
        pytest.skip("SQLite ends no statement")
    server = request.getfixturevalue("postgres_server")
    hurried = create_engine(server, connect_args={"options": "-c statement_timeout=50"})
    sleep = text("SELECT pg_sleep(0.2)")
    with hurried.connect() as connection, pytest.raises(OperationalError):
        connection.execute(sleep)
    with snapshot(hurried) as connection:
        connection.execute(sleep)
    hurried.dispose()
