"""What sealing and opening one field costs, beside Fernet on the same texts.

python bench/field_seal.py
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

sys.path.insert(0, str(Path(__file__).parent.parent))

from safetynet import clock
from safetynet.vault import Category, Keyring, Place, Roots, Triple
from safetynet.vault.store import Store

FIELDS = 20_000
ROUNDS = 5
TEXTS = {"a name": "Gutierrez", "a note": "She would like to meet on Thursday. " * 20}


def micros(work: Callable[[], object]) -> float:
    """Return the best of some rounds, in microseconds per field."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = perf_counter()
        work()
        best = min(best, perf_counter() - started)
    return best / FIELDS * 1e6


def main(folder: Path) -> None:
    """Print microseconds per field and the ratio to Fernet."""
    store = Store(f"sqlite:///{folder / 'keyring.db'}")
    store.create_tables()
    keyring = Keyring(store, Roots(AESGCM.generate_key(256)), clock.now)
    opening = keyring.opening(lambda _triple: True, lambda *_read: None)
    triple = Triple(uuid4(), uuid4(), Category.IDENTITY)
    places = [Place("names.last", uuid4(), 1) for _ in range(FIELDS)]
    fernet = Fernet(Fernet.generate_key())
    print(
        f"{'':10}{'seal µs':>10}{'Fernet':>9}{'ratio':>8}{'open µs':>10}{'Fernet':>9}{'ratio':>8}"
    )
    for name, text in TEXTS.items():
        data = text.encode()
        blobs = [opening.seal(triple, place, text) for place in places]
        token = fernet.encrypt(data)
        ours = micros(lambda text=text: [opening.seal(triple, place, text) for place in places])
        theirs = micros(lambda data=data: [fernet.encrypt(data) for _ in places])
        pairs = list(zip(places, blobs, strict=True))
        opened = micros(lambda pairs=pairs: [opening.open(triple, *pair) for pair in pairs])
        decrypted = micros(lambda token=token: [fernet.decrypt(token).decode() for _ in places])
        print(
            f"{name:10}{ours:10.2f}{theirs:9.2f}{theirs / ours:7.1f}x"
            f"{opened:10.2f}{decrypted:9.2f}{decrypted / opened:7.1f}x"
        )
    store.dispose()


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        main(Path(folder))
