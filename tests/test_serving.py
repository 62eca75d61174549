"""The server that every command starts, where something of it can go wrong by itself."""

import os
import resource
import socket
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from flask import Flask

from safetynet.commands import read_templates
from tests.town import serving

SELECT_CAN_WATCH = 1024


@pytest.fixture
def many_open_files() -> Iterator[None]:
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most < SELECT_CAN_WATCH * 2:
        pytest.skip(f"only {most} files may be open here")
    taken = [os.open(os.devnull, os.O_RDONLY)]
    while taken[-1] <= SELECT_CAN_WATCH:
        taken.append(os.dup(taken[0]))
    yield
    for file in taken:
        os.close(file)


@pytest.mark.usefixtures("many_open_files")
def test_it_answers_however_many_files_are_open(app: Flask) -> None:
    with serving(app, []) as town:
        connection = HTTPConnection(urlsplit(town.url).netloc, timeout=5)
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 200
        connection.close()


def test_no_first_reader_waits_for_a_template(app: Flask) -> None:
    read_templates(app)
    kept = app.jinja_env.cache
    assert kept is not None
    assert len(list(kept)) == len(app.jinja_env.list_templates(extensions=["html"])) > 200


NEXT = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
LENGTHS = {
    "two that differ": (b"Content-Length: 0\r\nContent-Length: %d\r\n" % len(NEXT), b"", 1),
    "none that is one": (b"Content-Length: +0\r\n", b"", 1),
    "an unknown coding": (b"Transfer-Encoding: xchunked\r\n", b"0\r\n\r\n", 1),
    "a blank before the colon": (b"Transfer-Encoding : chunked\r\n", b"", 1),
    "a chunk that ends oddly": (CHUNKED, b"0;\n\r\n\r\n", 1),
    # Chunks go before a length (RFC 9112, section 6.3), so what follows them is a request.
    "chunks and a length": (CHUNKED + b"Content-Length: %d\r\n" % len(NEXT), b"0\r\n\r\n", 2),
    "a length alone": (b"Content-Length: %d\r\n" % len(NEXT), b"", 1),
}


@pytest.mark.parametrize("name", LENGTHS)
def test_where_a_request_ends_is_no_matter_of_opinion(app: Flask, name: str) -> None:
    """Otherwise a proxy in front and this server could take two different things for one."""
    lengths, body, answers = LENGTHS[name]
    sent = b"POST /healthz HTTP/1.1\r\nHost: x\r\n" + lengths + b"\r\n" + body + NEXT
    with (
        serving(app, []) as town,
        socket.create_connection(("127.0.0.1", urlsplit(town.url).port or 0), 5) as line,
    ):
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        said = b"".join(iter(lambda: line.recv(65536), b""))
    first = int(said.split()[1])
    assert said.count(b"HTTP/1.") == answers
    assert (first in {400, 501}) is (name not in {"chunks and a length", "a length alone"})
