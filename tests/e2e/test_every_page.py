"""Every kind of page, wide and on a phone: axe finds nothing, our own inspector neither."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.chromium import ASKED_OF_AXE
from tests.crawl import walk
from tests.e2e.conftest import PHONE, WIDE
from tests.page_inspector import inspect_page
from tests.town import Town

ROLES = [
    "advocate",
    "coordinator",
    "provider",
    "probation",
    "supervisor",
    "privacy_officer",
    "administrator",
    "counsel",
    "analyst",
    "observer",
]
MORE = {"coordinator": {"/referrals/<uuid:referral>": 12}}
"""By role, pages of which only some lead on: a referral to whoever is possibly the same."""
LED_TO = {
    "coordinator": {"/survivors/<uuid:survivor>/joining/<uuid:other>"},
    "probation": {"/transfers/in", "/referrals/<uuid:referral>/transfer-in"},
}
_checked: dict[str, set[str]] = {}
"""By rule, what earlier roles' pages consisted of: who may do more finds more on the same page."""
_PARTS = re.compile(r'<\w+|class="[^"]*"')


@pytest.mark.parametrize("role", [None, *ROLES])
def test_pages_are_open_to_everybody(
    visit: Callable[..., Any], town: Town, role: str | None
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = visit(role)
    wrong: list[str] = []
    walked = set[str]()

    def get(path: str) -> str | None:
        response = page.request.get(path)
        is_page = "text/html" in response.headers.get("content-type", "")
        return str(response.text()) if is_page else None

    start = "/" if role else "/sign-in"
    for rule, path, html in walk(town.app, get, start, per_rule=1, more=MORE.get(role or "")):
        walked.add(rule)
        wrong += [f"{path}: {problem}" for problem in inspect_page(html)]
        parts, known = set(_PARTS.findall(html)), _checked.setdefault(rule, set())
        if parts <= known:
            continue
        known |= parts
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            page.goto(path)
            found = axe.run(page, options=ASKED_OF_AXE).response["violations"]
            wrong += [f"{path} at {size['width']}: {problem['id']}" for problem in found]
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if overflow > 0:
                wrong.append(f"{path} at {size['width']}: {overflow} px wider than the screen")
    assert wrong == [] and LED_TO.get(role or "", set()) <= walked
