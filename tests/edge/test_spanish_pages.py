"""Pages in Spanish: no word of the frame, the navigation or a form is left in English."""

from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Tag

from safetynet.edge.commands import po_files
from tests.browser import Browser
from tests.cast import Cast

PAGES = (
    "/",
    "/account",
    "/cases",
    "/referrals",
    "/referrals/new",
    "/meetings",
    "/tasks",
    "/linkages",
    "/directory",
    "/search",
)
SPANISH = {"Accept-Language": "es-US,es;q=0.9"}
ENGLISH = {"Accept-Language": "en"}
SPOKEN = ("aria-label", "title", "placeholder", "alt")


@pytest.fixture(scope="module")
def english() -> frozenset[str]:
    """Return every text that reads differently in Spanish."""
    with po_files()[0].open("rb") as file:
        catalog = read_po(file, locale="es")
    return frozenset(
        message.id.strip()
        for message in catalog
        if isinstance(message.id, str) and message.id and message.id != message.string
    )


def texts(page: BeautifulSoup) -> Iterator[str]:
    """Yield what a page says, aloud or on the screen, but not what a person typed into it."""
    for said in page.find_all(string=True):
        if not said.find_parent(_is_not_ours_to_say):
            yield " ".join(said.split())
    for tag in page.find_all(True):
        if isinstance(tag, Tag):
            yield from (str(tag[name]) for name in SPOKEN if tag.get(name))


def _is_not_ours_to_say(tag: Tag) -> bool:
    marked_english = tag.get("lang") == "en" and tag.name != "html"
    return marked_english or tag.name in {"script", "style", "textarea"}


def left(html: str, english: frozenset[str]) -> list[str]:
    page = BeautifulSoup(html, "html.parser")
    assert page.html
    assert page.html["lang"] == "es"
    return [said for said in texts(page) if said in english]


def test_a_page_in_english_would_be_noticed(
    browser: Browser, cast: Cast, english: frozenset[str]
) -> None:
    page = browser.as_(cast.advocate).get("/cases", headers=ENGLISH).text
    assert {"Sign out", "Cases", "Skip to main content"} <= {
        said for said in texts(BeautifulSoup(page, "html.parser")) if said in english
    }


@pytest.mark.parametrize("who", ["advocate", "coordinator"])
def test_a_spanish_browser_gets_whole_pages(
    browser: Browser, cast: Cast, english: frozenset[str], who: str
) -> None:
    browser.as_(getattr(cast, who))
    opened = []
    for path in PAGES:
        answer = browser.get(path, headers=SPANISH)
        if answer.status_code == 200:
            opened.append(path)
        assert left(answer.text, english) == [], path
    assert len(opened) >= 8


def test_the_way_in_speaks_spanish(browser: Browser, english: frozenset[str]) -> None:
    assert left(browser.get("/sign-in", headers=SPANISH).text, english) == []


def test_the_language_of_the_account_comes_before_the_browsers(
    browser: Browser, cast: Cast, english: frozenset[str]
) -> None:
    browser.as_(cast.advocate).post("/account/language", language="es")
    for path in ("/", "/cases", "/account"):
        assert left(browser.get(path, headers=ENGLISH).text, english) == []


def test_a_form_sent_empty_says_why_in_spanish(
    browser: Browser, cast: Cast, english: frozenset[str]
) -> None:
    browser.as_(cast.advocate).post("/account/language", language="es")
    answer = browser.post("/referrals/new")
    assert answer.status_code == 422
    assert left(answer.text, english) == []
