"""Somebody at work at one contestant: signed in for real, with the pages that they open."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID, uuid4

from bench.contestants import BenchmarkError, Contestant
from bench.traffic import Asked, Cell, drive, pages, post
from safetynet.access import Role
from safetynet.demo.county import Invented
from tests.house.serving import Client

OLDER = re.compile(r'href="(/cases\?[^"]*older=[^"]+)"')
CASE = re.compile(r'href="(/cases/[0-9a-f-]{36})"')
MOST_CASES = 60
NOTE = "She came to the library at four and would like to meet on Thursday again. " * 12


class Work(StrEnum):
    """What is asked for again and again."""

    CASE = "case page"
    LIST = "list page"
    NOTE = "save a note"


@dataclass
class Visitor:
    """A person of the demonstration, and the requests of their browser."""

    contestant: Contestant
    client: Client
    cases: tuple[str, ...]

    @classmethod
    def signed_in(cls, contestant: Contestant, email: str, *, cases: int = MOST_CASES) -> "Visitor":
        """Sign in with password and code, and find so many cases that the list leads to."""
        client = Client(contestant.port, _person(contestant, email))
        if not cases:
            client.enter()
            return cls(contestant, client, ())
        if not client.sign_in():
            raise BenchmarkError(f"{email} sees no case at {contestant.name}")
        return cls(contestant, client, tuple(_cases(client, cases)))

    def drive(self, work: Work, at_once: int, *, seconds: float = 0.0, count: int = 0) -> Cell:
        """Do one kind of work over so many connections, for some seconds or so many times."""
        asked, wanted = self._asked(work)
        port = self.contestant.port
        cell = drive(port, asked, wanted, at_once, seconds=seconds, count=count)
        self.contestant.answered += len(cell.milliseconds)
        self.contestant.failed += cell.failed
        return cell

    def _asked(self, work: Work) -> tuple[Asked, int]:
        cookie = self.client.cookie
        if work is Work.LIST:
            return pages(["/cases"], cookie), 200
        if work is Work.CASE:
            return pages(self.cases, cookie), 200
        return self._note, 303

    def _note(self, n: int) -> bytes:
        form = urlencode(
            {
                "text": NOTE,
                "occurred_at": "2020-01-01T10:00",
                "category": self.client.category,
                "kind": "contact",
                "form_key": str(uuid4()),
                "csrf_token": self.client.token,
            }
        )
        return post(f"{self.cases[n % len(self.cases)]}/notes", self.client.cookie, form)


def _person(contestant: Contestant, email: str) -> Invented:
    [said] = [person for person in contestant.people if person["email"] == email]
    return Invented(
        id=UUID(int=0),
        agency_id=UUID(int=0),
        name="",
        email=email,
        role=Role(said["role"]),
        agency=said["agency"],
        password=said["password"],
        totp_secret=said["totp_secret"],
    )


def _cases(client: Client, most: int) -> list[str]:
    found: dict[str, None] = {}
    path = "/cases"
    while path and len(found) < most:
        status, _location, page = client.ask(path)
        if status != 200:
            raise BenchmarkError(f"{path} answered {status}")
        found |= dict.fromkeys(CASE.findall(page))
        older = OLDER.search(page)
        path = older[1].replace("&amp;", "&") if older else ""
    return list(found)[:most]
