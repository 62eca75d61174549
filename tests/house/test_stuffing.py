"""Thousands of stolen passwords from fifty places: memory stays flat, and she still gets in."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

import pyotp
import pytest

from safetynet import clock
from tests.house.serving import FORM, TOKEN, Client, Site, built

GIB = 1 << 20
"""In the KiB of /proc."""
THREADS = 16
PRESSES = 5


@dataclass
class Flood:
    """So many tries in all, from so many places, each with a password of somebody else's."""

    port: int
    emails: list[str]
    tries: int
    places: int
    answers: Counter[int] = field(default_factory=Counter)
    _numbers: Iterator[int] = field(default_factory=count)
    _threads: list[Thread] = field(default_factory=list)
    _is_enough: Event = field(default_factory=Event)

    def begin(self) -> None:
        self._threads = [Thread(target=self._try_on, args=(n,)) for n in range(THREADS)]
        for thread in self._threads:
            thread.start()

    def wait(self) -> None:
        for thread in self._threads:
            thread.join()

    def _try_on(self, first: int) -> None:
        tokens: dict[int, tuple[str, str]] = {}
        while (number := next(self._numbers)) < self.tries:
            place = number % self.places
            try:
                if place not in tokens:
                    tokens[place] = self._page(place)
                self.answers[self._try(place, number, *tokens[place])] += 1
            except (OSError, HTTPException):
                self.answers[0] += 1

    def _line(self, place: int) -> HTTPConnection:
        here = (f"127.0.1.{place + 1}", 0)
        return HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=here)

    def _page(self, place: int) -> tuple[str, str]:
        line = self._line(place)
        line.request("GET", "/sign-in")
        answer = line.getresponse()
        cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        found = TOKEN.search(answer.read().decode())
        line.close()
        assert found
        return cookie, found[1]

    def _try(self, place: int, number: int, cookie: str, token: str) -> int:
        said = {
            "email": self.emails[number % len(self.emails)],
            "password": f"stolen elsewhere {number}",
            "csrf_token": token,
        }
        line = self._line(place)
        line.request("POST", "/sign-in", urlencode(said), FORM | {"Cookie": cookie})
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer.status


def peak(site: Site) -> int:
    """Return the most memory (KiB) that the server ever held at once."""
    assert site.process
    status = Path(f"/proc/{site.process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found
    return int(found[1])


def sign_in(client: Client, step: int) -> tuple[int, int]:
    """Sign in with the code of another half minute each time; return how both were answered.

    Where the page says that many are signing in she presses again, as it says.
    """
    client.ask("/sign-in")
    said = {"email": client.person.email, "password": client.person.password}
    for _pressed in range(PRESSES):
        entered, _, _ = client.ask("/sign-in", **said)
        if entered != 503:
            break
    client.ask("/sign-in/code")
    moment = clock.now() + timedelta(seconds=30 * step)
    code = pyotp.TOTP(client.person.totp_secret).at(moment)
    return entered, client.ask("/sign-in/code", code=code)[0]


@pytest.mark.parametrize(
    ("tries", "places"),
    [
        pytest.param(120, 2, id="120 tries"),
        pytest.param(10_000, 50, id="10,000 tries", marks=[pytest.mark.long]),
    ],
)
@pytest.mark.timeout(3600)
def test_a_flood_keeps_nobody_out_and_takes_no_memory(
    tmp_path: Path, tries: int, places: int
) -> None:
    site = built(tmp_path, {})
    try:
        client = Client(site.start(), site.people[0])
        assert sign_in(client, -1) == (303, 303)
        emails = [one.email for one in site.people] + [f"n{n}@example.org" for n in range(200)]
        flood = Flood(client.port, emails, tries, places)
        flood.begin()
        while sum(flood.answers.values()) < tries // 4:
            Event().wait(0.1)
        assert sign_in(client, 0) == (303, 303)
        assert client.ask("/cases")[0] == 200
        flood.wait()
        assert set(flood.answers) <= {422, 429, 503}
        assert flood.answers[429]
        assert peak(site) < GIB
    finally:
        site.kill()
