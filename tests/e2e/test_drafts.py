"""Nothing typed is lost, in a browser: while somebody types, leaves, or meets a colleague."""

from collections.abc import Callable
from typing import Any

import pytest

from safetynet.access import job
from safetynet.directory import Service
from tests.browser import rows
from tests.chromium import ASKED_OF_AXE
from tests.e2e.conftest import PHONE, WIDE, sign_in
from tests.page_inspector import inspect_page
from tests.town import Town, code_of, forget_codes

TEXT = "She keeps the spare key under the blue pot."
STORED = "localStorage.length + sessionStorage.length"


def new_note(page: Any) -> str:
    """Open the form of a new note on a case, with nothing left of other tests; return its path."""
    throw_all_away(page)
    page.goto("/cases")
    page.locator("table").first.get_by_role("link").first.click()
    page.goto(f"{page.url}/notes/new")
    return str(page.url)


def saved(page: Any) -> None:
    page.locator(".kept:not(.is-trouble)", has_text="Saved ").wait_for()


def throw_all_away(page: Any) -> None:
    page.goto("/drafts")
    while (button := page.get_by_role("button", name="Throw it away")).count():
        button.first.click()


def test_what_is_typed_survives_a_reload(visit: Callable[..., Any]) -> None:
    page = visit("advocate")
    form = new_note(page)
    page.get_by_label("Note", exact=True).fill(TEXT)
    # Nobody leaves the field: it is saved while somebody types.
    saved(page)
    assert page.evaluate(STORED) == 0
    page.reload()
    assert page.get_by_label("Note", exact=True).input_value() == ""
    page.get_by_role("link", name="Use it").click()
    assert page.get_by_label("Note", exact=True).input_value() == TEXT
    page.get_by_label("What it is about").select_option("plan")
    page.get_by_role("button", name="Save note").click()
    page.wait_for_url(lambda url: not url.split("?")[0].endswith("/new"))
    assert page.get_by_text(TEXT).count()
    page.goto(form)
    assert page.get_by_text("You have unsaved text").count() == 0


def test_a_field_that_is_left_is_saved_at_once(visit: Callable[..., Any]) -> None:
    page = visit("advocate")
    new_note(page)
    page.get_by_label("Note", exact=True).fill(TEXT)
    with page.expect_response("**/drafts", timeout=2000) as sent:
        page.keyboard.press("Tab")
    assert sent.value.status == 200


def test_the_quick_exit_loses_nothing_and_leaves_nothing(
    visit: Callable[..., Any], town: Town
) -> None:
    page = visit("advocate")
    form = new_note(page)
    page.get_by_label("Note", exact=True).fill(TEXT)
    page.keyboard.press("Escape")
    # No hand is faster.
    page.wait_for_timeout(200)
    page.keyboard.press("Escape")
    page.wait_for_url("**/elsewhere")
    assert page.evaluate(STORED) == 0
    sign_in(page, town, "advocate")
    page.goto(form)
    page.get_by_role("link", name="Use it").click()
    assert page.get_by_label("Note", exact=True).input_value() == TEXT


def test_the_idle_lock_leads_back_to_the_text(visit: Callable[..., Any], town: Town) -> None:
    page = visit("advocate")
    form = new_note(page)
    page.get_by_label("Note", exact=True).fill(TEXT)
    page.evaluate("document.getElementById('idle').dataset.end = 0")
    page.wait_for_url("**/sign-in?next=*")
    person = town.person("advocate")
    forget_codes(town, person)
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password").fill(person.password)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("One-time code").fill(code_of(person))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(form)
    page.get_by_role("link", name="Use it").click()
    assert page.get_by_label("Note", exact=True).input_value() == TEXT


def test_a_server_that_does_not_answer_takes_no_text_with_it(visit: Callable[..., Any]) -> None:
    page = visit("advocate")
    new_note(page)
    page.get_by_label("What it is about").select_option("plan")
    page.get_by_label("Note", exact=True).fill("First words.")
    saved(page)
    page.route("**/drafts", lambda route: route.fulfill(status=503))
    page.get_by_label("Note", exact=True).fill(TEXT)
    page.locator(".kept", has_text="Not saved since").wait_for()
    page.get_by_role("button", name="Save note").click()
    page.locator(".kept", has_text="Not sent").wait_for()
    assert page.get_by_label("Note", exact=True).input_value() == TEXT
    page.unroute("**/drafts")
    # By itself, once the server is back.
    saved(page)
    page.get_by_role("button", name="Save note").click()
    page.wait_for_url(lambda url: not url.endswith("/new"))
    assert page.get_by_text(TEXT).count()


def service_of(town: Town) -> str:
    """Return the path of the form in which the clinic changes its service."""
    with town.app.app_context(), job("test: look"):
        [service] = rows(Service, Service.name == "Someone to talk to")
        return f"/directory/{service.id}/edit"


def test_two_texts_are_compared_by_the_keyboard(visit: Callable[..., Any], town: Town) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    one, other = visit("provider"), visit("coordinator")
    form = service_of(town)
    one.goto(form)
    other.goto(form)
    before = one.get_by_label("What it is", exact=True).input_value()
    one.get_by_label("What it is", exact=True).fill(f"{before}\nEvenings only.")
    other.get_by_label("What it is", exact=True).fill(f"{before}\nWomen only.")
    other.get_by_role("button", name="Save").click()
    other.wait_for_url(lambda url: not url.endswith("/edit"))
    one.get_by_role("button", name="Save").click()
    one.get_by_role("heading", name="Somebody else saved first").wait_for()
    assert one.evaluate("document.activeElement.id") == "conflict"
    assert inspect_page(one.content()) == []
    for size in (WIDE, PHONE):
        one.set_viewport_size(size)
        found = axe.run(one, options=ASKED_OF_AXE).response["violations"]
        assert [problem["id"] for problem in found] == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert one.evaluate(wide) <= 0
    joined = f"{before}\nEvenings only.\nWomen only."
    assert one.get_by_label("What it is", exact=True).input_value() == joined
    # The first choice; an arrow takes the next.
    one.keyboard.press("Tab")
    assert one.evaluate("document.activeElement.type") == "radio"
    one.keyboard.press("ArrowDown")
    one.keyboard.press("Enter")
    one.wait_for_url(lambda url: not url.endswith("/edit"))
    assert one.get_by_text("Evenings only.").count() and not one.get_by_text("Women only.").count()
