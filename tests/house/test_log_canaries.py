"""What people type, send or hold in their files gets into no log, no stderr and no terminal."""

import socket
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from flask import Flask, request
from jinja2 import UndefinedError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, StatementError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import NotFound

from safetynet.access import GRANTS, NotYoursToWriteError, guard
from safetynet.audit import LedgerUnavailableError
from safetynet.db import WallBypassedError
from safetynet.directory.commands import import_directory
from safetynet.referrals.commands import import_referrals
from safetynet.vault import TamperedError
from tests.browser import Browser
from tests.cast import Cast
from tests.house.addresses import everything_in, named
from tests.house.inside import As, Hand
from tests.house.test_garbage import filled
from tests.scenes import NAME, PHONE, Scene
from tests.town import Town, serving

WORD = "Xanthippe7731"
"""What is typed and sent everywhere."""
KEPT = (WORD, NAME, PHONE)
"""What no log may say: what is sent here, and what the scene holds."""
HEADERS = dict.fromkeys(
    ("User-Agent", "Referer", "X-Forwarded-For", "Accept-Language", "X-Request-Id"), WORD
)


class Told:
    """All that the house has said since: its log, and what went to the terminal."""

    def __init__(self, log: StringIO, terminal: pytest.CaptureFixture[str]) -> None:
        self._log, self._terminal = log, terminal

    def everything(self) -> str:
        printed = self._terminal.readouterr()
        return self._log.getvalue() + printed.out + printed.err

    def secrets(self) -> list[str]:
        told = self.everything()
        return [line for line in told.splitlines() if any(word in line for word in KEPT)]


@pytest.fixture
def told(log: StringIO, capfd: pytest.CaptureFixture[str]) -> Told:
    return Told(log, capfd)


def test_no_route_tells_the_log_what_was_sent(
    furnished: Flask, cast: Cast, scene: Scene, other: Scene, told: Told
) -> None:
    """Every route by somebody who may, with the word in ids, queries, headers and every field."""
    furnished.config["WTF_CSRF_ENABLED"] = False
    found, sent = everything_in(furnished), 0
    for rule in furnished.url_map.iter_rules():
        needs = getattr(furnished.view_functions[rule.endpoint], "permission", None)
        player = next(p for p in cast.players.values() if needs in {None, *GRANTS[p.role]})
        http, path = Browser(furnished).as_(player)._http, named(rule, furnished, found, 0)
        if "GET" in (rule.methods or ()):
            http.get(f"{path}?{WORD}={WORD}", headers=HEADERS)
        else:
            http.post(f"{path}?{WORD}={WORD}", data=filled(WORD, **{WORD: WORD}), headers=HEADERS)
        http.get(path.replace(str(scene.case_id), WORD) + WORD, headers=HEADERS)
        sent += 2
    assert sent > 350
    assert told.secrets() == []


def duplicate(hand: Hand) -> IntegrityError:
    """Let the database itself complain: PostgreSQL quotes the value that was there already."""
    with pytest.raises(IntegrityError) as complaint:
        for _ in range(2):
            hand.run(
                "INSERT INTO agencies (id, created_at, version, name, handle, kind, is_active)"
                " SELECT :id, created_at, 1, :word, :word, kind, is_active FROM agencies LIMIT 1",
                id=uuid4(),
                word=WORD,
            )
    return complaint.value


def faults(hand: Hand) -> list[Exception]:
    """Return what may be raised behind the door, the word in every text and note of it."""
    driver = ValueError(WORD)
    raised: list[Exception] = [
        duplicate(hand),
        IntegrityError(f"INSERT {WORD}", {"name": WORD}, driver),
        OperationalError(f"SELECT {WORD}", {"name": WORD}, driver),
        DataError(f"SELECT {WORD}", {"name": WORD}, driver),
        StatementError(WORD, f"SELECT {WORD}", {"name": WORD}, driver),
        StaleDataError(WORD),
        TamperedError(WORD),
        NotYoursToWriteError(WORD),
        WallBypassedError(WORD),
        LedgerUnavailableError(WORD),
        UndefinedError(WORD),
        KeyError(WORD),
        UnicodeDecodeError("utf-8", WORD.encode(), 0, 1, WORD),
        OSError(2, WORD, WORD),
        ExceptionGroup(WORD, [driver]),
        NotFound(WORD),
    ]
    for error in raised:
        error.add_note(WORD)
        error.__cause__ = driver
    return raised


