"""Real Chromium on a demonstration county; skipped, with the reason, where there is none."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.town import Town, code_of, demonstration, forget_codes, serving

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with serving(*demonstration(tmp_path_factory.mktemp("town"))) as served:
        yield served


@pytest.fixture
def visit(chromium: Any, town: Town) -> Iterator[Callable[..., Any]]:
    """Open a page signed in as somebody: `visit("advocate", phone=True)`; None stays outside.

    A console message of the browser, a CSP report among them, fails the test at its end.
    """
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_(role: str | None, *, phone: bool = False, place: int = 0) -> Any:
        context = chromium.new_context(viewport=PHONE if phone else WIDE, base_url=town.url)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.extend([said.text] * (said.type == "error")))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if role:
            sign_in(page, town, role, place)
        return page

    yield open_
    for context in contexts:
        context.close()
    # A page that answers 404 or 422 on purpose is no complaint of the browser's.
    assert [c for c in complaints if "the server responded with a status" not in c] == []


def sign_in(page: Any, town: Town, role: str, place: int = 0, at: str = "") -> None:
    """Sign in through the pages, as people do; `at` is another name of the same server."""
    person = town.person(role, place)
    forget_codes(town, person)
    page.goto(f"{at}/sign-in")
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password").fill(person.password)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("One-time code").fill(code_of(person))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
