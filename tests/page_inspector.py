"""Reads a page as a careful reader would, and names what is wrong with it; axe misses most of this.

Every HTML answer in the suite passes through `inspect_page`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from bs4 import BeautifulSoup, Tag

TITLE = re.compile(r"\S.* – \S.*", re.S)
HEADINGS = "h1, h2, h3, h4, h5, h6"
_TYPED_IN = ("input", "select", "textarea")
_UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
_INLINE_SCHEMES = ("javascript:", "data:text")


def inspect_page(html: str) -> list[str]:
    """Return a sentence for each fault of one whole page; an empty list when it is well made.

    Rules: WCAG 2.2 (1.1.1, 1.3.1, 2.4.2, 2.4.4, 2.4.6, 3.1.1, 3.3.1, 3.3.2, 4.1.2), our content
    security policy (nothing inline) and our own rule that a title never holds an address.
    """
    page = BeautifulSoup(html, "html.parser")
    rules = (
        _document,
        _ids,
        _headings,
        _labels,
        _references,
        _problems,
        _summary,
        _groups,
        _nothing_inline,
        _words_on_things,
        _pictures,
        _tables,
    )
    return [fault for rule in rules for fault in rule(page)]


def _document(page: BeautifulSoup) -> Iterator[str]:
    root = page.find("html")
    if not isinstance(root, Tag) or not root.get("lang"):
        yield "the page does not say its language"
    title = page.title.get_text(strip=True) if page.title else ""
    if not TITLE.fullmatch(title):
        yield f"the title is not “words – site”: {title!r}"
    if "@" in title:
        yield "the title holds an address"
    if len(page.find_all("main")) != 1:
        yield "there is not exactly one main"


def _ids(page: BeautifulSoup) -> Iterator[str]:
    counted = Counter(str(tag["id"]) for tag in page.find_all(id=True))
    for name, count in counted.items():
        if count > 1:
            yield f"id {name} is there {count} times"


def _headings(page: BeautifulSoup) -> Iterator[str]:
    levels = [int(tag.name[1]) for tag in page.select(HEADINGS)]
    if levels.count(1) != 1:
        yield f"there are {levels.count(1)} h1"
    # A summary of problems stands above the h1 on purpose, so the first heading may be an h2.
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading jumps from h{before} to h{after}"
    for tag in page.select(HEADINGS):
        if not _text(tag):
            yield f"an {tag.name} is empty"


def _labels(page: BeautifulSoup) -> Iterator[str]:
    labelled = {str(tag["for"]) for tag in page.select("label[for]") if _text(tag)}
    for tag in page.find_all(_TYPED_IN):
        if tag.get("type") in _UNLABELLED:
            continue
        named = tag.get("id") in labelled or tag.get("aria-label") or tag.get("aria-labelledby")
        if not named and not tag.find_parent("label"):
            yield f"{_name(tag)} has no label"
    for name in labelled - {str(tag.get("id")) for tag in page.find_all(_TYPED_IN)}:
        yield f"a label is for {name}, which is no field"


def _references(page: BeautifulSoup) -> Iterator[str]:
    known = {str(tag["id"]) for tag in page.find_all(id=True)}
    for attribute in ("aria-describedby", "aria-labelledby", "aria-controls", "form", "list"):
        for tag in page.select(f"[{attribute}]"):
            for name in str(tag[attribute]).split() or [""]:
                if name not in known:
                    yield f"{_name(tag)}: {attribute} names {name!r}, which is not there"
    for link in page.select("a[href^='#']:not([href='#'])"):
        if str(link["href"])[1:] not in known:
            yield f"a link leads to {link['href']}, which is not there"


def _problems(page: BeautifulSoup) -> Iterator[str]:
    """Every shown problem is tied to its field, and every wrong field says why."""
    tied = {
        name
        for tag in page.select("[aria-describedby]")
        for name in str(tag["aria-describedby"]).split()
    }
    for tag in page.select(".problem"):
        if tag.get("id") not in tied:
            yield f"the problem “{_text(tag)}” is tied to no field"
    for tag in page.select("[aria-invalid=true]"):
        group = tag.find_parent("fieldset")
        if not (tag.get("aria-describedby") or (group and group.get("aria-describedby"))):
            yield f"{_name(tag)} is wrong but does not say why"


def _summary(page: BeautifulSoup) -> Iterator[str]:
    """Problems are summed up above the heading, and the title warns of them."""
    shown, summary = page.select(".problem"), page.find(id="error-summary")
    if shown and not summary:
        yield "there are problems but no summary of them"
    if shown and not page.select("[aria-invalid=true]"):
        yield "there are problems but no field is marked wrong"
    if isinstance(summary, Tag):
        if not summary.find("li"):
            yield "the summary of problems is empty"
        if page.title and ":" not in page.title.get_text():
            yield "the title does not say that there is an error"


def _groups(page: BeautifulSoup) -> Iterator[str]:
    names = Counter(
        (str(tag.get("name")), str(tag.get("type")), id(tag.find_parent("form")))
        for tag in page.find_all("input", type=["radio", "checkbox"])
    )
    for tag in page.find_all("input", type=["radio", "checkbox"]):
        name = str(tag.get("name"))
        key = (name, str(tag.get("type")), id(tag.find_parent("form")))
        needs_group = tag["type"] == "radio" or names[key] > 1
        if needs_group and not tag.find_parent("fieldset"):
            yield f"{_name(tag)} stands outside a fieldset"
    for group in page.find_all("fieldset"):
        legend = group.find("legend", recursive=False)
        if not isinstance(legend, Tag) or not _text(legend):
            yield "a fieldset has no legend"


def _nothing_inline(page: BeautifulSoup) -> Iterator[str]:
    if page.find("style"):
        yield "there is a style element"
    for tag in page.find_all("script"):
        if not tag.get("src"):
            yield "there is a script within the page"
    for tag in page.find_all(True):
        for attribute, value in tag.attrs.items():
            if attribute == "style" or attribute.startswith("on"):
                yield f"{_name(tag)} has {attribute}"
            if attribute in ("href", "src", "action") and str(value).startswith(_INLINE_SCHEMES):
                yield f"{_name(tag)} has a script in {attribute}"


def _words_on_things(page: BeautifulSoup) -> Iterator[str]:
    for tag in page.select("a[href], button, summary"):
        if not _spoken(tag):
            yield f"{_name(tag)} has no words ({tag.get('href', '')})"
    for tag in page.find_all("input", type=["submit", "button", "image"]):
        if not (tag.get("value") or tag.get("alt")):
            yield f"{_name(tag)} has no words"


def _pictures(page: BeautifulSoup) -> Iterator[str]:
    for tag in page.find_all("img"):
        if tag.get("alt") is None:
            yield "an image has no alt"
    for tag in page.find_all("svg"):
        if tag.get("aria-hidden") != "true" and not (tag.find("title") or tag.get("aria-label")):
            yield "a drawing is neither named nor hidden"


def _tables(page: BeautifulSoup) -> Iterator[str]:
    for table in page.find_all("table"):
        if not table.find("caption") and not (
            table.get("aria-label") or table.get("aria-labelledby")
        ):
            yield "a table has no caption"
        for cell in table.find_all("th"):
            if cell.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                yield f"the header “{_text(cell)}” has no scope"
        if not table.find("th"):
            yield "a table has no headers"


def _text(tag: Tag) -> str:
    return tag.get_text(" ", strip=True)


def _spoken(tag: Tag) -> str:
    images = " ".join(str(image.get("alt", "")) for image in tag.find_all("img"))
    return (_text(tag) or str(tag.get("aria-label", "")) or images).strip()


def _name(tag: Tag) -> str:
    return f"{tag.name} {tag.get('name') or tag.get('id') or ''}".strip()
