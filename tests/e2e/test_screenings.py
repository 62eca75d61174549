"""Recording what came of a screening and asking for one word, in a browser; axe finds nothing."""

from collections.abc import Callable
from typing import Any

from tests.e2e.test_referrals import faults_of


def test_a_result_is_recorded_and_an_answer_asked_for(visit: Callable[..., Any]) -> None:
    page = visit("advocate", phone=True)
    page.goto("/cases")
    page.locator("table").first.get_by_role("link").first.click()
    case = str(page.url)
    page.goto(f"{case}/screenings/new")
    page.get_by_role("button", name="Record the result").click()
    page.locator("#error-summary").wait_for()
    assert faults_of(page) == []
    page.get_by_label("Which instrument?").select_option("cse_it")
    page.get_by_label("Who screened?").fill("Nadia Brook")
    page.get_by_label("Possible concern").first.check()
    page.get_by_label("Totals of its groups").fill("Housing 3")
    page.get_by_role("button", name="Record the result").click()
    page.get_by_text("The result is recorded.").wait_for()
    assert faults_of(page) == []
    page.goto(f"{case}/screenings")
    page.get_by_text("This is not legal evidence that trafficking occurred.").first.wait_for()
    assert faults_of(page) == []
    page.goto(f"{case}/quick-answer")
    page.get_by_label("To prepare or hold a review").check()
    page.get_by_role("button", name="Ask, and be recorded").click()
    page.wait_for_url("**/quick-answer/*")
    assert faults_of(page) == []
