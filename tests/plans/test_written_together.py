"""Three people change one plan at once, over the wire: what was accepted is in it, or was shown."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest

from safetynet import cases, clock
from safetynet.access import Role, job
from safetynet.authentication.enrolling import enrol
from safetynet.demo.county import Invented
from safetynet.survivors import mint
from tests.cast import PASSWORD, TOTP, Cast, Player, assemble
from tests.house.serving import Client, Site, installed

VERSION = re.compile(r'name="version"[^>]*value="(\d+)"')
TEXT = re.compile(r"<textarea[^>]*>(.*?)</textarea>", re.DOTALL)
OTHERS = "Somebody else saved first"
TRIES = 50


@dataclass
class Table:
    """A running server, one case, and the three who write its plan; two are of one agency."""

    path: str
    people: list[Client]
    """Signed in; a one-time code is good once."""
    goal: str = ""
    words: str = ""
    step: str = ""


@dataclass
class Planner:
    """One of them, in a thread: counts what was accepted, what met another's, what went wrong."""

    client: Client
    table: Table
    owner: str
    says: bool
    """Whether the words of the goal are this agency's to change."""
    steps: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    moved: int = 0
    conflicts: int = 0
    wrong: list[object] = field(default_factory=list)

    def write_until(self, end_at: float) -> None:
        number = 0
        try:
            self._page(f"{self.table.path}/plan")
            while time.monotonic() < end_at:
                number += 1
                self._add_step(f"[{self.owner[:8]}-{self.client.person.id.hex[:6]}-{number:04}]")
                self._move_step()
                if self.says:
                    self._say_more(f"[{self.client.person.id.hex[:6]}-said-{number:04}]")
        except Exception as error:
            self.wrong.append(error)

    def _add_step(self, text: str) -> None:
        due = (clock.today() + timedelta(days=9)).isoformat()
        status, _page = self._send(f"{self.table.goal}/steps", text=text, owner=self.owner, due=due)
        if status == 303:
            self.steps.append(text)

    def _move_step(self) -> None:
        """Give the common step another day; every accepted day is another than the one before."""
        for turn in range(TRIES):
            version = self._version(self.table.step)
            day = clock.today() + timedelta(days=10 + int(version))
            status, page = self._send(
                self.table.step,
                owner=self.owner,
                due=day.isoformat(),
                status="open",
                version=version,
                shown_at=self.table.step,
            )
            if status != 409:
                self.moved += status == 303
                return
            self._met(page, "", turn)

    def _say_more(self, more: str) -> None:
        """Add to the words of the goal what is in none of the others' saves."""
        for turn in range(TRIES):
            page = self._page(self.table.words)
            text = f"{_typed(page)} {more}"
            version = VERSION.findall(page)[0]
            here = self.table.words
            status, page = self._send(here, text=text, version=version, shown_at=here)
            if status == 303:
                self.said.append(more)
            if status != 409:
                return
            self._met(page, more, turn)

    def _met(self, page: str, typed: str, turn: int) -> None:
        self.conflicts += 1
        if OTHERS not in page or typed not in unescape(page):
            self.wrong.append(f"what was typed is not shown: {typed}")
        if turn == TRIES - 1:
            self.wrong.append(f"never accepted: {typed}")

    def _send(self, path: str, **form: str) -> tuple[int, str]:
        status, _, page = self.client.ask(path, form_key=str(uuid4()), **form)
        if status not in {303, 409, 503}:
            self.wrong.append((status, path))
        return status, page

    def _page(self, path: str) -> str:
        status, _, page = self.client.ask(path)
        assert status == 200, (status, path)
        return page

    def _version(self, path: str) -> str:
        return str(VERSION.findall(self._page(path))[0])


def _typed(page: str) -> str:
    return unescape(TEXT.findall(page)[0]).strip()


