"""Who is out of the room, noted by single keys: what the page says, and when a key is a letter."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from safetynet.access import job
from safetynet.meetings.models import Decision, SteppedOut
from tests.browser import rows
from tests.cast import Cast
from tests.chromium import ASKED_OF_AXE
from tests.e2e.conftest import PHONE, WIDE
from tests.e2e.keyboard import Keyboard
from tests.e2e.tables import Table, laid
from tests.meetings.test_stepping import come

AXE = "axe_playwright_python.sync_playwright"
WHO = "Prosecutor, District Attorney"


@pytest.fixture
def table(app: Flask, cast: Cast, chromium: Any) -> Iterator[Table]:
    with laid(app, cast, chromium) as table:
        come(app, cast.prosecutor)
        yield table


def said(keys: Keyboard) -> str:
    """Return what the page says by itself, and a screen reader with it."""
    return str(keys.page.locator("main [role=status]").first.inner_text())


def noted(app: Flask) -> list[bool]:
    """Return for each row whether that person is back."""
    with app.app_context(), job("test: look"):
        return [row.back_at is not None for row in rows(SteppedOut)]


def test_one_key_notes_who_left_and_another_who_is_back(app: Flask, table: Table) -> None:
    keys = Keyboard(table.review())
    assert keys.page.get_by_text(WHO).count() == 1
    # Inside of a text box a key is a letter, in a list it chooses, and nothing is sent.
    for field, box in (("d", "decisions"), ("t", "tasks"), ("j", "to")):
        keys.press(field, "o", "i", "u")
        assert keys.page.locator(f"#{box}").input_value() == "oiu"
        keys.press(*["Backspace"] * (box != "decisions") * 3).tab_to("Save")
    keys.tab_to("no_wishes").press("o", "i", "u").tab_to("Save")
    assert noted(app) == []
    # What is not to be done now has no key either.
    keys.press("i", "u").go("o")
    assert "noted that 1 person has left the room" in said(keys)
    assert "They have left" not in keys.page.content()
    assert keys.page.locator("main").get_by_text(f"{WHO}: since").count() == 2
    assert noted(app) == [False]
    keys.press("o").go("i")
    assert "noted that 1 person is back" in said(keys)
    assert noted(app) == [True]
    keys.go("u")
    assert "is taken back" in said(keys)
    assert noted(app) == [False]
    keys.go("u")
    assert "is taken back" in said(keys)
    assert noted(app) == [] and keys.clicks == []
    with app.app_context(), job("test: look"):
        assert [row.text for row in rows(Decision)] == ["oiu"]


def test_the_buttons_are_reached_by_tab_and_listed_with_their_keys(
    app: Flask, table: Table
) -> None:
    keys = Keyboard(table.review())
    keys.press("?")
    assert keys.page.locator("#keys[open]").get_by_text("have left the room").count() == 1
    keys.press("o")
    assert noted(app) == []
    keys.press("Escape").tab_to("They have left").go("Enter")
    keys.tab_to("They are back").go("Enter").tab_to("That was a mistake").go("Enter")
    assert "is taken back" in said(keys)
    assert noted(app) == [False] and keys.clicks == []


def test_the_notices_stand_on_a_phone_and_before_a_screen_reader(table: Table) -> None:
    axe = pytest.importorskip(AXE).Axe()
    keys = Keyboard(table.review())
    for key in ("o", "i"):
        keys.go(key)
        for size in (PHONE, WIDE):
            keys.page.set_viewport_size(size)
            found = axe.run(keys.page, options=ASKED_OF_AXE).response["violations"]
            assert [problem["id"] for problem in found] == []