def test_no_fault_tells_the_log_what_it_knows(
    furnished: Flask,
    as_: As,
    cast: Cast,
    scene: Scene,
    hand: Hand,
    told: Told,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = as_(cast.advocate)
    token = browser.csrf_token()
    for error in faults(hand):

        def fail(*_: Any, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr(guard, "admit", fail)
        for answer in (
            browser._http.get(f"{scene.path}?q={WORD}", headers=HEADERS),
            browser.send("/account/language", csrf_token=token, language=WORD),
        ):
            assert answer.status_code in {403, 404, 409, 500, 503}, type(error)
            # What was typed comes back with a refusal, not with a fault.
            assert answer.status_code < 500 or WORD not in answer.text, type(error)
    assert told.secrets() == []


BROKEN = (
    f"GET /{WORD}?{WORD}={WORD} HTTP/1.1\r\nHost: {WORD}\r\nCookie: sn={WORD}\r\n\r\n",
    f"{WORD} / HTTP/1.1\r\nHost: x\r\n\r\n",
    f"GET / HTTP/9.{WORD}\r\nHost: x\r\n\r\n",
    f"GET / HTTP/1.1\r\n{WORD}\r\n {WORD}: x\r\n\r\n",
    f"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: {WORD}\r\n\r\n",
    f"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: {WORD}\r\n\r\n",
    f"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{WORD}\r\n",
    f"GET /{WORD * 30_000} HTTP/1.1\r\nHost: x\r\n\r\n",
    f"GET /raise-{WORD} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {WORD}\r\n\r\n",
)
"""Requests that the server in front of the house refuses, or that break inside it."""


@pytest.mark.parametrize("propagates", [False, True])
def test_the_server_tells_nothing_of_what_was_sent(
    furnished: Flask, told: Told, propagates: bool
) -> None:
    """Also where a fault gets as far as the server, which logs the address and the error."""
    furnished.config["PROPAGATE_EXCEPTIONS"] = propagates

    @furnished.before_request
    def fail() -> None:
        if request.path.startswith("/raise"):
            raise ValueError(WORD)

    with serving(furnished, []) as town:
        answered = [answer_of(town, sent.encode()) for sent in BROKEN]
    assert {400, 404, 501} <= set(answered) and answered[-1] == 500, answered
    assert told.secrets() == []


def answer_of(town: Town, sent: bytes) -> int:
    """Return the status that the server answers with."""
    address = ("127.0.0.1", urlsplit(town.url).port)
    with socket.create_connection(address, timeout=10) as line:
        # What is too long is cut off before all of it was taken.
        with suppress(ConnectionError):
            line.sendall(sent)
        return int(line.recv(65536).split()[1])


SHEETS = {
    "bad days": "First name,Last name,DOB,Concern\n{0},{0},{0},{0}\n",
    "no head": "{0},{0},{0}\n{0},{0},{0}\n",
    "half a line": 'First name,Last name,DOB\n"{0},{0}',
    "zero bytes": "First name,Last name,DOB\n{0}\0,{0},{0}\n",
    "another export": "organization,service,phone\n{0},{0},{0}\n,{0},{0}\n",
}


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_command_prints_what_a_file_holds(
    furnished: Flask, told: Told, tmp_path: Path, sheet: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(SHEETS[sheet].format(WORD))
    run = furnished.test_cli_runner().invoke
    for arguments in (["--agency", "harbor"], ["--agency", "harbor", "--accept-valid", "--json"]):
        told_by = run(import_referrals, [str(path), *arguments])
        assert WORD not in told_by.output
    for arguments in ([], ["--accept-valid", "--json"]):
        told_by = run(import_directory, [str(path), *arguments])
        assert WORD not in told_by.output, told_by.output
    assert told.secrets() == []
