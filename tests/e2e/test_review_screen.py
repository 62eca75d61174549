"""The review screen under the hands of a chair: keys, clocks, the room that follows."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.cast import Cast
from tests.chromium import ASKED_OF_AXE
from tests.e2e.conftest import PHONE, WIDE
from tests.e2e.tables import Table, laid
from tests.page_inspector import inspect_page
from tests.scenes import block

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
AXE = "axe_playwright_python.sync_playwright"


@pytest.fixture
def table(app: Flask, cast: Cast, chromium: Any) -> Iterator[Table]:
    with laid(app, cast, chromium) as table:
        yield table


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_the_chair_reviews_by_the_keyboard(table: Table) -> None:
    page = table.review()
    first = page.url
    page.keyboard.press("t")
    assert focused(page) == "tasks"
    page.keyboard.type("Ring the school next @office due +7")
    assert page.url == first
    page.keyboard.press("Control+Enter")
    page.get_by_text("saved.").wait_for()
    page.keyboard.press("n")
    page.wait_for_selector("#error-summary")
    assert focused(page) == "error-summary"
    page.keyboard.press("w")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Nobody")
    page.keyboard.press("Control+Enter")
    page.get_by_text("saved.").wait_for()
    page.keyboard.press("n")
    page.wait_for_url("**/readback")
    assert page.get_by_text("Ring the school next").count()
    page.keyboard.press("e")
    page.wait_for_url(first)
    page.keyboard.press("n")
    page.wait_for_url("**/readback")
    page.keyboard.press("y")
    page.wait_for_url(f"**/items/{table.items[1]}")
    page.keyboard.press("j")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    page.wait_for_url(first)
    assert page.get_by_text("Ring the school next").count()
    page.keyboard.press("3")
    assert focused(page) == "said_victimization"


def test_every_key_is_a_button_and_can_be_turned_off(table: Table) -> None:
    axe = pytest.importorskip(AXE).Axe()
    page = table.review()
    page.keyboard.press("?")
    page.locator("#keys[open]").wait_for()
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        found = axe.run(page, options=ASKED_OF_AXE).response["violations"]
        assert [problem["id"] for problem in found] == []
        assert page.evaluate(TOO_WIDE) <= 0
    page.get_by_role("button", name="d decisions").press("Enter")
    assert focused(page) == "decisions"
    page.get_by_role("button", name="Keys ?").press("Enter")
    page.get_by_label("Single keys work").press("Space")
    page.get_by_role("button", name="Close").press("Enter")
    page.reload()
    page.locator("#timer", has_text="/ ").wait_for()
    page.keyboard.press("t")
    assert focused(page) != "tasks"
    page.get_by_role("button", name="Keys ?").press("Enter")
    page.get_by_role("button", name="t write a task").press("Enter")
    assert focused(page) == "tasks"


def test_the_room_follows_the_chair(table: Table) -> None:
    axe = pytest.importorskip(AXE).Axe()
    block(table.app, table.scenes[1], table.cast.provider, table.cast.coordinator)
    chair, member = table.review(), table.sit(table.cast.provider, "/room")
    for size in (PHONE, WIDE):
        member.set_viewport_size(size)
        assert inspect_page(member.content()) == []
        found = axe.run(member, options=ASKED_OF_AXE).response["violations"]
        assert [problem["id"] for problem in found] == []
        assert member.evaluate(TOO_WIDE) <= 0
    member.locator("#room-at", has_text=table.scenes[0].number).wait_for()
    said = "The room reads this while it is said."
    chair.keyboard.press("d")
    chair.keyboard.type(said)
    chair.keyboard.press("Control+Enter")
    member.get_by_text(said).wait_for()
    member.context.set_offline(True)
    member.locator("#room-trouble").wait_for()
    member.context.set_offline(False)
    member.locator("#room-trouble").wait_for(state="hidden")
    # The next case is one in which the member does not take part.
    chair.get_by_text("saved.").wait_for()
    chair.keyboard.press("p")
    member.get_by_text("Please step out").wait_for()
    assert member.get_by_text(table.scenes[1].number).count() == 0
    assert "take part" in member.locator("#room-said").inner_text()
    chair.wait_for_url(f"**/items/{table.items[1]}")
    chair.keyboard.press("b")
    member.locator("#room-at", has_text=table.scenes[0].number).wait_for()


def test_work_in_one_tab_keeps_the_other_open(table: Table) -> None:
    """The page of the room beside the review must not end the sign-in of the one who types."""
    page = table.review()
    beside = page.context.new_page()
    beside.goto(f"{table.path}/room")
    beside.evaluate("document.getElementById('idle').dataset.end = 4")
    for _ in range(6):
        page.wait_for_timeout(1000)
        page.keyboard.press("Shift")
    assert beside.url.endswith("/room")


def test_two_people_type_into_one_item_at_once(table: Table) -> None:
    """The browser's part of it: each sees what was accepted, and nobody writes over anybody."""
    chair, member = table.review(), table.sit(table.cast.probation, f"/items/{table.items[0]}")
    for turn in range(3):
        chair.locator("#decisions").fill(f"Chair {turn}.")
        member.locator("#said_safety_plan").fill(f"Member {turn}.")
        # Until the next page is there: the one before says "saved", too.
        with chair.expect_navigation(), member.expect_navigation():
            member.get_by_role("button", name="Save our lines").click(no_wait_after=True)
            chair.keyboard.press("Control+Enter")
        for page in (chair, member):
            page.get_by_text("saved.").wait_for()
    chair.reload()
    member.reload()
    for turn in range(3):
        assert chair.get_by_text(f"Chair {turn}.").count() == 1
        assert member.get_by_text(f"Chair {turn}.").count() == 1
        assert member.get_by_text(f"Member {turn}.").count() == 1
