"""The review screen under the hands of a chair: keys, clock, nothing lost."""

from collections.abc import Callable
from typing import Any

from tests.town import Town


def _screen(page: Any) -> None:
    """Start tomorrow's meeting and take up its first case."""
    page.goto("/meetings")
    page.locator("table").first.get_by_role("link").first.click()
    if page.get_by_role("button", name="Start the meeting").count():
        page.get_by_role("button", name="Start the meeting").click()
        page.get_by_role("button", name="Save attendance").click()
    page.get_by_role("button", name="Begin").first.click()


def test_the_chair_reviews_by_the_keyboard(visit: Callable[..., Any], town: Town) -> None:
    page = visit("coordinator")
    _screen(page)
    first = page.url
    # Until its script runs, it says only how long there is.
    page.locator("#timer", has_text="/ ").wait_for()
    page.locator("h1").click()
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.id") == "tasks"
    page.keyboard.type("Ring the school next @office due +7")
    assert page.url == first
    assert page.locator("#tasks").input_value() == "Ring the school next @office due +7"
    page.locator("h1").click()
    page.keyboard.press("n")
    page.wait_for_selector("#error-summary")
    assert page.locator("#tasks").input_value() == "Ring the school next @office due +7"
    page.get_by_label("Or why not known").select_option("not_asked")
    page.locator("h1").click()
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != first)
    page.goto(first)
    assert page.get_by_text("Ring the school next").count()


def test_single_keys_can_be_turned_off(visit: Callable[..., Any], town: Town) -> None:
    page = visit("coordinator")
    _screen(page)
    page.get_by_label("Single keys work").uncheck()
    page.reload()
    page.locator("h1").click()
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.id") != "tasks"
