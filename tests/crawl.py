"""Walking through the house: every page that links lead to, each kind of page once or more."""

import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

HREF = re.compile(r'href="([^"#]+)')
SKIP = ("/assets/", "/static/", "/quick-exit", "/bootstrap/")


def rule_of(app: Flask, path: str) -> str | None:
    """Return the url rule that a path belongs to, or None."""
    try:
        rule, _ = app.url_map.bind("").match(urlsplit(path).path, return_rule=True)
    except HTTPException:
        return None
    return str(rule.rule)


def walk(
    app: Flask,
    get: Callable[[str], str | None],
    start: str = "/",
    per_rule: int = 2,
    more: Mapping[str, int] | None = None,
) -> Iterator[tuple[str, str, str]]:
    """Yield (rule, path, html) of each page reached from `start`, `per_rule` paths a rule.

    `more` says of which rules more: only some of those pages link to what else there is.
    `get` opens a path and returns its HTML, or None for what is no page.
    """
    waiting, seen, opened, most = [start], {start}, dict[str, int](), more or {}
    while waiting:
        path = waiting.pop(0)
        rule = rule_of(app, path)
        if rule is None or opened.get(rule, 0) >= most.get(rule, per_rule):
            continue
        opened[rule] = opened.get(rule, 0) + 1
        html = get(path)
        if html is None:
            continue
        yield rule, path, html
        for href in HREF.findall(html):
            link = urljoin(path, href.replace("&amp;", "&"))
            if link.startswith("/") and not link.startswith(SKIP) and link not in seen:
                seen.add(link)
                waiting.append(link)
