"""ClamAV, where one is named: what it found is refused, and nobody is ever called clean."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from safetynet.files.models import Scan
from safetynet.files.refusing import Refusal, RefusedError
from safetynet.files.scanning import scan
from tests.browser import Browser
from tests.cast import Cast
from tests.files.sending import files_of, send, stored
from tests.scenes import Scene

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class _Clamd(socketserver.BaseRequestHandler):
    """Speaks as clamd does: reads pieces until one of no length, and answers once."""

    said = b"stream: OK\0"

    def handle(self) -> None:
        line: socket.socket = self.request
        with line.makefile("rb") as file:
            assert file.read(10) == b"zINSTREAM\0"
            heard = b""
            while size := int.from_bytes(file.read(4)):
                heard += file.read(size)
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in heard else self.said
        line.sendall(found)


@contextmanager
def listening(server: socketserver.BaseServer) -> Iterator[None]:
    """Let a server answer, and end it also where the block breaks off.

    One whose socket is closed without that spins to the end of the run.
    """
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()


@contextmanager
def clamd(said: bytes = _Clamd.said) -> Iterator[str]:
    handler = type("_Saying", (_Clamd,), {"said": said})
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)
    with listening(server):
        yield f"tcp://127.0.0.1:{server.server_address[1]}"


def test_without_a_scanner_nothing_is_claimed() -> None:
    assert scan(EICAR, "") is Scan.NOT_SCANNED


def test_a_scanner_hears_every_byte() -> None:
    with clamd() as scanner:
        assert scan(b"a" * 200_000, scanner) is Scan.NOTHING_FOUND
        with pytest.raises(RefusedError) as refused:
            scan(b"a" * 200_000 + EICAR, scanner)
    assert refused.value.refusal is Refusal.INFECTED


def test_a_unix_socket_does_as_well(tmp_path: Path) -> None:
    path = tmp_path / "clamd.ctl"
    with listening(socketserver.ThreadingUnixStreamServer(str(path), _Clamd)):
        assert scan(b"words", f"unix:{path}") is Scan.NOTHING_FOUND


@pytest.mark.parametrize("said", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: what\0"])
def test_no_answer_is_no_good_answer(said: bytes) -> None:
    with clamd(said) as scanner, pytest.raises(RefusedError) as refused:
        scan(b"words", scanner)
    assert refused.value.refusal is Refusal.UNREACHED
    with pytest.raises(RefusedError):
        scan(b"words", "unix:/nowhere/clamd.ctl")


def test_what_a_scanner_finds_is_not_stored(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    config = app.extensions["config"]
    with clamd() as scanner:
        app.extensions["config"] = replace(config, clamav=scanner)
        refused = send(browser, scene, EICAR)
        assert refused.status_code == 422
        assert "The virus scanner found something" in refused.text
        assert files_of(app) == []
        page = browser.get(stored(browser, scene, b"words")).text
    assert "found nothing in it" in page
    assert "clean" not in page.lower()
    app.extensions["config"] = replace(config, clamav="unix:/nowhere/clamd.ctl")
    assert "does not answer" in send(browser, scene, b"words").text
