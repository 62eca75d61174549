"""The agenda builder under the hands of a coordinator: keys move a case, and what she set stays."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.browser import Browser
from tests.cast import Cast
from tests.e2e.conftest import PHONE, WIDE
from tests.e2e.keyboard import Keyboard
from tests.meetings.sitting import call_meeting
from tests.scenes import open_case
from tests.town import serving

CASES = "(all) => all.map((link) => link.textContent)"
AT = "document.activeElement.textContent"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def keys(app: Flask, cast: Cast, chromium: Any) -> Iterator[Keyboard]:
    """Ten new cases of fifteen minutes for two hours, and a coordinator without a mouse."""
    for _ in range(10):
        open_case(app, cast)
    meeting = call_meeting(app, cast, days=3, published=False)
    with serving(app, []) as town:
        context = chromium.new_context(viewport=WIDE, base_url=town.url)
        cookie = Browser(app).as_(cast.coordinator).cookie()
        context.add_cookies([{"name": "sn", "value": cookie, "url": town.url}])
        keys = Keyboard(context.new_page())
        keys.page.set_default_timeout(60_000)
        keys.page.goto(f"/meetings/{meeting}/agenda")
        keys.tab_to("Propose the agenda").go("Enter")
        yield keys
        context.close()


def order(page: Any) -> list[str]:
    found: list[str] = page.locator(".agenda > li h3 a").evaluate_all(CASES)
    return found


def test_it_fits_the_time_and_says_what_does_not(keys: Keyboard) -> None:
    page = keys.page
    assert len(order(page)) == 8
    words = page.locator("main").inner_text()
    assert "120 of 120 minutes are planned." in words and "0 minutes are free." in words
    assert words.count("It takes 15 minutes, 0 are left.") == 2
    page.set_viewport_size(PHONE)
    assert page.evaluate(TOO_WIDE) <= 0


def test_the_keys_move_a_case_and_the_focus_goes_with_it(keys: Keyboard) -> None:
    page = keys.page
    assert page.locator("#agenda-keys").is_visible()
    first, second, third, *rest = order(page)
    keys.tab_to(first).go("Alt+ArrowDown")
    assert order(page) == [second, first, third, *rest]
    assert page.evaluate(AT) == first
    keys.go("Alt+ArrowDown")
    assert order(page) == [second, third, first, *rest]
    assert page.evaluate(AT) == first
    keys.go("Alt+ArrowUp")
    assert order(page) == [second, first, third, *rest]
    assert keys.clicks == []


def test_the_keys_move_nothing_out_of_a_list_or_at_an_end(keys: Keyboard) -> None:
    page = keys.page
    before = order(page)
    keys.tab_to(before[0]).press("Alt+ArrowUp")
    keys.tab_to("presenter_id").press("Alt+ArrowDown", "Escape")
    page.wait_for_timeout(500)
    assert order(page) == before
    page.reload()
    assert order(page) == before


def test_what_was_set_by_hand_stays_when_the_agenda_is_proposed_again(keys: Keyboard) -> None:
    page = keys.page
    last = order(page)[-1]
    keys.tab_to(last).go("Alt+ArrowUp").go("Alt+ArrowUp")
    moved_to = order(page).index(last)
    timed = order(page)[0]
    keys.tab_to(timed).tab_to("minutes").press("Control+a").type("30").go("Enter")
    assert "135 of 120 minutes are planned." in page.locator("main").inner_text()
    keys.tab_to("Propose the rest and the order").go("Enter")
    assert order(page).index(last) == moved_to
    own = page.locator(".agenda > li", has_text=timed)
    assert own.get_by_label("Minutes planned").input_value() == "30"
    assert own.get_by_text("Timed by hand").count() == 1
    assert page.locator(".agenda > li", has_text=last).get_by_text("Placed by hand").count() == 1
    assert "That is 15 minutes too long." in page.locator("main").inner_text()
    assert keys.clicks == []
