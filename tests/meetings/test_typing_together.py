"""Several people type into one item at once: what was accepted stays, the rest is shown."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Thread

import pytest
from flask import Flask

from safetynet.access import Role
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.meetings.sitting import Sitting, end, sit_down
from tests.scenes import colleague

VERSION = re.compile(r'name="version"[^>]*value="(\d+)"')


@dataclass
class Typist:
    """One person's browser in a thread of its own; counts what was accepted and what was not."""

    app: Flask
    player: Player
    sitting: Sitting
    accepted: list[str] = field(default_factory=list)
    conflicts: int = 0
    wrong: list[object] = field(default_factory=list)

    def type_until(self, end_at: float, edit: Callable[["Typist", Browser, str], None]) -> None:
        browser = Browser(self.app).as_(self.player)
        number = 0
        try:
            while time.monotonic() < end_at:
                number += 1
                edit(self, browser, f"[{self.player.id.hex[:8]} {number:04}]")
        except Exception as error:
            self.wrong.append(error)

    def lines(self, browser: Browser, text: str) -> None:
        """Write a line for one's own agency."""
        answer = browser.post(self.sitting.screen, said_safety_plan=text)
        self.note(answer.status_code, text)

    def decisions(self, browser: Browser, text: str) -> None:
        """Decide as a chair does, from the page as opened; save again what met a conflict."""
        [version, *_] = VERSION.findall(browser.get(self.sitting.screen).text)
        day = f"2027-{len(self.accepted) % 12 + 1:02}-{len(text) % 28 + 1:02}"
        sent = {"decisions": text, "no_wishes": "not_asked", "next_review_on": day}
        for _ in range(20):
            answer = browser.post(
                self.sitting.screen, sent, version=version, shown_at=self.sitting.screen
            )
            if answer.status_code != 409:
                break
            self.conflicts += 1
            if text not in answer.text or "Somebody else saved first" not in answer.text:
                self.wrong.append(f"{text} is not shown")
            [version, *_] = VERSION.findall(answer.text)
        self.note(answer.status_code, text)

    def note(self, status: int, text: str) -> None:
        if status == 303:
            self.accepted.append(text)
        elif status != 409:
            self.wrong.append((status, text))


@pytest.mark.parametrize("seconds", [3, pytest.param(60, marks=pytest.mark.long)])
def test_every_accepted_edit_is_in_the_minutes(
    app: Flask, browser: Browser, cast: Cast, seconds: int
) -> None:
    sitting = sit_down(app, cast, browser)
    second = colleague(app, cast.coordinator, Role.COORDINATOR)
    chairs = [Typist(app, player, sitting) for player in (cast.coordinator, second)]
    members = [Typist(app, player, sitting) for player in (cast.advocate, cast.probation)]
    end_at = time.monotonic() + seconds
    threads = [Thread(target=one.type_until, args=(end_at, Typist.decisions)) for one in chairs]
    threads += [Thread(target=one.type_until, args=(end_at, Typist.lines)) for one in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert [one.wrong for one in (*chairs, *members)] == [[], [], [], []]
    assert all(one.accepted for one in (*chairs, *members))
    end(browser, cast, sitting)
    team = browser.as_(cast.coordinator).get(f"{sitting.path}/minutes").text
    for one in chairs:
        assert [text for text in one.accepted if team.count(text) != 1] == []
    for one in members:
        own = browser.as_(one.player).get(f"{sitting.path}/minutes").text
        assert [text for text in one.accepted if own.count(text) != 1] == []


def test_two_chairs_at_once_are_shown_both_texts(app: Flask, browser: Browser, cast: Cast) -> None:
    """Without threads: the second save meets the first, and says both."""
    sitting = sit_down(app, cast, browser)
    second = colleague(app, cast.coordinator, Role.COORDINATOR)
    sent = {"no_wishes": "not_asked", "version": "2", "shown_at": sitting.screen}
    browser.as_(cast.coordinator).post(
        sitting.screen, sent, decisions="Mine.", next_review_on="2027-01-05"
    )
    met = browser.as_(second).post(
        sitting.screen, sent, decisions="Hers.", next_review_on="2027-02-05"
    )
    assert met.status_code == 409
    for words in ("Somebody else saved first", "Hers.", "Mine."):
        assert words in met.text
    [version, *_] = VERSION.findall(met.text)
    again = browser.post(sitting.screen, sent | {"version": version}, decisions="Hers.")
    assert again.status_code == 303
    page = browser.get(sitting.screen).text
    assert "Mine." in page and "Hers." in page
