"""Looking for canaries: in every page as everybody, and in every file the house leaves behind."""

import io
import re
import tempfile
import zipfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from flask import Flask
from pypdf import PdfReader
from werkzeug.test import TestResponse

from safetynet.demo.county import Invented
from tests.browser import Browser
from tests.cast import Player
from tests.crawl import HREF, rule_of, walk
from tests.house.rulebook import Rulebook

CANARY = re.compile(r"CNRY-[a-z_]+-[a-z_]+-[0-9]{6}")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
FORM = re.compile(r'<form\b[^>]*method="post"[^>]*>.*?</form>', re.DOTALL | re.IGNORECASE)
ACTION = re.compile(r'<form\b[^>]*action="([^"]*)"')
ONCE = re.compile(
    r"[\w-]{20,}\.[\w-]{6}\.[\w-]{27}|(?<=-)[0-9a-f]{8}(?=[\"\s])"
    r"|(?<=form_key\" type=\"hidden\" value=\")[0-9a-f-]{36}"
    r"|(?<=type=\"hidden\" name=\"form_key\" value=\")[0-9a-f-]{36}"
    r"|(?<=/account/sign-ins/)[0-9a-f-]{36}|(?<=<p class=\"on-paper\">)[^<]*"
    r"|Seri(?:al|e)[A-Z0-9]{4}-[A-Z0-9]{4}|[0-9a-f]{64}·\d+"
)
"""What an answer says differently each time: tokens, ids of fields, what is on paper only."""
PASSWORD = "QUILLWORT"
"""Opens the copies that a sweep may find."""
TYPED = re.compile(r'<textarea\b|type="(?:text|number|date|datetime-local)"')


@dataclass
class Sweep:
    """One walk through the house in the names of many; what it finds wrong, and what it saw."""

    app: Flask
    rulebook: Rulebook
    wrong: list[str] = field(default_factory=list)
    pages: int = 0
    answers: dict[int, int] = field(default_factory=dict)
    """How often each status was answered."""
    seen: dict[str, set[str]] = field(default_factory=dict)
    """Canaries on the pages of each role."""
    paths: dict[str, str] = field(default_factory=dict)
    """One path of each rule, for others to try."""
    forms: dict[str, tuple[str, str]] = field(default_factory=dict)
    """One form of each kind: where it is sent, and what it holds."""

    def walk_as(self, person: Invented, per_rule: int) -> None:
        """Open every page that links lead to, and those of cases that a barrier is about."""
        browser = self._browser(person)

        def get(path: str) -> str | None:
            response = browser.look(path)
            self._check(person, path, response)
            return response.text if response.mimetype == "text/html" else None

        for rule, path, html in walk(self.app, get, "/", per_rule):
            self.paths.setdefault(rule, path)
            for form in FORM.findall(html):
                action = ACTION.search(form)
                where = (action[1] if action else "") or path
                if TYPED.search(form):
                    self.forms.setdefault(rule_of(self.app, where) or where, (where, form))
        for case in self.rulebook.barred(person):
            list(walk(self.app, get, f"/cases/{case}", per_rule=1))

    def try_doors_as(self, person: Invented) -> None:
        """Open what others were shown, and what does not exist."""
        browser = self._browser(person)
        for path in self.paths.values():
            self._check(person, path, browser.look(path))
            nowhere = re.sub(r"[0-9a-f-]{36}", str(uuid4()), path)
            if nowhere != path:
                self._check(person, nowhere, browser.look(nowhere))

    def send_forms_as(self, person: Invented) -> None:
        """Send every form empty, and once more as if somebody else had saved first."""
        browser = self._browser(person)
        token = browser.csrf_token()
        for where, form in self.forms.values():
            self._check(person, where, browser.send(where, csrf_token=token))
            if 'name="version"' in form:
                stale = browser.send(where, csrf_token=token, version="99999")
                self._check(person, where, stale)

    def subscribe_as(self, person: Invented) -> None:
        """Fetch what a calendar program gets at somebody's secret address."""
        browser = self._browser(person)
        page = browser.post("/meetings/calendar/address").text
        [path] = re.findall(r"<code>https?://[^/<]+([^<]+)</code>", page)
        answer = self.app.test_client().get(path)
        assert "BEGIN:VEVENT" in answer.text
        self._check(person, path, answer)

    def _browser(self, person: Invented) -> Browser:
        player = Player(person.id, person.agency_id, person.role, person.email)
        return Browser(self.app).as_(player)

    def _check(self, person: Invented, path: str, response: TestResponse) -> None:
        """Every canary in an answer must be one that the rules let this person read."""
        self.pages += 1
        self.answers[response.status_code] = self.answers.get(response.status_code, 0) + 1
        text = text_of(response)
        found = set(CANARY.findall(text))
        self.seen.setdefault(person.role.value, set()).update(found)
        who = f"{person.role} of {person.agency}"
        self.wrong += [
            f"{who} reads {canary} at {_shape(path)}"
            for canary in sorted(found)
            if not self.rulebook.lets(person, canary)
        ]
        said = [path, response.location or "", *HREF.findall(text), *TITLE.findall(text)]
        self.wrong += [f"{_shape(path)} says {part[:80]}" for part in said if CANARY.search(part)]
        if response.status_code >= 500:
            self.wrong.append(f"{who}: {response.status_code} at {_shape(path)}")


def _shape(path: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", path)


def text_of(response: TestResponse) -> str:
    """Return what a reader finds in an answer, a PDF's text included."""
    if zipfile.is_zipfile(io.BytesIO(response.data)):
        with zipfile.ZipFile(io.BytesIO(response.data)) as parts:
            return "".join(str(parts.read(name), "utf-8", "replace") for name in parts.namelist())
    if response.mimetype == "application/pdf":
        pages = _opened(response).pages
        return "".join("".join(page.extract_text() for page in pages).replace("\u200b", "").split())
    return str(response.data, "utf-8", "replace")


def attached_to(response: TestResponse) -> str:
    """Return the text of the files that lie inside a PDF."""
    if response.mimetype != "application/pdf":
        return ""
    inside = _opened(response).attachments.values()
    return " ".join(str(content, "utf-8", "replace") for files in inside for content in files)


def _opened(response: TestResponse) -> PdfReader:
    reader = PdfReader(io.BytesIO(response.data))
    if reader.is_encrypted:
        assert reader.decrypt(PASSWORD)
    return reader


def steady(response: TestResponse) -> str:
    """Return all that an answer says, but for what is different each time."""
    said = f"{response.status_code} {response.location} {text_of(response)}"
    return ONCE.sub("once", said)


def in_clear(folders: Iterable[Path]) -> list[str]:
    """Return the files in which a canary's beginning stands: as it is, in UTF-16, hex
    or base64."""
    word = b"CNRY-"
    shapes = (word, word.decode().encode("utf-16-le"), word.hex().encode(), b64encode(word)[:6])
    return [
        f"{path.name} ({shape!r})"
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for content in [path.read_bytes()]
        for shape in shapes
        if shape in content
    ]


@contextmanager
def temporary_files_in(folder: Path) -> Iterator[None]:
    """Let everything that makes temporary files make them here."""
    folder.mkdir(exist_ok=True)
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
