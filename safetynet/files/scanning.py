"""Asking ClamAV about a file, where one is named; nothing else is ever said to be clean."""

import socket
from contextlib import closing
from urllib.parse import urlsplit

from safetynet.files.models import Scan
from safetynet.files.refusing import Refusal, RefusedError

_PIECE = 64 * 1024
_SECONDS = 30
_MOST_SAID = 4096


def scan(data: bytes, scanner: str) -> Scan:
    """Send a file to `unix:PATH` or `tcp://HOST:PORT`; an empty `scanner` asks nobody.

    Raises RefusedError where something was found, or where the scanner gives no answer.
    """
    if not scanner:
        return Scan.NOT_SCANNED
    try:
        with closing(_connected(scanner)) as line:
            said = _told(line, data)
    except (OSError, ValueError) as error:
        raise RefusedError(Refusal.UNREACHED) from error
    if said.endswith(b" FOUND"):
        raise RefusedError(Refusal.INFECTED)
    if said != b"stream: OK":
        raise RefusedError(Refusal.UNREACHED)
    return Scan.NOTHING_FOUND


def _connected(scanner: str) -> socket.socket:
    kind, _, path = scanner.partition(":")
    if kind == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(_SECONDS)
        line.connect(path)
        return line
    at = urlsplit(scanner)
    return socket.create_connection((at.hostname or "", at.port or 0), _SECONDS)


def _told(line: socket.socket, data: bytes) -> bytes:
    """Speak INSTREAM: pieces with their length before them, and a length of nothing."""
    line.sendall(b"zINSTREAM\0")
    for at in range(0, len(data), _PIECE):
        piece = data[at : at + _PIECE]
        line.sendall(len(piece).to_bytes(4) + piece)
    line.sendall(bytes(4))
    said = b""
    while len(said) < _MOST_SAID and (more := line.recv(_MOST_SAID)):
        said += more
    return said.rstrip(b"\0\n")
