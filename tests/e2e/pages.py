"""A person at a screen: what they press and read, where they have been, what they would show."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.chromium import ASKED_OF_AXE
from tests.page_inspector import inspect_page

SMALL = """() => [...document.querySelectorAll(
    'main button, main .btn, main select, main textarea, main input:not([type=hidden])')]
  .filter(e => e.checkVisibility() && !e.matches('[type=checkbox], [type=radio], .link-button'))
  .filter(e => e.getBoundingClientRect().height < 43.5)
  .map(e => e.outerHTML.slice(0, 90))"""
"""What a thumb would miss; links inside of sentences are exempt (WCAG 2.5.8)."""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEAVIEST = 150_000
"""Bytes of a picture."""


@dataclass
class Journey:
    """What all the people of one story leave behind: addresses, problems, pictures."""

    pictures: Path | None = None
    seen: dict[str, None] = field(default_factory=dict)
    """Addresses of pages that opened, in order."""
    sent: dict[str, None] = field(default_factory=dict)
    """Addresses that a form was sent to."""
    wrong: list[str] = field(default_factory=list)


class Window:
    """One person's browser window."""

    def __init__(self, page: Any, journey: Journey) -> None:
        self.page, self.journey = page, journey
        page.on("response", self._note)
        self.path = urlsplit(page.url).path

    def _note(self, response: Any) -> None:
        request, path = response.request, urlsplit(response.url).path
        if request.method == "POST":
            self.journey.sent[path] = None
        elif request.is_navigation_request() and response.status == 200:
            self.journey.seen[path] = None

    def open(self, path: str) -> "Window":
        self.page.goto(path)
        return self.looked()

    def follow(self, words: str, *, inside: str = "main") -> "Window":
        """Click the first link with these words."""
        self.page.locator(inside).get_by_role("link", name=words).first.click()
        return self.looked()

    def press(self, words: str) -> "Window":
        """Press the first button that begins with these words."""
        # A form may first keep what was typed; the page goes only then.
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=words).first.click()
        return self.looked()

    def looked(self) -> "Window":
        self.page.wait_for_load_state()
        self.path = urlsplit(self.page.url).path
        problems = inspect_page(self.page.content())
        if (over := self.page.evaluate(TOO_WIDE)) > 0:
            problems.append(f"{over} px wider than the screen")
        if self.page.viewport_size["width"] < 400:
            problems += [f"lower than 44 px: {what}" for what in self.page.evaluate(SMALL)]
        self.journey.wrong += [f"{self.path}: {problem}" for problem in problems]
        return self

    def write(self, **words: str) -> "Window":
        """Fill text boxes by label; an underscore stands for a space."""
        for label, text in words.items():
            self.box(label.replace("_", " ")).fill(text)
        return self

    def box(self, label: str, *, exact: bool = False) -> Any:
        return self.page.locator("main").get_by_label(label, exact=exact).first

    def choose(self, label: str, option: str) -> "Window":
        self.box(label).select_option(label=option)
        return self

    def tick(self, *labels: str) -> "Window":
        for label in labels:
            self.box(label).check()
        return self

    @property
    def words(self) -> str:
        return str(self.page.locator("main").inner_text())

    @property
    def facts(self) -> dict[str, str]:
        """Return the first list of facts on the page."""
        facts = self.page.locator("dl.facts").first
        return dict(
            zip(
                facts.locator("dt").all_inner_texts(),
                facts.locator("dd").all_inner_texts(),
                strict=True,
            )
        )

    def errors(self) -> list[str]:
        """Return the summary of errors, which must have the focus."""
        assert self.page.evaluate("document.activeElement.id") == "error-summary", self.path
        return list(self.page.locator("#error-summary li").all_inner_texts())

    def download(self, words: str) -> bytes:
        with self.page.expect_download() as coming:
            self.page.locator("main").get_by_role("link", name=words).first.click()
        return Path(coming.value.path()).read_bytes()

    def check(self, axe: Any) -> "Window":
        """Let axe look at the page in the state that it is in now.

        From its top, or what the strip half covers on the way would count as too small.
        """
        self.page.evaluate("scrollTo(0, 0)")
        found = axe.run(self.page, options=ASKED_OF_AXE).response["violations"]
        self.journey.wrong += [f"{self.path}: axe: {problem['id']}" for problem in found]
        return self

    def picture(self, name: str, *, at: str = "", height: int = 0) -> "Window":
        """Keep what is on the screen, from the top of an element on, if pictures are wanted."""
        if self.journey.pictures is None:
            return self
        before = self.page.viewport_size
        if height:
            self.page.set_viewport_size({"width": before["width"], "height": height})
        self.page.evaluate("document.activeElement.blur()")
        if at:
            self.page.locator(at).first.evaluate(
                "e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 70)"
            )
        else:
            self.page.evaluate("scrollTo(0, 0)")
        path = self.journey.pictures / f"{name}.png"
        self.page.screenshot(path=path)
        self.page.set_viewport_size(before)
        assert path.stat().st_size <= HEAVIEST, f"{path} has {path.stat().st_size} bytes"
        return self


Opens = Callable[..., Any]


def windows(visit: Opens, journey: Journey) -> Callable[..., Window]:
    """Return what opens a window for a role; the same person always gets the same window."""
    opened: dict[tuple[str, int], Window] = {}

    def window(role: str, *, phone: bool = False, place: int = 0) -> Window:
        if (role, place) not in opened:
            opened[role, place] = Window(visit(role, phone=phone, place=place), journey)
        return opened[role, place]

    return window


def holding(paths: Iterable[str], *ids: str) -> list[str]:
    """Return the addresses that lead to one of these records."""
    return [path for path in paths if any(id_ in path for id_ in ids)]
