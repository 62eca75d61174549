"""Whoever opens the browser after her, or its folder on the disk, finds nothing that she read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.chromium import QUIET, executable
from tests.e2e.conftest import WIDE, sign_in
from tests.house.sweep import in_clear
from tests.town import Town, demonstration, serving

CANARY = "CNRY-"
TYPED = f"{CANARY}typed-note-000000"
KEPT = """async () => [
  ...Object.entries(localStorage), ...Object.entries(sessionStorage),
  ...(await indexedDB.databases()).map((one) => one.name), ...(await caches.keys()),
  ...(await navigator.serviceWorker.getRegistrations()).map((one) => one.scope),
]"""
"""Everything that a page can leave in a browser."""


@pytest.fixture(scope="module")
def nest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A county with a canary in every sealed field."""
    folder = tmp_path_factory.mktemp("nest")
    built = demonstration(folder, survivors=6, open_cases=3, canaries=folder / "canaries.json")
    with serving(*built) as town:
        yield town


@contextmanager
def on_this_computer(
    chromium: Any, profile: Path, town: Town, *more: str, scripts: bool = True
) -> Iterator[Any]:
    """Open a browser that keeps its folder, as one at an office does."""
    context = chromium.browser_type.launch_persistent_context(
        profile,
        executable_path=executable(),
        args=[*QUIET, *more],
        base_url=town.url,
        viewport=WIDE,
        java_script_enabled=scripts,
    )
    yield context
    context.close()


def work(page: Any, told: list[str]) -> None:
    """Read what an advocate reads, and begin a note; write down what the browser says outside."""
    page.on("request", lambda sent: told.append(sent.headers.get("referer", "")))
    page.goto("/cases")
    page.locator("table").first.get_by_role("link").first.click()
    case = page.url
    assert CANARY in page.content()
    for path in ("/", "/referrals", "/meetings", "/drafts", case, f"{case}/notes/new"):
        page.goto(path)
        told += [page.url, page.title()]
    page.get_by_label("Note", exact=True).fill(TYPED)


def press_sign_out(page: Any) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")


def press_quick_exit(page: Any) -> None:
    page.get_by_role("button", name="Quick exit").click()
    page.wait_for_url("**/elsewhere")


def press_escape_twice(page: Any) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/elsewhere")


@pytest.mark.parametrize(
    ("leave", "scripts"),
    [
        (press_sign_out, True),
        (press_escape_twice, True),
        (press_quick_exit, False),
    ],
)
def test_nothing_is_left_in_the_browser(
    chromium: Any, nest: Town, tmp_path: Path, leave: Callable[[Any], None], scripts: bool
) -> None:
    profile, told = tmp_path / "profile", list[str]()
    with on_this_computer(chromium, profile, nest, scripts=scripts) as context:
        page = context.pages[0]
        sign_in(page, nest, "advocate")
        work(page, told)
        leave(page)
        assert page.evaluate(KEPT) == []
        seen = [page.content(), *found_going_back(page)]
        session = [one for one in context.cookies() if one["name"] == "sn"]
        assert all(one["expires"] == -1 for one in session), "a cookie outlives the browser"
    assert [word for word in [*seen, *told] if CANARY in word] == []
    assert in_clear([profile]) == []
    with on_this_computer(chromium, profile, nest, "--restore-last-session") as context:
        for page in context.pages:
            page.wait_for_load_state()
            assert CANARY not in page.content() and CANARY not in page.title()
    assert in_clear([profile]) == []


def found_going_back(page: Any) -> Iterator[str]:
    """Yield what the button for going back shows, as often as it shows anything."""
    for _ in range(12):
        if page.go_back() is None:
            return
        yield page.content()


def test_a_page_that_may_be_kept_is_found(chromium: Any, nest: Town, tmp_path: Path) -> None:
    """Without our headers there is something to find, and this is where it is found."""
    profile, app = tmp_path / "profile", nest.app
    with keeping(app), on_this_computer(chromium, profile, nest) as context:
        page = context.pages[0]
        sign_in(page, nest, "advocate")
        work(page, [])
    assert in_clear([profile]) != []


@contextmanager
def keeping(app: Flask) -> Iterator[None]:
    """Let every page be kept, as a forgotten header would."""
    before = app.wsgi_app

    def kept(environ: Any, start: Any) -> Any:
        def answer(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            others = [one for one in headers if one[0] not in {"Cache-Control", "Clear-Site-Data"}]
            return start(status, [*others, ("Cache-Control", "max-age=600")], *more)

        return before(environ, answer)

    app.wsgi_app = kept  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        app.wsgi_app = before  # type: ignore[method-assign]
