"""A form as it stands in somebody's tab: what the script sends of it, and what its button sends."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from werkzeug.test import TestResponse

from tests.browser import Browser


class Opened:
    """The first form on a page that is kept while it is typed in, with what stands in it."""

    def __init__(self, browser: Browser, page: str, html: str = "") -> None:
        self.browser, self.page = browser, page
        soup = BeautifulSoup(html or browser.get(page).text, "html.parser")
        form = soup.select_one("form[data-draft]")
        assert form is not None, page
        self.action = str(form["action"]) or page
        self.fields = fields_of(form)

    def typed(self, **changes: Any) -> "Opened":
        """Type without sending anything."""
        self.fields |= changes
        return self

    def keep(self, **changes: Any) -> TestResponse:
        """Send what stands in the form where the script sends it."""
        self.fields |= changes
        place = {"draft_place": self.action, "draft_title": "A title"}
        return self.browser.post("/drafts", self.fields | place)

    def send(self, **changes: Any) -> TestResponse:
        """Press the button."""
        self.fields |= changes
        return self.browser.post(self.action, self.fields)


def fields_of(form: Tag) -> dict[str, Any]:
    """Return what a browser would send of a form just as it was opened."""
    found: dict[str, Any] = {}
    for tag in form.select("input[name], textarea[name], select[name]"):
        name = str(tag["name"])
        if tag.name == "textarea":
            # The parser of a browser drops the line break that follows the tag.
            found[name] = tag.text.removeprefix("\r\n").removeprefix("\n")
        elif tag.name == "select":
            chosen = tag.select_one("option[selected]") or tag.select_one("option")
            found[name] = str(chosen["value"]) if chosen else ""
        elif tag.get("type") not in {"radio", "checkbox"} or tag.has_attr("checked"):
            found[name] = str(tag.get("value", "y"))
    return found
