"""Reads a page as a careful reader would, and names what is wrong with it; axe misses most of this.

Every HTML answer in the suite passes through `inspect_page`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from bs4 import BeautifulSoup, Tag

TITLE = re.compile(r"\S.* – \S.*", re.S)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TYPED_IN = ("input", "select", "textarea")
_UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
_INLINE_SCHEMES = ("javascript:", "data:text")


class Page:
    """A page's tags, listed once: asking the tree anew for every rule took four times as long."""

    def __init__(self, html: str) -> None:
        # A template's words are words too: a script draws them as they are.
        soup = BeautifulSoup(html, "html.parser", string_containers={})
        self.tags = soup.find_all(True)
        self._named: dict[str, list[Tag]] = defaultdict(list)
        self._having: dict[str, list[Tag]] = defaultdict(list)
        for tag in self.tags:
            self._named[tag.name].append(tag)
            for attribute in tag.attrs:
                self._having[attribute].append(tag)

    def named(self, *names: str) -> list[Tag]:
        """Return the tags of these names; of several names in the order of the page."""
        if len(names) == 1:
            return self._named.get(names[0], [])
        return [tag for tag in self.tags if tag.name in names]

    def having(self, attribute: str, *names: str) -> list[Tag]:
        """Return the tags with an attribute, of any name or of these."""
        found = self._having.get(attribute, [])
        return [tag for tag in found if tag.name in names] if names else found

    def problems(self) -> list[Tag]:
        return [tag for tag in self.having("class") if "problem" in tag["class"]]

    def wrong_fields(self) -> list[Tag]:
        return [tag for tag in self.having("aria-invalid") if tag["aria-invalid"] == "true"]


def inspect_page(html: str) -> list[str]:
    """Return a sentence for each fault of one whole page; an empty list when it is well made.

    Rules: WCAG 2.2 (1.1.1, 1.3.1, 2.4.2, 2.4.4, 2.4.6, 3.1.1, 3.3.1, 3.3.2, 4.1.2), our content
    security policy (nothing inline) and our own rule that a title never holds an address.
    """
    page = Page(html)
    rules = (
        _document,
        _ids,
        _headings,
        _labels,
        _references,
        _problems,
        _summary,
        _groups,
        _tokens,
        _nothing_inline,
        _words_on_things,
        _pictures,
        _tables,
    )
    return [fault for rule in rules for fault in rule(page)]


def _document(page: Page) -> Iterator[str]:
    if not any(root.get("lang") for root in page.named("html")[:1]):
        yield "the page does not say its language"
    title = _title(page)
    if not TITLE.fullmatch(title):
        yield f"the title is not “words – site”: {title!r}"
    if "@" in title:
        yield "the title holds an address"
    if len(page.named("main")) != 1:
        yield "there is not exactly one main"


def _ids(page: Page) -> Iterator[str]:
    counted = Counter(str(tag["id"]) for tag in page.having("id"))
    for name, count in counted.items():
        if count > 1:
            yield f"id {name} is there {count} times"


def _headings(page: Page) -> Iterator[str]:
    levels = [int(tag.name[1]) for tag in page.named(*HEADINGS)]
    if levels.count(1) != 1:
        yield f"there are {levels.count(1)} h1"
    # A summary of problems stands above the h1 on purpose, so the first heading may be an h2.
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading jumps from h{before} to h{after}"
    for tag in page.named(*HEADINGS):
        if not _text(tag):
            yield f"an {tag.name} is empty"


def _labels(page: Page) -> Iterator[str]:
    labelled = {str(tag["for"]) for tag in page.having("for", "label") if _text(tag)}
    for tag in page.named(*_TYPED_IN):
        if tag.get("type") in _UNLABELLED:
            continue
        named = tag.get("id") in labelled or tag.get("aria-label") or tag.get("aria-labelledby")
        if not named and not tag.find_parent("label"):
            yield f"{_name(tag)} has no label"
    for name in labelled - {str(tag.get("id")) for tag in page.named(*_TYPED_IN)}:
        yield f"a label is for {name}, which is no field"


def _references(page: Page) -> Iterator[str]:
    known = {str(tag["id"]) for tag in page.having("id")}
    for attribute in ("aria-describedby", "aria-labelledby", "aria-controls", "form", "list"):
        for tag in page.having(attribute):
            for name in str(tag[attribute]).split() or [""]:
                if name not in known:
                    yield f"{_name(tag)}: {attribute} names {name!r}, which is not there"
    for link in page.having("href", "a"):
        if re.match("#.", str(link["href"])) and str(link["href"])[1:] not in known:
            yield f"a link leads to {link['href']}, which is not there"


