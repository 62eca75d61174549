"""One real Chromium for the whole run; skipped, with the reason, where there is none."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ASKED_OF_AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Describing also each element that is right took it a third of its processor time.
    "resultTypes": ["violations"],
}


def executable() -> str:
    """Return where Chromium is, or skip the test."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if not found:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    found = executable()
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="install requirements-e2e.txt for browser tests"
    )
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()
