"""What stands outside of a page says nothing of what it is: title, icon, files, calendar."""

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from tests.cast import Cast
from tests.house.crafting import routes_of
from tests.scenes import NAME, open_case

BLAND = "Notebook"
HEAD = re.compile(r"<head>.*?</head>", re.DOTALL)
OURS = re.compile("SafetyNet|traffick|exploit|youth|survivor|victim", re.IGNORECASE)


@pytest.mark.crawl
def test_a_bland_name_stands_in_every_title(app: Flask, cast: Cast) -> None:
    """Of every page, also those of refusals; and no file that is handed out says another."""
    open_case(app, cast)
    site: Any = app.jinja_env.globals["site"]
    app.jinja_env.globals["site"] = replace(site, title=BLAND)
    said, files = [], set[str]()
    for route in routes_of(app, cast):
        if "GET" not in route.methods or route.rule.endpoint.startswith(("assets.", "static")):
            continue
        answer = route.browser._http.get(route.path)
        if answer.mimetype == "text/html" and answer.status_code not in {302, 303}:
            [head] = HEAD.findall(answer.text)
            outside = head.replace("casefile.css", "")
            assert BLAND in head or "Weather" in head or answer.status_code == 404, str(route)
        else:
            outside = str(answer.headers)
            files.add(str(answer.mimetype))
            outside += answer.text if answer.mimetype == "text/calendar" else ""
        said += [
            f"{route}: {word}" for word in [*OURS.findall(outside), *([NAME] * (NAME in outside))]
        ]
    assert said == []
    assert {"application/pdf", "text/calendar"} <= files


def names_in(text: str) -> list[str]:
    return [name for name in (NAME, *NAME.split()) if name in text]