@pytest.fixture
def table(database: str, tmp_path: Path) -> Iterator[Table]:
    people: list[Invented] = []
    numbers: list[str] = []

    def fill() -> list[Invented]:
        cast = assemble()
        people.extend(_three(cast))
        numbers.append(_case(cast))
        return people

    with installed(database, tmp_path, fill) as site:
        yield _set_up(site, numbers[0])


def _three(cast: Cast) -> list[Invented]:
    second = "second@harbor.example.org"
    with job("test: a colleague"):
        member, _ = enrol(
            cast.harbor_id,
            name="Second Advocate",
            email=second,
            role=Role.ADVOCATE,
            password=PASSWORD,
            totp_secret=TOTP,
        )
        other = Player(member.id, cast.harbor_id, Role.ADVOCATE, second)
    return [
        Invented(one.id, one.agency_id, "", one.email, one.role, "", PASSWORD, TOTP)
        for one in (cast.advocate, other, cast.probation)
    ]


def _case(cast: Cast) -> str:
    with job("test: open a case"):
        case = cases.open_case(mint(cast.harbor_id).id, cast.harbor_id, clock.now(), coded=True)
        cases.seat(case, cast.probation.agency_id)
        return f"/cases/{case.id}"


def _set_up(site: Site, path: str) -> Table:
    """Start the server and let the first of them begin a plan: one goal, one step."""
    port = site.start()
    table = Table(path, [Client(port, person) for person in site.people])
    for client in table.people:
        client.enter()
    first = table.people[0]
    first.ask(f"{path}/plan")
    first.ask(f"{path}/plans", kind="stabilization")
    plan = _only(r'"(/cases/[^"]+/plans/[^"/]+)/goals/new"', first.ask(f"{path}/plan")[2])
    first.ask(f"{plan}/goals", text="I want", domain="learning", form_key=str(uuid4()))
    table.goal = _only(r'"(/cases/[^"]+/goals/[^"/]+)/steps/new"', first.ask(f"{path}/plan")[2])
    owner, due = str(table.people[2].person.agency_id), clock.today().isoformat()
    first.ask(f"{table.goal}/steps", text="Go", owner=owner, due=due, form_key=str(uuid4()))
    page = first.ask(f"{path}/plan")[2]
    table.step = _only(r'"(/cases/[^"]+/plan-steps/[^"/]+)"', page)
    table.words = _only(r'"(/cases/[^"]+/goals/[^"/]+/words/[^"/]+)"', page)
    return table


def _only(pattern: str, page: str) -> str:
    [found] = set(re.findall(pattern, page))
    return str(found)


@pytest.mark.parametrize("seconds", [5, pytest.param(60, marks=pytest.mark.long)])
def test_three_people_change_one_plan_and_nothing_is_lost(
    table: Table, seconds: int, capsys: pytest.CaptureFixture[str]
) -> None:
    harbor = table.people[0].person.agency_id
    planners = [
        Planner(
            client,
            table,
            owner=str(client.person.agency_id),
            says=client.person.agency_id == harbor,
        )
        for client in table.people
    ]
    end_at = time.monotonic() + seconds
    threads = [Thread(target=planner.write_until, args=(end_at,)) for planner in planners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)

    assert [planner.wrong for planner in planners] == [[], [], []]
    assert all(planner.steps and planner.moved for planner in planners)
    first, second, third = planners
    for reader, writers in ((first, (first, second)), (third, (third,))):
        page = reader._page(f"{table.path}/plan")
        lost = [text for one in writers for text in one.steps if page.count(text) != 1]
        assert lost == []
    words = _typed(first._page(table.words))
    assert [more for one in (first, second) for more in one.said if words.count(more) != 1] == []
    assert first.said and second.said
    moved = sum(planner.moved for planner in planners)
    assert int(first._version(table.step)) == 1 + moved, "no day was written over unseen"
    accepted = moved + sum(len(one.steps) + len(one.said) for one in planners)
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what the run is for
            f"\n{seconds} s: {accepted} edits accepted, "
            f"{sum(one.conflicts for one in planners)} conflicts shown, 0 lost"
        )
