"""Signing in as people do, and leaving at once."""

from collections.abc import Callable
from typing import Any

from tests.town import Town


def test_an_advocate_signs_in_on_a_phone(visit: Callable[..., Any], town: Town) -> None:
    page = visit("advocate", phone=True)
    assert page.get_by_role("heading", level=1).inner_text()
    assert town.person("advocate").name in page.content()


def test_quick_exit_leaves_nothing_behind(visit: Callable[..., Any], town: Town) -> None:
    page = visit("advocate")
    page.get_by_role("button", name="Quick exit").click()
    page.wait_for_url("**/elsewhere")
    assert "SafetyNet" not in page.content()
    page.go_back()
    assert town.person("advocate").name not in page.content()
    assert page.context.request.get("/", max_redirects=0).status in {302, 303}


def test_escape_twice_leaves_too(visit: Callable[..., Any], town: Town) -> None:
    page = visit("advocate")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/elsewhere")
