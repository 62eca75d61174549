"""Referring and importing in a real browser: what its basis needs shows, an import goes on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import ASKED_OF_AXE
from tests.e2e.conftest import PHONE, WIDE

PEOPLE = 210
"""More than one step of an import."""


def faults_of(page: Any) -> list[str]:
    """Return what axe finds on the page as it stands, wide and on a phone."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = []
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        answer = axe.run(page, options=ASKED_OF_AXE).response
        found += [violation["id"] for violation in answer["violations"]]
    page.set_viewport_size(WIDE)
    return found


def test_the_form_asks_for_what_its_basis_needs(visit: Callable[..., Any]) -> None:
    page = visit("advocate", phone=True)
    page.goto("/referrals/new")
    assert not page.get_by_label("Names of those who signed").is_visible()
    page.get_by_label("The young person’s release").check()
    assert page.get_by_label("Names of those who signed").is_visible()
    page.get_by_label("A mandated report that was made").check()
    assert page.get_by_label("When was the report").is_visible()
    assert not page.get_by_label("Names of those who signed").is_visible()
    page.get_by_label("The young person’s release").check()
    page.get_by_role("button", name="Send to").click()
    page.get_by_role("link", name="Choose who signs").click()
    assert faults_of(page) == []


def test_an_import_goes_on_by_itself(visit: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    people = "".join(
        f"Marigold {chr(97 + n % 26)}{chr(97 + n // 26)},Thistledown,03/14/2010\n"
        for n in range(PEOPLE)
    )
    file.write_text(f"First name,Last name,DOB\n{people}Perpetua,12345,\n", encoding="utf-8")
    page = visit("advocate")
    page.goto("/referrals/import")
    page.get_by_label("File").set_input_files(str(file))
    page.get_by_role("button", name="Upload").click()
    page.wait_for_url("**/imports/*")
    assert faults_of(page) == []
    page.get_by_role("button", name="Show what would be imported").click()
    page.wait_for_url("**/preview")
    assert faults_of(page) == []
    page.get_by_role("button", name=f"Import {PEOPLE} referrals").click()
    page.get_by_role("heading", name="The import is done").wait_for(timeout=60_000)
    assert faults_of(page) == []
    assert str(PEOPLE) in page.get_by_role("main").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the rows").click()
    assert download.value.suggested_filename == "not-imported.xlsx"
