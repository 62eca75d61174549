"""A dead network and a killed server: the page keeps what is typed, says so, and sends it later."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.cast import Cast
from tests.e2e.conftest import WIDE, sign_in
from tests.e2e.tables import laid
from tests.house.serving import Site, built
from tests.town import Town

FIRST, LATER = "Placement with the aunt is supported.", "The school stays the same."
ON_DISK = "localStorage.length + sessionStorage.length + document.cookie.length"


def saved(page: Any) -> None:
    page.locator(".kept:not(.is-trouble)", has_text="Saved ").wait_for()


def in_trouble(page: Any) -> None:
    page.locator(".kept.is-trouble", has_text="Not saved since").wait_for()


@pytest.mark.parametrize("seconds", [7, pytest.param(60, marks=pytest.mark.long)])
def test_a_minute_without_network_loses_nothing(
    app: Flask, cast: Cast, chromium: Any, seconds: int
) -> None:
    with laid(app, cast, chromium) as table:
        page = table.review()
        page.keyboard.press("d")
        page.keyboard.type(FIRST)
        saved(page)
        page.context.set_offline(True)
        for second in range(seconds):
            page.keyboard.type(f" {second}")
            page.wait_for_timeout(1000)
        in_trouble(page)
        assert page.evaluate(ON_DISK) == 0
        # Not sent either, and the page with the text stays.
        page.keyboard.press("Control+Enter")
        page.locator(".kept", has_text="Not sent").wait_for()
        typed = page.locator("#decisions").input_value()
        assert typed.startswith(FIRST) and typed.endswith(f" {seconds - 1}")
        page.context.set_offline(False)
        # By itself, at once.
        saved(page)
        page.keyboard.press("Control+Enter")
        page.get_by_text("saved.").wait_for()
        assert page.get_by_text(typed).count()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = built(tmp_path, {})
    yield site
    site.kill()


def begin_a_review(page: Any) -> None:
    """Start tomorrow's meeting of the demonstration and take up its first case."""
    page.goto("/meetings")
    page.locator("table").first.get_by_role("link").first.click()
    page.get_by_role("button", name="Start the meeting").click()
    page.get_by_role("button", name="Save attendance").click()
    page.get_by_role("button", name="Begin").first.click()
    page.locator("#timer", has_text="/ ").wait_for()


@pytest.mark.long
def test_a_killed_server_takes_no_acknowledged_word_with_it(chromium: Any, site: Site) -> None:
    port = site.start()
    town = Town(site.app, f"http://127.0.0.1:{port}", site.people)
    page = chromium.new_context(viewport=WIDE, base_url=town.url).new_page()
    page.set_default_timeout(60_000)
    sign_in(page, town, "coordinator")
    begin_a_review(page)
    path = page.url
    page.keyboard.press("d")
    for kill in range(3):
        page.keyboard.type(f"{FIRST} {kill}\n")
        saved(page)
        site.kill()
        page.keyboard.type(f"{LATER} {kill}\n")
        in_trouble(page)
        lines = page.locator("#decisions").input_value().splitlines()
        assert [f"{FIRST} {kill}", f"{LATER} {kill}"] == lines[-2:]
        site.start(port)
        # What was typed while nobody answered is kept by itself, and survives the next kill.
        saved(page)
        site.kill()
        site.start(port)
    fresh = page.context.new_page()
    fresh.goto(path)
    fresh.get_by_role("link", name="Use it").first.click()
    kept = fresh.locator("#decisions").input_value()
    for kill in range(3):
        assert f"{FIRST} {kill}" in kept and f"{LATER} {kill}" in kept
