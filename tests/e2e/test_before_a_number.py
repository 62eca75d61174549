"""Reaching a young person in a browser, wide and on a phone; axe finds nothing on the way."""

from collections.abc import Callable
from typing import Any

from tests.e2e.test_referrals import faults_of

DANGER = "Go in twos, and ring from the corner."


def a_case(page: Any) -> str:
    """Open the first case whose safe contact can be opened; return its path."""
    page.goto("/cases")
    links = page.locator("table").first.get_by_role("link")
    for path in [str(link.get_attribute("href")) for link in links.all()]:
        page.goto(f"{path}/safe-contacts")
        if page.get_by_role("button", name="Read what to say").count():
            return path
    raise AssertionError("no case with a contact to open")


def test_the_question_comes_before_the_number(visit: Callable[..., Any]) -> None:
    page = visit("advocate", phone=True)
    a_case(page)
    assert faults_of(page) == []
    page.get_by_role("button", name="Read what to say").first.click()
    page.get_by_role("button", name="Open the number").wait_for()
    assert faults_of(page) == []
    page.get_by_role("button", name="Open the number").click()
    page.locator("#error-summary").wait_for()
    assert faults_of(page) == []
    page.get_by_label("whoever met her or him last").check()
    page.get_by_role("button", name="Open the number").click()
    page.get_by_role("heading", name="What came of it?").wait_for()
    assert faults_of(page) == []
    page.get_by_role("button", name="Not reached").click()
    page.get_by_text("It is written down.").wait_for()
    assert faults_of(page) == []


def test_an_alert_is_set_and_asked_to_be_removed(visit: Callable[..., Any]) -> None:
    page = visit("probation")
    page.goto("/cases")
    page.locator("table").first.get_by_role("link").first.click()
    page.goto(f"{page.url}/alerts/new")
    page.get_by_role("button", name="Set the alert").click()
    page.locator("#error-summary").wait_for()
    assert faults_of(page) == []
    page.get_by_label("What kind of danger").select_option("not_alone")
    page.get_by_label("What everybody must know").fill(DANGER)
    page.get_by_role("button", name="Set the alert").click()
    page.get_by_text(DANGER).first.wait_for()
    assert faults_of(page) == []
    page.get_by_text("Ask to remove it").first.click()
    page.get_by_label("Why it is over").first.fill("He moved away.")
    page.get_by_role("button", name="Ask a second person").first.click()
    page.locator(".written", has_text="He moved away.").wait_for()
    assert page.get_by_text("Somebody else has to agree.").count() > 0
    assert faults_of(page) == []
