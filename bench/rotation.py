"""How long `keys rotate` takes for many compartments, and how long others wait meanwhile.

python bench/rotation.py [--compartments 100000]
"""

import argparse
import os
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, process_time, sleep
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parent.parent))

from safetynet import clock
from safetynet.vault import Category, Keyring, Place, Purpose, Roots, Triple
from safetynet.vault.rotation import BATCH, Rotated, rotate
from safetynet.vault.store import Store

AGENCIES, AT_ONCE, PAUSE = 10, 10_000, 0.02


class Colleague(Thread):
    """Somebody whose saves need a new key each, twenty times a second, and who reads them back."""

    def __init__(self, keyring: Keyring) -> None:
        super().__init__()
        self.keyring, self.ended, self.waits = keyring, Event(), [0.0]

    def run(self) -> None:
        while not self.ended.is_set():
            started = perf_counter()
            opening = self.keyring.opening(lambda _triple: True, lambda *_read: None)
            triple, place = Triple(uuid4(), uuid4(), Category.PLAN), Place("a.b", uuid4(), 1)
            assert opening.open(triple, place, opening.seal(triple, place, "said")) == "said"
            self.waits.append(perf_counter() - started)
            sleep(PAUSE)


def aged(store: Store, roots: Roots, count: int) -> None:
    """Fill a keyring with compartments that were made last month."""
    then = clock.now() - timedelta(days=31)
    keyring = Keyring(store, roots, lambda: then)
    owners = [uuid4() for _ in range(AGENCIES)]
    kinds = list(Category)
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        keyring.create(
            Triple(uuid4(), owners[n % AGENCIES], kinds[n % len(kinds)]) for n in numbers
        )


def measured(
    folder: Path, count: int, *, with_colleague: bool
) -> tuple[Rotated, float, float, list[float]]:
    """Rotate a fresh keyring, whole-file encrypted as in production; return what it took."""
    roots = Roots(os.urandom(32))
    url = f"sqlite:///{folder / f'keyring-{with_colleague}.db'}"
    store = Store(url, roots.file_key(Purpose.KEYRING_FILE))
    store.create_tables()
    aged(store, roots, count)
    keyring = Keyring(store, roots, clock.now)
    colleague = Colleague(Keyring(store, roots, clock.now))
    if with_colleague:
        colleague.start()
    wall, cpu = perf_counter(), process_time()
    done = rotate(keyring, clock.now(), lambda _count: None)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    colleague.ended.set()
    if with_colleague:
        colleague.join()
    store.dispose()
    return done, wall, cpu, sorted(colleague.waits)


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compartments", type=int, default=100_000)
    count = parser.parse_args().compartments
    print(f"Rotation of {count:,} compartments, {BATCH} in a transaction; SQLite, sealed whole\n")
    print("| | keys moved | seconds | of processor | keys/s | a colleague's save: median | worst |")
    print("|---|---|---|---|---|---|---|")
    with TemporaryDirectory() as folder:
        for name, with_colleague in (("alone", False), ("while somebody saves", True)):
            done, wall, cpu, waits = measured(Path(folder), count, with_colleague=with_colleague)
            said = f"{waits[len(waits) // 2] * 1e3:.0f} ms | {waits[-1] * 1e3:.0f} ms"
            print(
                f"| {name} | {done.moved:,} | {wall:.1f} | {cpu:.1f} | {done.moved / wall:,.0f} "
                f"| {said if with_colleague else '| '} |"
            )


if __name__ == "__main__":
    main()
