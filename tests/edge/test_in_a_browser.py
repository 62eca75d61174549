"""The shared page in a real browser: wide and narrow, light and dark, with and without scripts."""

from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from flask import Flask, request
from werkzeug.serving import make_server

from tests.chromium import ASKED_OF_AXE

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="the browser set is not installed"
)

LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 390)]


@pytest.fixture
def posted(sample: Flask) -> list[str]:
    """Paths that received a POST, in order."""
    paths: list[str] = []

    @sample.before_request
    def note() -> None:
        if request.method == "POST":
            paths.append(request.path)

    return paths


@pytest.fixture
def address(sample: Flask, posted: list[str]) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, sample, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def opened(chromium: Any, url: str, **look: Any) -> Any:
    page = chromium.new_context(**look).new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(url)
    return page


def heard(page: Any, posted: list[str]) -> list[str]:
    """Return what the server was sent; a page that is left does not wait for the answer."""
    for _ in range(100):
        if posted:
            break
        page.wait_for_timeout(50)
    return posted


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    chromium: Any, address: str, scheme: str, width: int
) -> None:
    size = {"width": width, "height": 900}
    page = opened(chromium, f"{address}/cases", color_scheme=scheme, viewport=size)
    assert page.complaints == []
    assert _violations(page) == []
    page.fill("#born-day", "3")
    page.click("text=Add task")
    page.wait_for_selector("#error-summary")
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for path in ("/nope", "/stale"):
        page.goto(address + path)
        assert _violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def _violations(page: Any) -> list[str]:
    found = axe.Axe().run(page, options=ASKED_OF_AXE).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


def test_the_summary_of_problems_has_the_focus(chromium: Any, address: str) -> None:
    page = opened(chromium, f"{address}/cases")
    page.click("text=Add task")
    page.wait_for_selector("#error-summary")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.click("#error-summary a >> nth=1")
    assert page.evaluate("document.activeElement.id") == "born-month"


def test_what_can_be_pressed_is_large_enough(chromium: Any, address: str) -> None:
    page = opened(chromium, f"{address}/cases", viewport={"width": 390, "height": 900})
    heights = page.eval_on_selector_all(
        "button, summary, .btn, input:not([type=hidden], [type=radio], [type=checkbox]), select",
        "all => all.filter(e => e.checkVisibility())"
        ".map(e => [e.outerHTML.slice(0, 60), e.offsetHeight])",
    )
    assert [one for one in heights if one[1] < 44] == []


def test_escape_twice_leaves_at_once(chromium: Any, address: str, posted: list[str]) -> None:
    page = opened(chromium, f"{address}/referrals")
    page.goto(f"{address}/cases")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/quick-exit")
    assert page.inner_text("h1") == "Weather"
    assert heard(page, posted) == ["/quick-exit"]
    page.go_back()
    assert page.url.endswith("/referrals"), "the page that was left is not in the history"


def test_escape_once_stays(chromium: Any, address: str, posted: list[str]) -> None:
    page = opened(chromium, f"{address}/cases")
    page.keyboard.press("Escape")
    page.wait_for_timeout(1200)
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    assert page.url.endswith("/cases")
    assert posted == []


def test_without_scripts_menu_exit_and_forms_work(chromium: Any, address: str) -> None:
    narrow = {"width": 390, "height": 900}
    page = opened(chromium, f"{address}/cases", java_script_enabled=False, viewport=narrow)
    page.click("summary:has-text('Menu')")
    page.click(".ways-phone >> text=Meetings")
    assert page.url.endswith("/meetings")
    page.click("text=Quick exit")
    assert page.inner_text("h1") == "Weather"


def test_a_double_click_sends_once(chromium: Any, address: str, posted: list[str]) -> None:
    page = opened(chromium, f"{address}/cases")
    page.dblclick("text=Add task")
    page.wait_for_selector("#error-summary")
    assert posted == ["/cases"]


def test_idle_warns_then_ends_the_sign_in(chromium: Any, address: str, posted: list[str]) -> None:
    page = chromium.new_context().new_page()
    page.clock.install()
    page.goto(f"{address}/cases")
    page.clock.fast_forward("08:05")
    page.wait_for_selector("dialog[open]")
    page.clock.fast_forward("02:00")
    page.wait_for_url("**/sign-in?next=%2Fcases")
    assert heard(page, posted) == ["/sign-out"]


def test_who_says_so_stays(chromium: Any, address: str, posted: list[str]) -> None:
    page = chromium.new_context().new_page()
    page.clock.install()
    page.goto(f"{address}/cases")
    page.clock.fast_forward("08:05")
    page.click("text=Stay signed in")
    page.clock.fast_forward("07:00")
    assert not page.is_visible("dialog[open]")
    assert page.url.endswith("/cases")
    assert heard(page, posted) == ["/sign-in/stay"]


def test_the_quick_exit_is_under_the_thumb(chromium: Any, address: str) -> None:
    page = opened(chromium, f"{address}/cases", viewport={"width": 390, "height": 844})
    for place in (0, 600, 10_000):
        page.evaluate(f"scrollTo(0, {place})")
        box = page.locator("#quick-exit button").bounding_box()
        assert box["y"] > 844 * 2 / 3
        assert box["y"] + box["height"] <= 844


def test_a_table_stays_a_table_on_paper(chromium: Any, address: str) -> None:
    """A sheet is as narrow as a phone held sideways."""
    page = opened(chromium, f"{address}/cases", viewport={"width": 700, "height": 900})
    cell = "getComputedStyle(document.querySelector('td')).display"
    assert page.evaluate(cell) != "table-cell"
    page.emulate_media(media="print")
    assert page.evaluate(cell) == "table-cell"


def test_paper_has_no_buttons(chromium: Any, address: str) -> None:
    page = opened(chromium, f"{address}/cases")
    page.emulate_media(media="print")
    assert not page.is_visible("#quick-exit")
    assert not page.is_visible("text=Add task")
    assert page.is_visible("text=Confidential. Do not copy")
