"""A meeting: twenty-five people open the packet and case pages while the chair's typing is saved.

    .venv/bin/python bench/meeting.py [--database SQLite|PostgreSQL] [--seconds 300] [--kills 3]

Everybody comes within the seconds, opens the meeting, the room, and fifteen case pages. Every five
seconds the chair's form is kept. Meanwhile the server is killed, as often as asked; a request that
met a dead server is asked again and counted apart. At the end the last acknowledged text must be
there, and the ledger clean. Exits 1 when a word is lost or a figure misses its goal.
"""

import argparse
import os
import random
import re
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.contestants import SAFETYNET, BenchmarkError, Contestant, prepared, seed
from bench.goals import POSTGRESQL, SQLITE
from bench.visitors import CASE, _person
from tests.house.serving import Client
from tests.pgfix import postgres

PEOPLE, PAGES, EVERY, CASES = 25, 15, 5.0, 12
PAGE_P95, SAVE_P95 = 300.0, 200.0
READS = {
    "advocate", "provider", "probation", "child_welfare", "supervisor", "counsel", "coordinator",
}  # fmt: skip
MEETING = re.compile(r'href="(/meetings/[0-9a-f-]{36})"')
ITEM = re.compile(r'href="(/meetings/[0-9a-f-]{36}/items/[0-9a-f-]{36})"')
KEPT = re.compile(r'<textarea[^>]*name="decisions"[^>]*>\s*Word (\d+)\.')
USE_IT = re.compile(r'class="btn btn-primary" href="([^"]+\?draft=[^"]+)"')


@dataclass
class Times:
    """Milliseconds of one kind of request, and how many met a dead server."""

    taken: list[float] = field(default_factory=list)
    void: int = 0

    def line(self, what: str, goal: float) -> str:
        return (
            f"| {what} | {len(self.taken)} | {statistics.median(self.taken):.0f} "
            f"| {self.p95:.0f} | {max(self.taken):.0f} | ≤ {goal:.0f} "
            f"| {self.p95 / goal:.2f}x | {'yes' if self.p95 <= goal else 'no'} | {self.void} |"
        )

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.taken, n=20)[-1]


def main() -> int:
    options = _options()
    dice = random.Random(options.seed)
    durable = postgres(fsync=True) if options.database == POSTGRESQL else nullcontext(None)
    with (
        tempfile.TemporaryDirectory(prefix="sn-meeting-") as folder,
        durable as url,
        prepared(url) if url else nullcontext(None) as server,
    ):
        place = Contestant(SAFETYNET, SAFETYNET, Path(folder) / "instance", server)
        seed([place], CASES)
        place.start()
        try:
            return sit(place, options, dice)
        finally:
            place.stop()


def sit(place: Contestant, options: argparse.Namespace, dice: random.Random) -> int:
    """Hold the meeting; print what was measured; return the exit code."""
    chair, everybody = _everybody(place)
    meeting, item = _begin(chair)
    pages, saves, said = Times(), Times(), [0]
    end = time.monotonic() + options.seconds
    key = str(uuid4())
    threads = [
        threading.Thread(target=_read, args=(place, one, meeting, end, pages, dice.random()))
        for one in everybody
    ]
    threads.append(threading.Thread(target=_type, args=(place, chair, item, key, end, saves, said)))
    for thread in threads:
        thread.start()
    spent = 0.0
    for number in range(options.kills):
        at = end - options.seconds * (1 - (number + 1) / (options.kills + 1))
        time.sleep(max(0.0, at - time.monotonic()))
        spent += _kill(place)
    for thread in threads:
        thread.join()
    spent += _spent(place)
    kept = _kept(place, chair, item)
    place.stop()
    place.audited()
    each = spent * 1000 / (len(pages.taken) + len(saves.taken))
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(
        f"{options.database}, {os.cpu_count()} cores, five minutes in {options.seconds:.0f} s,",
        f"{len(everybody)} browsers, {options.kills} kills; load average {load}",
        "| request | answered | p50 ms | p95 ms | longest ms | goal | of goal | met? | void |",
        "|---|---|---|---|---|---|---|---|---|",
        pages.line("page", PAGE_P95),
        saves.line("save", SAVE_P95),
        f"processor time of the server: {each:.0f} ms for each answer, its starts included",
        f"last acknowledged: word {said[0]}; kept: word {kept}; the ledger is clean",
        sep="\n",
    )
    is_good = kept >= said[0] and pages.p95 <= PAGE_P95 and saves.p95 <= SAVE_P95
    return 0 if is_good else 1


