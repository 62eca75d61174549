"""A report goes with a referral from a phone, and another one is added on its page."""

from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.e2e.pages import Journey, Window
from tests.e2e.test_whole_referral import type_the_least, unfold
from tests.files import makers

REPORT, ORDER = "Report of the night shift", "Order of March"


def choose(page: Any, title: str) -> None:
    page.get_by_label("What it is", exact=True).first.fill(title)
    file = {"name": "Marigold.pdf", "mimeType": "application/pdf", "buffer": makers.pdf()}
    page.locator("input[type=file]").first.set_input_files(file)


def test_documents_go_with_a_referral_from_a_phone(visit: Callable[..., Any]) -> None:
    page = visit("probation", phone=True)
    window, axe = Window(page, Journey()), Axe()
    window.open("/referrals/new")
    type_the_least(page)
    unfold(page, "Documents that go with it")
    choose(page, REPORT)
    page.get_by_role("button", name="Another document").click()
    assert page.evaluate("document.activeElement.name") == "documents-1-title"
    window.looked().check(axe).press("Send to")
    assert REPORT in window.words
    window.follow("Add a document")
    choose(page, ORDER)
    window.choose("What kind of document", "Court order")
    window.check(axe).press("Store the document")
    assert ORDER in window.words
    window.check(axe).follow(REPORT).check(axe)
    assert window.journey.wrong == []
