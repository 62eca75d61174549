"""A mistaken press at the door is taken back; two presses at once are one."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError

import pytest
from flask import Flask

from safetynet.access import Role, job
from safetynet.audit import Result
from safetynet.meetings.fingerprint import is_intact
from safetynet.meetings.models import AgendaItem, Meeting, SteppedOut
from safetynet.meetings.operations import stepping
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.inside import behind_the_door
from tests.ledger import last_entry
from tests.meetings.sitting import Sitting, call_meeting, item_of, sit_down, version_at
from tests.meetings.test_stepping import MARK, at_the_screen, come, finish
from tests.scenes import colleague, open_case

UNDO = re.compile(r'value="(undo:[^"]+)"')


@pytest.fixture
def sitting(app: Flask, browser: Browser, cast: Cast) -> Sitting:
    """The prosecutor may not hear this case, and is in the room."""
    case = sit_down(app, cast, browser)
    come(app, cast.prosecutor)
    return case


def undo_on(browser: Browser, cast: Cast, screen: str) -> str:
    """Return what the button says that takes back what was noted last."""
    [found] = UNDO.findall(browser.as_(cast.coordinator).get(screen).text)
    return str(found)


def test_a_mistaken_press_is_taken_back_and_the_minutes_do_not_know_of_it(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    at_the_screen(browser, cast, sitting.screen, "left")
    page = browser.get(sitting.screen).text
    assert "1 person has left." in page and "take it back" in page
    undo = undo_on(browser, cast, sitting.screen)
    now = version_at(browser, sitting.screen)
    said = {"no_wishes": "not_asked", "decisions": "The aunt is asked", "version": now}
    assert browser.post(sitting.screen, said, then=undo).status_code == 303
    [gone] = [touch for touch in last_entry(app).touches if touch.table == "stepped_out"]
    assert gone.effect is Result.DELETED
    page = browser.get(sitting.screen).text
    assert "is taken back" in page and "They have left" in page and "Out of the room" not in page
    assert not UNDO.findall(page)
    finish(app, browser, cast, sitting)
    page = browser.get(f"{sitting.path}/minutes").text
    assert "The aunt is asked" in page and "Out of the room" not in page
    assert MARK in page and "Prosecutor" in page[: page.index(MARK)]
    assert browser.post(f"{sitting.path}/finalisation").status_code == 422


def test_whoever_was_said_to_be_back_is_out_as_before(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    at_the_screen(browser, cast, sitting.screen, "left")
    with app.app_context(), job("test: look"):
        left_at = rows(SteppedOut)[0].left_at
    assert "1 person is back." in at_the_screen(browser, cast, sitting.screen, "back")
    page = at_the_screen(browser, cast, sitting.screen, undo_on(browser, cast, sitting.screen))
    assert "Prosecutor, District Attorney: since" in page and "They have left" not in page
    with app.app_context(), job("test: look"):
        [row] = rows(SteppedOut)
        assert (row.left_at, row.back_at) == (left_at, None)
    finish(app, browser, cast, sitting)
    assert browser.post(f"{sitting.path}/finalisation").status_code == 303
    with behind_the_door(app, cast.coordinator):
        assert is_intact(rows(Meeting)[0])


def test_a_button_takes_back_nothing_that_came_after_and_nothing_from_long_ago(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_the_screen(browser, cast, sitting.screen, "left")
    first = undo_on(browser, cast, sitting.screen)
    at_the_screen(browser, cast, sitting.screen, "back")
    second = undo_on(browser, cast, sitting.screen)
    assert first != second
    for undo in (first, "undo", "undo:yesterday"):
        assert "nothing was taken back" in at_the_screen(browser, cast, sitting.screen, undo)
    monkeypatch.setattr(stepping, "A_WHILE", timedelta())
    assert not UNDO.findall(browser.get(sitting.screen).text)
    assert "nothing was taken back" in at_the_screen(browser, cast, sitting.screen, second)
    with app.app_context(), job("test: look"):
        assert rows(SteppedOut)[0].back_at is not None


def test_what_was_noted_at_the_next_case_is_taken_back_whole(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """Whoever stayed out for the next case is out for the one before, as if nobody had pressed."""
    scenes = [open_case(app, cast) for _ in range(2)]
    meeting = call_meeting(app, cast, *scenes, days=0)
    first, second = (
        f"/meetings/{meeting}/items/{item_of(app, meeting, scene)}" for scene in scenes
    )
    browser.as_(cast.coordinator).post(f"/meetings/{meeting}/start")
    browser.post(f"{first}/beginning")
    come(app, cast.prosecutor)
    at_the_screen(browser, cast, first, "left")
    at_the_screen(browser, cast, second, "left")
    at_the_screen(browser, cast, second, undo_on(browser, cast, second))
    with app.app_context(), job("test: look"):
        [row] = rows(SteppedOut)
        assert first.endswith(str(row.item_id)) and row.back_at is None


@pytest.mark.parametrize("then", ["left", "back"])
def test_a_second_press_notes_nothing(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting, then: str
) -> None:
    for press in ("left", "back") if then == "back" else ("left",):
        at_the_screen(browser, cast, sitting.screen, press)
    assert "noted already" in at_the_screen(browser, cast, sitting.screen, then)
    with app.app_context(), job("test: look"):
        assert len(rows(SteppedOut)) == 1


def test_two_who_note_it_at_once_note_it_once(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both found her in the room; the second finds out as it saves."""
    second = colleague(app, cast.coordinator, Role.COORDINATOR)
    # The first visit of a page after a start goes alone; these two are to meet.
    at_the_screen(browser, cast, sitting.screen, "save")
    both, asked = Barrier(2), stepping.at_the_door

    def when_both_asked(item: AgendaItem) -> stepping.AtTheDoor:
        door = asked(item)
        # SQLite lets one write after the other, and nobody comes.
        with suppress(BrokenBarrierError):
            both.wait(1)
        return door

    monkeypatch.setattr(stepping, "at_the_door", when_both_asked)
    now = version_at(browser, sitting.screen)
    said = {"no_wishes": "not_asked", "then": "left", "version": now}

    def press(chair: Player) -> int:
        return Browser(app).as_(chair).post(sitting.screen, said).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(press, (cast.coordinator, second))) == [303, 303]
    with app.app_context(), job("test: look"):
        assert len(rows(SteppedOut)) == 1