@dataclass
class Reader:
    """A browser at the table, and the case pages that it will open."""

    client: Client
    cases: list[str]

    def another(self) -> "Reader":
        """Return a second browser of the same person."""
        one = self.client
        return Reader(Client(one.port, one.person, one.cookie, one.token), self.cases)


def _everybody(place: Contestant) -> tuple[Client, list[Reader]]:
    """Sign everybody in once; where a county has fewer than 25 people, some sit at two browsers."""
    readers = []
    for said in place.people:
        if said["role"] in READS:
            client = Client(place.port, _person(place, said["email"]))
            client.enter()
            readers.append(Reader(client, CASE.findall(client.ask("/cases")[2])))
    chair = next(one for one in readers if one.client.person.role.value == "coordinator")
    others = [one for one in readers if one is not chair and one.cases]
    return chair.client, [others[n % len(others)].another() for n in range(PEOPLE)]


def _begin(chair: Client) -> tuple[str, str]:
    """Start the next meeting and take up its first case; return both addresses."""
    meeting = MEETING.findall(chair.ask("/meetings")[2])[0]
    chair.ask(meeting)
    chair.ask(f"{meeting}/start", form_key=str(uuid4()))
    item = ITEM.findall(chair.ask(meeting)[2])[0]
    chair.ask(f"{item}/beginning", form_key=str(uuid4()))
    return meeting, item


def _asked(place: Contestant, times: Times, ask: Callable[[], int], wanted: int) -> bool:
    """Ask until somebody answers; note how long the answer took."""
    while True:
        began = time.perf_counter()
        try:
            status = ask()
        except (OSError, HTTPException):
            times.void += 1
            time.sleep(0.2)
            continue
        if status == 503:
            times.void += 1
            time.sleep(0.2)
            continue
        if status != wanted:
            raise BenchmarkError(f"{status} instead of {wanted}")
        times.taken.append((time.perf_counter() - began) * 1000)
        return True


def _read(
    place: Contestant, reader: Reader, meeting: str, end: float, times: Times, late: float
) -> None:
    """Open the meeting, the room and fifteen case pages, spread over the time that is left."""
    dice = random.Random(late)
    left = end - time.monotonic()
    moments = sorted(dice.uniform(0, left * 0.95) for _ in range(PAGES + 2))
    began, client = time.monotonic(), reader.client
    paths = [
        meeting,
        f"{meeting}/room",
        *(reader.cases[n % len(reader.cases)] for n in range(PAGES)),
    ]
    for path, moment in zip(paths, moments, strict=True):
        time.sleep(max(0.0, began + moment - time.monotonic()))

        def ask(path: str = path) -> int:
            client.port = place.port
            return client.ask(path)[0]

        _asked(place, times, ask, 200)


def _type(
    place: Contestant, chair: Client, item: str, key: str, end: float, times: Times, said: list[int]
) -> None:
    """Keep a longer text every five seconds, as the page does; note what was acknowledged."""
    while time.monotonic() < end:
        word = said[0] + 1
        form = {
            "form_key": key,
            "draft_place": item,
            "shown_at": item,
            "draft_as": "team_discussion",
            "decisions": f"Word {word}. " + "She stays at her school. " * (word % 40),
        }

        def ask(form: dict[str, str] = form) -> int:
            chair.port = place.port
            return chair.ask("/drafts", **form)[0]

        if _asked(place, times, ask, 200):
            said[0] = word
        time.sleep(EVERY)


def _spent(place: Contestant) -> float:
    """Return the seconds of processor time that the server took since it began."""
    assert place.process
    said = Path(f"/proc/{place.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def _kill(place: Contestant) -> float:
    """Kill the server and start it again; return the processor time that it took until then."""
    assert place.process
    spent = _spent(place)
    place.process.kill()
    place.process.wait()
    place.start()
    return spent


def _kept(place: Contestant, chair: Client, item: str) -> int:
    chair.port = place.port
    address = USE_IT.findall(chair.ask(item)[2])[0]
    return int(KEPT.findall(chair.ask(address)[2])[0])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", choices=[SQLITE, POSTGRESQL], default=SQLITE)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
