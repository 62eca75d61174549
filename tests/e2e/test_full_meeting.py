"""Two hours by the keyboard: twelve cases, twelve agencies, thirty tasks, final minutes.

Afterwards everybody's paper is compared with the matrix: what each may see, and nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from safetynet.access import Role, job
from safetynet.meetings import AgendaItem, Meeting
from safetynet.meetings.models import (
    Attendance,
    ItemStatus,
    MeetingStatus,
    ResearchPart,
    Task,
)
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.e2e.conftest import WIDE
from tests.e2e.full_table import ABSENT, CASES, LATE, FullTable, Table, lay
from tests.e2e.keyboard import Keyboard
from tests.e2e.reviewing import flat, text_of
from tests.meetings.sitting import call_meeting, item_of
from tests.town import Town, serving

TASKS = 30
PARKED = 5
"""This case is put aside, and comes up again at the end."""
DISSENTS = 4
RECEIVED = "Information sent, received"
ARRIVES = 6
"""As this case comes up, the late ones come and sign."""


@dataclass
class Said:
    """What was written down: each text once, and whose agencies it reaches."""

    reaches: dict[str, set[str]] = field(default_factory=dict)

    def note(self, text: str, *handles: str) -> str:
        self.reaches[flat(text)] = set(handles)
        return text


@pytest.fixture
def served(app: Flask) -> Iterator[Town]:
    with serving(app, []) as town:
        yield town


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_whole_meeting_by_the_keyboard_alone(
    app: Flask, browser: Browser, cast: Cast, chromium: Any, served: Town
) -> None:
    full, said = lay(app, cast), Said()
    assert (len(full.everybody), len(full.people), len(full.tables)) == (25, 12, CASES)
    meeting = call_meeting(app, cast, *(table.scene for table in full.tables), days=0)
    path = f"/meetings/{meeting}"
    by_letter = next(table for table in full.tables if ABSENT in table.hears)
    letter = f"{path}/items/{item_of(app, meeting, by_letter.scene)}/research"
    _send_research(browser, full.people[ABSENT][0], letter, said)
    for handle, person in full.everybody:
        if handle not in {LATE, ABSENT, "office"}:
            assert browser.as_(person).post(f"{path}/signature").status_code == 303
    keys = _at_the_keyboard(browser, cast, chromium, served)
    keys.page.goto(path)
    keys.tab_to("Start the meeting").go("Enter").tab_to("Save attendance").go("Enter")
    _begin(keys, full.tables[0])
    for table in full.tables:
        if table.number == ARRIVES:
            for person in full.people[LATE]:
                assert browser.as_(person).post(f"{path}/signature").status_code == 303
        if table.number == PARKED:
            keys.go("p")
        else:
            _review(browser, keys, full, table, said)
    _begin(keys, full.tables[PARKED])
    _review(browser, keys, full, full.tables[PARKED], said)
    keys.tab_to("End the meeting").go("Enter")
    # Whoever has no seat at a case was out of the room for it.
    keys.tab_to("checked").press("Space").tab_to("Finalize the minutes").go("Enter")
    assert keys.clicks == []
    assert RECEIVED in browser.as_(cast.coordinator).get(f"{path}/minutes").text
    _the_record_is_whole(app, full)
    wrong = {
        f"{handle} {person.role}": found
        for handle, person in full.everybody
        if (found := _not_as_in_the_matrix(browser, path, handle, person, full, said))
    }
    assert wrong == {}


def _at_the_keyboard(browser: Browser, cast: Cast, chromium: Any, served: Town) -> Keyboard:
    """Sit the chair down before a browser of her own, signed in."""
    context = chromium.new_context(viewport=WIDE, base_url=served.url)
    cookie = browser.as_(cast.coordinator).cookie()
    context.add_cookies([{"name": "sn", "value": cookie, "url": served.url}])
    page = context.new_page()
    page.set_default_timeout(60_000)
    return Keyboard(page)


def _send_research(browser: Browser, person: Player, path: str, said: Said) -> None:
    """Let the absent agency answer before the meeting; minutes say that it did, and not what."""
    marks = {f"mark_{part}": "share" for part in ResearchPart} | {"mark_status": "withhold"}
    sent = browser.as_(person).post(
        path,
        marks,
        version="0",
        strengths=said.note("Legal aid knows whom she trusts."),
        status=said.note("Legal aid keeps this to itself."),
        reason_status="Between her and her lawyer.",
    )
    assert sent.status_code == 303


def _begin(keys: Keyboard, table: Table) -> None:
    keys.tab_to(f"Begin {table.scene.number}").go("Enter")


def _review(browser: Browser, keys: Keyboard, full: FullTable, table: Table, said: Said) -> None:
    """Take one case down: members write for themselves, the chair for the team; read it back."""
    keys.page.locator("h1", has_text=table.scene.number).wait_for()
    n, team = table.number, {*table.hears, "office"}
    screen = urlsplit(keys.page.url).path
    for handle in ("harbor", "probation"):
        # Federal law keeps Harbor's words at Harbor; probation's reach whoever sits there too.
        to = {handle} if handle == "harbor" else table.hears
        own = said.note(f"Own line of {handle} number {n:02}.", *to)
        answer = browser.as_(full.people[handle][0]).post(screen, said_safety_plan=own)
        assert answer.status_code == 303
    keys.press("1").type(said.note(f"Probation told of safety {n:02}.", *team))
    keys.tab_to("source_safety_plan").choose("County Probation")
    keys.tab_to("source_safety_status").choose("Harbor House")
    keys.tab_to("spoken_safety_status").press("Space")
    if "elsewhere" in table.seated:
        keys.tab_to("said_stabilization")
        keys.type(said.note(f"Elsewhere released this {n:02}.", *team))
        keys.tab_to("source_stabilization").choose("Elsewhere Shelter")
    if n % 2:
        keys.tab_to("no_wishes").choose("Could not be reached")
    else:
        keys.tab_to("wishes").type(said.note(f"The wish of number {n:02}.", *team))
        keys.tab_to("wishes_from").choose("County Probation")
    keys.tab_to("decisions").type(said.note(f"The team decided number {n:02}.", *team))
    keys.tab_to("tasks").type("\n".join(_tasks(n, said, team)))
    if n == DISSENTS:
        keys.tab_to("Somebody does not agree").press("Enter")
        keys.tab_to("dissent").type(said.note("Would rather wait a week.", *team))
        keys.tab_to("dissent_from").choose("Bridge Clinic")
    keys.go("Control+Enter").go("n")
    assert f"The team decided number {n:02}." in keys.page.content()
    assert "Own line of" not in keys.page.content()
    keys.go("y")


def _tasks(n: int, said: Said, team: set[str]) -> list[str]:
    """Return what is typed: three tasks on even cases and two on odd ones, thirty in all."""
    ends = ("@probation due friday", "@clinic vence mañana", "@harbor due +7")
    texts = [said.note(f"Task {place} of number {n:02}", *team) for place in range(3 - n % 2)]
    return [f"{text} {ends[place]}" for place, text in enumerate(texts)]


def _the_record_is_whole(app: Flask, full: FullTable) -> None:
    with app.app_context(), job("test: look"):
        [meeting] = rows(Meeting)
        assert meeting.status is MeetingStatus.FINAL
        items = rows(AgendaItem)
        assert [item.status for item in items] == [ItemStatus.REVIEWED] * CASES
        assert len(rows(Task)) == TASKS
        late = {person.id for person in full.people[LATE]}
        signed = {row.member_id for row in rows(Attendance) if row.signed_at}
        assert late <= signed and not signed & {one.id for one in full.people[ABSENT]}


def _not_as_in_the_matrix(
    browser: Browser, path: str, handle: str, person: Player, full: FullTable, said: Said
) -> list[str]:
    """Compare somebody's minutes with the matrix; return what is missing, and what is too much."""
    answer = browser.as_(person).get(f"{path}/minutes.pdf")
    if person.role is Role.OBSERVER:
        return [] if answer.status_code == 403 else ["an observer has minutes"]
    paper = text_of(answer.data)
    held = {text for text in said.reaches if text in paper}
    held |= {table.scene.number for table in full.tables if table.scene.number in paper}
    due = {text for text, to in said.reaches.items() if handle in to}
    due |= {t.scene.number for t in full.tables if handle in {*t.hears, "office"}}
    return [*(f"without {one}" for one in due - held), *(f"with {one}" for one in held - due)]