def _problems(page: Page) -> Iterator[str]:
    """Every shown problem is tied to its field, and every wrong field says why."""
    tied = {
        name
        for tag in page.having("aria-describedby")
        for name in str(tag["aria-describedby"]).split()
    }
    for tag in page.problems():
        if tag.get("id") not in tied:
            yield f"the problem “{_text(tag)}” is tied to no field"
    for tag in page.wrong_fields():
        group = tag.find_parent("fieldset")
        if not (tag.get("aria-describedby") or (group and group.get("aria-describedby"))):
            yield f"{_name(tag)} is wrong but does not say why"


def _summary(page: Page) -> Iterator[str]:
    """Problems are summed up above the heading, and the title warns of them."""
    shown = page.problems()
    summaries = [tag for tag in page.having("id") if tag["id"] == "error-summary"]
    if shown and not summaries:
        yield "there are problems but no summary of them"
    if shown and not page.wrong_fields():
        yield "there are problems but no field is marked wrong"
    for summary in summaries[:1]:
        if not summary.find("li"):
            yield "the summary of problems is empty"
        if ":" not in _title(page):
            yield "the title does not say that there is an error"


def _groups(page: Page) -> Iterator[str]:
    chosen = _inputs(page, "radio", "checkbox")
    names = Counter(
        (str(tag.get("name")), str(tag.get("type")), id(tag.find_parent("form"))) for tag in chosen
    )
    for tag in chosen:
        name = str(tag.get("name"))
        key = (name, str(tag.get("type")), id(tag.find_parent("form")))
        needs_group = tag["type"] == "radio" or names[key] > 1
        if needs_group and not tag.find_parent("fieldset"):
            yield f"{_name(tag)} stands outside a fieldset"
    for group in page.named("fieldset"):
        legend = group.find("legend", recursive=False)
        if not isinstance(legend, Tag) or not _text(legend):
            yield "a fieldset has no legend"


def _tokens(page: Page) -> Iterator[str]:
    """A form without our token would be refused; tests post theirs without asking the page."""
    for form in page.named("form"):
        names = [str(tag.get("name", "")) for tag in form.find_all("input", type="hidden")]
        posts = str(form.get("method")).lower() == "post" and form.get("action") != "/quick-exit"
        if posts and not any(name.endswith("csrf_token") for name in names):
            yield f"the form for {form.get('action')} has no token"


def _nothing_inline(page: Page) -> Iterator[str]:
    if page.named("style"):
        yield "there is a style element"
    for tag in page.named("script"):
        if not tag.get("src"):
            yield "there is a script within the page"
    for tag in page.tags:
        for attribute, value in tag.attrs.items():
            if attribute == "style" or attribute.startswith("on"):
                yield f"{_name(tag)} has {attribute}"
            if attribute in ("href", "src", "action") and str(value).startswith(_INLINE_SCHEMES):
                yield f"{_name(tag)} has a script in {attribute}"


def _words_on_things(page: Page) -> Iterator[str]:
    for tag in [*page.having("href", "a"), *page.named("button", "summary")]:
        if not _spoken(tag):
            yield f"{_name(tag)} has no words ({tag.get('href', '')})"
    for tag in _inputs(page, "submit", "button", "image"):
        if not (tag.get("value") or tag.get("alt")):
            yield f"{_name(tag)} has no words"


def _pictures(page: Page) -> Iterator[str]:
    for tag in page.named("img"):
        if tag.get("alt") is None:
            yield "an image has no alt"
    for tag in page.named("svg"):
        if tag.get("aria-hidden") != "true" and not (tag.find("title") or tag.get("aria-label")):
            yield "a drawing is neither named nor hidden"


def _tables(page: Page) -> Iterator[str]:
    for table in page.named("table"):
        if not table.find("caption") and not (
            table.get("aria-label") or table.get("aria-labelledby")
        ):
            yield "a table has no caption"
        for cell in table.find_all("th"):
            if cell.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                yield f"the header “{_text(cell)}” has no scope"
        if not table.find("th"):
            yield "a table has no headers"


def _title(page: Page) -> str:
    return next((title.get_text(strip=True) for title in page.named("title")), "")


def _inputs(page: Page, *types: str) -> list[Tag]:
    return [tag for tag in page.having("type", "input") if tag["type"] in types]


def _text(tag: Tag) -> str:
    return tag.get_text(" ", strip=True)


def _spoken(tag: Tag) -> str:
    images = " ".join(str(image.get("alt", "")) for image in tag.find_all("img"))
    return (_text(tag) or str(tag.get("aria-label", "")) or images).strip()


def _name(tag: Tag) -> str:
    return f"{tag.name} {tag.get('name') or tag.get('id') or ''}".strip()
