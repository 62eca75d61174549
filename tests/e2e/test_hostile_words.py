"""What attackers write into every field of every form: kept as it was written, run by nothing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import Tag
from flask import Flask
from sqlalchemy import select

from safetynet.access import Role, job
from safetynet.db import Model, db
from safetynet.forms import tidy
from safetynet.survivors.models import SPLIT
from tests.browser import Browser
from tests.county import player_of
from tests.e2e.conftest import WIDE, sign_in
from tests.house.filling import filled_in, forms_on_pages, is_text
from tests.house.inside import open_case_elsewhere
from tests.page_inspector import inspect_page
from tests.town import Town, demonstration, serving

WHO = (Role.COORDINATOR, Role.ADVOCATE, Role.SUPERVISOR, Role.PROBATION, Role.ADMINISTRATOR)
LONGEST = 3_000
"""Characters that are written where a form says no limit of its own."""
NOT_KEPT = {
    # The form says so too: that the place is confidential, and that nobody may call.
    "directory.add.location_note",
    "directory.save.location_note",
    "survivors.add_contact.value",
    # Towns are taken apart, each for itself.
    "directory.add.areas",
    "directory.save.areas",
}
SHOWN = "document.querySelector('.written').textContent"
IN_THE_FORM = "document.querySelector('textarea[name=text]').value"
WATCH = """
window.complaints = [];
addEventListener("securitypolicyviolation", (event) =>
  complaints.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


def lines_of(shared: Path) -> list[str]:
    """Return every string and payload there is, without what is blank to a reader."""
    data = shared / "data"
    files = sorted((data / "payloads").rglob("*.txt"))
    texts = [file.read_text("utf-8", "replace").replace("\0", "") for file in files]
    lines = [line for text in texts for line in text.splitlines()]
    return [
        line
        for line in [*json.loads((data / "strings/blns.json").read_text()), *lines]
        if tidy(line)
    ]


class Writer:
    """Fills each text field of a form with what comes next, as much of it as the field takes."""

    def __init__(self, lines: list[str]) -> None:
        self.lines, self.at = lines, 0

    def into(self, form: Tag) -> dict[str, str]:
        return {
            str(tag["name"]): self.next(int(str(tag.get("maxlength", f"{LONGEST}"))), tag.name)
            for tag in form.select("input[name], textarea[name]")
            if is_text(tag)
        }

    def next(self, most: int, kind: str) -> str:
        """Return lines for a text area, or one line, the next that is short enough."""
        if kind != "textarea":
            return next(one for one in self._following() if len(one) <= most and "\n" not in one)
        text, most = "", min(most, LONGEST)
        for line in self._following():
            if text and len(text) + len(line) + 1 > most:
                self.at -= 1
                return text
            # Some fill a field by themselves.
            text = f"{text}\n{line}" if text else line[:most]
        return text

    def _following(self) -> Iterator[str]:
        while True:
            self.at += 1
            yield self.lines[(self.at - 1) % len(self.lines)]


@pytest.fixture
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A county of each test's own: forms that are filled in end accounts and close cases."""
    built = demonstration(tmp_path_factory.mktemp("attacked"), survivors=6, open_cases=3)
    built[0].config["PROPAGATE_EXCEPTIONS"] = False
    with serving(*built) as town:
        yield town


@pytest.mark.timeout(900)
def test_nothing_that_is_written_runs_and_nothing_is_lost(
    chromium: Any, attacked: Town, shared: Path
) -> None:
    """All of it goes into the forms, one after the other; each page that shows any is opened."""
    writer, seen, wrong = Writer(lines_of(shared)), set[str](), list[str]()
    sent: dict[str, str] = {}
    for role in WHO:
        person = attacked.person(role.value)
        browser = Browser(attacked.app).as_(player_of(person))
        pages = dict[str, None]()
        for endpoint, where, form in forms_on_pages(attacked.app, browser, seen):
            written = writer.into(form)
            filled = filled_in(form)
            for name, text in (written | {"csrf_token": browser.csrf_token()}).items():
                filled[name] = text
            answer = browser._http.post(where, data=filled)
            wrong += [f"{endpoint}: {answer.status_code}"] * (answer.status_code >= 500)
            if written and answer.status_code == 303:
                sent |= {f"{endpoint}.{name}": text for name, text in written.items()}
                pages[urlsplit(str(answer.location)).path] = None
            browser.as_(player_of(person))
        wrong += opened(chromium, attacked, role, list(pages))
    assert wrong == []
    kept = texts_in(attacked.app)
    lost = [field for field, text in sent.items() if tidy(text) not in kept]
    assert [field for field in lost if field not in NOT_KEPT] == []
    assert len(sent) > 30 and writer.at > 2500, f"{len(sent)} texts of {len(seen)} forms"


A_FEW = 6
"""Notes in the quick run; all of them hold everything there is."""


@pytest.mark.parametrize(
    "most", [A_FEW, pytest.param(None, marks=pytest.mark.long)], ids=["a few", "all"]
)
@pytest.mark.timeout(1200)
def test_a_note_comes_back_letter_for_letter(
    chromium: Any, attacked: Town, shared: Path, most: int | None
) -> None:
    """On its page and in the form that changes it, as a browser has them in its memory."""
    player, writer = player_of(attacked.person("advocate")), Writer(lines_of(shared))
    case = open_case_elsewhere(attacked.app, player).path
    browser, heard = Browser(attacked.app).as_(player), list[str]()
    with watched(chromium, attacked, Role.ADVOCATE, heard) as page:
        while writer.at < len(writer.lines) and (most is None or most > 0):
            most = most and most - 1
            text = writer.next(LONGEST, "textarea")
            said = {"text": text, "occurred_at": "2020-01-01T10:00", "category": "plan"}
            answer = browser.post(f"{case}/notes", said, kind="contact")
            assert answer.status_code == 303
            note = urlsplit(str(answer.location)).path
            for path, script in ((note, SHOWN), (f"{note}/edit", IN_THE_FORM)):
                page.goto(path)
                assert page.evaluate(script) == tidy(text), path
                heard += page.evaluate("complaints")
    assert heard == []


def opened(chromium: Any, town: Town, role: Role, paths: list[str]) -> list[str]:
    """Open pages; return what ran, what was refused to run, and what left for another site."""
    heard: list[str] = []
    with watched(chromium, town, role, heard) as page:
        for path in paths:
            answer = page.goto(path)
            heard += [f"{path}: {what}" for what in page.evaluate("complaints")]
            heard += [f"{path}: {what}" for what in inspect_page(page.content())]
            heard += [f"{path}: {answer.status}"] * (answer.status >= 500)
    return [f"{role}: {what}" for what in heard]


@contextmanager
def watched(chromium: Any, town: Town, role: Role, heard: list[str]) -> Iterator[Any]:
    """Give somebody a page, and write down what on it asks, fails, complains or goes elsewhere."""

    def dismissed(asked: Any) -> None:
        heard.append(f"dialog {asked.message}")
        asked.dismiss()

    context = chromium.new_context(viewport=WIDE, base_url=town.url)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.on("dialog", dismissed)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda said: heard.extend([said.text] * (said.type == "error")))
    page.on("request", lambda sent: heard.extend([sent.url] * (not is_ours(sent.url, town))))
    sign_in(page, town, role.value)
    yield page
    context.close()


def is_ours(url: str, town: Town) -> bool:
    """Say whether a page may ask for this: of ourselves, or the marks that Bootstrap draws."""
    return url.startswith((town.url, "data:image/svg+xml"))


def texts_in(app: Flask) -> set[str]:
    """Return every text that the house keeps, opened; of JSON, the texts in it."""
    found: set[str] = set()
    with app.app_context(), job("test: look"):
        for mapper in Model.registry.mappers:
            names = [one.key for one in mapper.column_attrs]
            for row in db.session.scalars(select(mapper.class_)):
                for value in (getattr(row, name) for name in names):
                    if isinstance(value, str):
                        found |= {value, *value.split(SPLIT), *leaves(value)}
                    elif isinstance(value, list):
                        found |= {one for one in value if isinstance(one, str)}
    return found


def leaves(text: str) -> Iterator[str]:
    """Yield the texts inside of a JSON text."""
    if not text.startswith(("{", "[", '"')):
        return
    try:
        waiting: list[Any] = [json.loads(text)]
    except ValueError:
        return
    for one in waiting:
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str):
            yield one
