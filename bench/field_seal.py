"""What sealing and opening one field costs, beside Fernet and SQLAlchemy-Utils on the same texts.

    python bench/field_seal.py

SQLAlchemy-Utils is none of SafetyNet's packages: where it is not installed, it is left out.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import thread_time
from uuid import uuid4

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import String
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

sys.path.insert(0, str(Path(__file__).parent.parent))

from safetynet import clock
from safetynet.vault import Category, Keyring, Opening, Place, Roots, Triple
from safetynet.vault.store import Store

FIELDS = 20_000
ROUNDS = 5
TEXTS = {"a name": "Gutierrez", "a note": "She would like to meet on Thursday. " * 20}


Work = Callable[[], object]


def micros(**works: Work) -> dict[str, float]:
    """Return the best of some rounds, taken in turn, in processor time: microseconds per field."""
    best = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            started = thread_time()
            work()
            best[name] = min(best[name], thread_time() - started)
    return {name: seconds / FIELDS * 1e6 for name, seconds in best.items()}


def measured(opening: Opening, fernet: Fernet, text: str) -> dict[str, float]:
    """Return what sealing and opening `text` in so many rows costs."""
    triple = Triple(uuid4(), uuid4(), Category.IDENTITY)
    places = [Place("names.last", uuid4(), 1) for _ in range(FIELDS)]
    blobs = [opening.seal(triple, place, text) for place in places]
    tokens = [fernet.encrypt(text.encode()) for _ in places]
    pairs = list(zip(places, blobs, strict=True))
    rows = [(place.row.hex, place.seal_version, blob) for place, blob in pairs]
    return micros(
        seal=lambda: [opening.seal(triple, place, text) for place in places],
        encrypt=lambda: [fernet.encrypt(text.encode()) for _ in places],
        open=lambda: [opening.open(triple, place, blob) for place, blob in pairs],
        open_all=lambda: opening.open_all(triple, "names.last", rows),
        decrypt=lambda: [fernet.decrypt(token).decode() for token in tokens],
        **_encrypted_type(text),
    )


def _encrypted_type(text: str) -> dict[str, Work]:
    """Return the same work for SQLAlchemy-Utils' column type, where it is installed."""
    try:
        from sqlalchemy_utils import StringEncryptedType
    except ImportError:
        return {}
    column, dialect = StringEncryptedType(String, "a key of some length"), SQLiteDialect()
    stored = [column.process_bind_param(text, dialect) for _ in range(FIELDS)]
    return {
        "bind": lambda: [column.process_bind_param(text, dialect) for _ in range(FIELDS)],
        "result": lambda: [column.process_result_value(value, dialect) for value in stored],
    }


def every_text(folder: Path) -> dict[str, dict[str, float]]:
    """Return what sealing and opening each of the texts costs, in microseconds."""
    store = Store(f"sqlite:///{folder / 'keyring.db'}")
    store.create_tables()
    keyring = Keyring(store, Roots(AESGCM.generate_key(256)), clock.now)
    opening = keyring.opening(lambda _triple: True, lambda *_read: None)
    fernet = Fernet(Fernet.generate_key())
    found = {name: measured(opening, fernet, text) for name, text in TEXTS.items()}
    store.dispose()
    return found


def table(found: dict[str, dict[str, float]]) -> str:
    """Return the figures as a Markdown table."""
    lines = ["| µs per field | seal | Fernet | EncryptedType | open | in a list | Fernet "]
    lines[0] += "| EncryptedType |"
    lines.append("|---|---|---|---|---|---|---|---|")
    for name, took in found.items():
        bind, result = (
            f"{took[work]:.2f}" if work in took else "not installed" for work in ("bind", "result")
        )
        lines.append(
            f"| {name} | {took['seal']:.2f} | {took['encrypt']:.2f} | {bind} "
            f"| {took['open']:.2f} | {took['open_all']:.2f} | {took['decrypt']:.2f} | {result} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        print(table(every_text(Path(folder))))
