"""The file that crosses: one page that opens in any browser, offline, and gives nothing away.

Its title, its name and everything outside the seal say nothing of whom it is about, or of us.
"""

import base64
import hashlib
import re
from pathlib import Path

from safetynet.vault.passphrase import HEADER, TAG, seal_under

_HERE = Path(__file__).parent
_PLACE = re.compile(rb'<pre id="sealed" hidden>([A-Za-z0-9+/=\s]{1,1500000})</pre>')
MOST_BYTES = 1_500_000
"""Of a file; a packet of the most bytes there may be needs less."""


class NoPacketError(Exception):
    """This file is none of ours."""


def sealed_page(content: bytes, passphrase: str) -> bytes:
    """Return a page that opens with the passphrase, and in no other way."""
    script, style = _part("page.js"), _part("page.css")
    page = _part("page.html") % {
        "script": script,
        "style": style,
        "script_hash": _hash(script),
        "style_hash": _hash(style),
        "sealed": base64.encodebytes(seal_under(passphrase, content)).decode().strip(),
    }
    return page.encode()


def sealed_in(file: bytes) -> bytes:
    """Return what is sealed inside such a page, unopened; raises NoPacketError."""
    found = _PLACE.search(file) if len(file) <= MOST_BYTES else None
    if found is None:
        raise NoPacketError
    return unpacked(found[1])


def unpacked(base64_text: bytes) -> bytes:
    """Return sealed bytes from base64; raises NoPacketError."""
    if len(base64_text) > MOST_BYTES:
        raise NoPacketError
    try:
        sealed = base64.b64decode(b"".join(base64_text.split()), validate=True)
    except ValueError:
        raise NoPacketError from None
    if len(sealed) < HEADER + TAG:
        raise NoPacketError
    return sealed


def _part(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
