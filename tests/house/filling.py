"""Forms as they stand on pages, filled in as somebody might who wants them taken."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.datastructures import MultiDict

from safetynet import clock
from tests.browser import Browser
from tests.crawl import rule_of, walk
from tests.drafts.opened import fields_of

WORDS = "Some words"
NOT_FILLED = frozenset({"hidden", "radio", "checkbox", "file", "password", "submit"})


def forms_on_pages(
    app: Flask, browser: Browser, seen: set[str], per_rule: int = 1
) -> Iterator[tuple[str, str, Tag]]:
    """Yield each kind of form that links lead to: its endpoint, address and tag.

    A rule in `seen` is passed by; those that are yielded are added to it.
    """

    def get(path: str) -> str | None:
        answer = browser.look(path)
        return answer.text if answer.mimetype == "text/html" else None

    # All pages first: what is sent changes where links lead.
    for _, path, html in list(walk(app, get, "/", per_rule)):
        for form in BeautifulSoup(html, "html.parser").select('form[method="post"]'):
            where = str(form.get("action") or path)
            rule = rule_of_post(app, where)
            if rule and rule not in seen:
                seen.add(rule)
                yield rule, where, form


def rule_of_post(app: Flask, path: str) -> str | None:
    """Return the endpoint that takes what is sent to a path."""
    found = rule_of(app, path)
    endpoints = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule == found and "POST" in (rule.methods or ())
    ]
    return endpoints[0] if endpoints else None


def filled_in(form: Tag, word: Callable[[str], str] = lambda _name: WORDS) -> MultiDict[str, Any]:
    """Return what a browser sends of a form in which every empty field was answered.

    `word` gives the text for a field's name.
    """
    sent: MultiDict[str, Any] = MultiDict(fields_of(form))
    for tag in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(tag["name"]), str(tag.get("type", "text"))
        if tag.name == "select":
            offered = [o for o in tag.select("option[value]:not([disabled])") if o["value"]]
            if not sent.get(name) and offered:
                sent[name] = str(offered[0]["value"])
        elif kind in {"radio", "checkbox"}:
            if name not in sent and not tag.has_attr("disabled"):
                sent[name] = str(tag.get("value", "y"))
        elif tag.name == "textarea" or (kind not in NOT_FILLED and not sent.get(name)):
            sent[name] = _typed(name, kind, word)
    return sent


def is_text(tag: Tag) -> bool:
    return tag.name == "textarea" or tag.get("type", "text") == "text"


def _typed(name: str, kind: str, word: Callable[[str], str]) -> str:
    boxes = {"month": "4", "day": "5", "year": "2009"}
    if (part := name.rpartition("-")[2]) in boxes:
        return boxes[part]
    soon = clock.now() + timedelta(days=1)
    by_kind = {
        "date": f"{clock.today()}",
        "datetime-local": soon.strftime("%Y-%m-%dT10:00"),
        "time": "10:00",
        "number": "5",
        "email": "somebody@example.org",
        "tel": "555-010-0100",
        "url": "https://example.org/",
    }
    return by_kind.get(kind) or word(name)
