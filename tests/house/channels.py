"""Looking through every channel: as everybody, at all that was planted.

How many there are is no channel of its own: whoever something is not open to must get the very same
answer without it, counts and choices included.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from urllib.parse import urljoin
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from safetynet.access import Role
from tests.browser import Browser
from tests.cast import Player
from tests.crawl import HREF
from tests.house.sending import Forms
from tests.house.sweep import CANARY, attached_to, steady, text_of

CHOICES = re.compile(r"<option\b[^>]*>[^<]*|<datalist\b.*?</datalist>", re.DOTALL)
WORD = re.compile(rf"{CANARY.pattern}|\bSN-[0-9]{{4}}-[0-9]{{3}}\b")
"""What is looked for: canaries and the numbers of cases."""
LEDGER = "oversight."
"""Its pages show the numbers of whatever was opened last."""
TIME = re.compile(
    r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?|[0-9]+ (second|minute|hour)s? ago"
    r"|DTSTAMP:[0-9TZ]+|(?<=/calendar/)[\w-]{43}"
)
"""What time it is, which forms propose, how long ago something was, and a new secret address."""
TYPED = re.compile(r"<input\b[^>]*>")
FILES = {
    "application/pdf": "PDF",
    "text/csv": "CSV",
    "text/calendar": "ICS",
    "application/json": "suggestions",
}
FOLLOWS = re.compile("page=|before=|after=|draft=")
ID = re.compile("[0-9a-f]{8}-[0-9a-f-]{27}")
MOST_PAGES = 4


@dataclass(frozen=True)
class Where:
    """A channel of one route."""

    endpoint: str
    channel: str


@dataclass(frozen=True)
class Kind:
    """A kind of content: the column that holds it, and its category."""

    column: str
    category: str


@dataclass(frozen=True)
class Cell:
    """Somebody of a role looking at what is written in one stage."""

    stage: int
    role: Role


Found = dict[Where, set[tuple[Kind, Cell]]]


@dataclass
class Looking:
    """Everybody's browsers, and who saw which canary where."""

    app: Flask
    kinds: Mapping[str, tuple[int, Kind]]
    """By canary: in which stage it sits, and what kind of content it is."""
    standing: Mapping[tuple[UUID, int], int]
    """By person and stage: as whom they look at it, somebody related or one of the owner's own."""
    found: Found = field(default_factory=dict)
    said: dict[tuple[UUID, str, str], bytes] = field(default_factory=dict)
    """A digest of each answer, by person, route and address."""
    faults: set[tuple[str, str]] = field(default_factory=set)
    """Routes and roles for whom something broke."""
    statuses: Counter[int] = field(default_factory=Counter)
    """How often what was answered to a form."""
    _browsers: dict[Player, Browser] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.forms = Forms(self.app)

    def browser(self, person: Player) -> Browser:
        if person not in self._browsers:
            self._browsers[person] = Browser(self.app).as_(person)
        return self._browsers[person]

    def open(self, person: Player, endpoint: str, path: str) -> None:
        """Open a page, and the pages that follow it."""
        waiting, seen = [path], {path}
        while waiting:
            address = waiting.pop(0)
            answer = self.browser(person).look(address)
            self.note(person, endpoint, address, answer)
            if answer.mimetype == "text/html":
                self.forms.learn(address, answer.text)
            for link in _following(address, answer):
                if link not in seen and len(seen) < MOST_PAGES:
                    seen.add(link)
                    waiting.append(link)

    def send(self, person: Player, endpoint: str, path: str, /, **fields: str) -> None:
        """Send a form."""
        browser = self.browser(person)
        answer = browser.send(path, csrf_token=browser.csrf_token(), **fields)
        told = browser.take_messages() if answer.location else ""
        self.statuses[answer.status_code] += 1
        self.note(person, endpoint, f"{path} {sorted(fields.items())}", answer, told)

    def note(
        self, person: Player, endpoint: str, address: str, answer: TestResponse, told: str = ""
    ) -> None:
        """Remember what an answer said, and which canaries were in it."""
        if answer.status_code >= 500:
            self.faults.add((endpoint, person.role.value))
        said = TIME.sub("time", steady(answer) + told)
        # What a form makes has another id each time; it is undone all the same.
        said = ID.sub("id", said) if answer.location else said
        self.said[person.id, endpoint, address] = blake2b(said.encode(), digest_size=16).digest()
        for channel, text in [*_parts(endpoint, answer), ("message", told)]:
            words = CANARY if endpoint.startswith(LEDGER) else WORD
            for word in set(words.findall(text)) & self.kinds.keys():
                stage, kind = self.kinds[word]
                standing = self.standing.get((person.id, stage))
                if standing is not None:
                    sight = kind, Cell(standing, person.role)
                    self.found.setdefault(Where(endpoint, channel), set()).add(sight)


def _following(address: str, answer: TestResponse) -> Iterator[str]:
    if answer.mimetype == "text/html":
        path = address.partition("?")[0]
        for href in HREF.findall(answer.text):
            link = urljoin(address, href.replace("&amp;", "&"))
            if link.startswith(f"{path}?") and FOLLOWS.search(link):
                yield link


def _parts(endpoint: str, answer: TestResponse) -> Iterator[tuple[str, str]]:
    """Yield what is said in each channel of an answer."""
    text = text_of(answer)
    if answer.status_code >= 400:
        yield "error text", text
    elif answer.mimetype == "text/html":
        yield "choices", " ".join(CHOICES.findall(text))
        # What was typed into a search stands there again.
        shown = TYPED.sub("", text) if endpoint.startswith("search.") else text
        yield _page(endpoint), CHOICES.sub("", shown)
    else:
        yield FILES.get(str(answer.mimetype), "file"), text
        yield "CSV", attached_to(answer)


def _page(endpoint: str) -> str:
    if endpoint == "casefile.show":
        return "panels"
    return "search" if endpoint.startswith("search.") else "page"
