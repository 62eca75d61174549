"""A small review that really serves: a meeting, two cases, and browsers at the table."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from tests.browser import Browser
from tests.cast import Cast, Player
from tests.e2e.conftest import WIDE
from tests.meetings.sitting import call_meeting, item_of
from tests.scenes import Scene, open_case
from tests.town import serving


@dataclass
class Table:
    """Where the meeting is, and what opens a browser of somebody who sits there."""

    app: Flask
    cast: Cast
    url: str
    path: str
    scenes: list[Scene]
    items: list[str]
    chromium: Any
    contexts: list[Any] = field(default_factory=list)

    def sit(self, player: Player, path: str = "") -> Any:
        """Open a page signed in as a player; `path` follows the meeting's own."""
        context = self.chromium.new_context(viewport=WIDE, base_url=self.url)
        self.contexts.append(context)
        cookie = Browser(self.app).as_(player).cookie()
        context.add_cookies([{"name": "sn", "value": cookie, "url": self.url}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{self.path}{path}")
        return page

    def review(self) -> Any:
        """Open the chair's screen of the first case, its scripts running."""
        page = self.sit(self.cast.coordinator, f"/items/{self.items[0]}")
        # Until its script runs, it says only how long there is.
        page.locator("#timer", has_text="/ ").wait_for()
        return page


@contextmanager
def laid(app: Flask, cast: Cast, chromium: Any) -> Iterator[Table]:
    """Start a meeting with two cases, take up the first, and serve until the block ends."""
    scenes = [open_case(app, cast) for _ in range(2)]
    meeting = call_meeting(app, cast, *scenes, days=0)
    items = [str(item_of(app, meeting, scene)) for scene in scenes]
    path, chair = f"/meetings/{meeting}", Browser(app).as_(cast.coordinator)
    chair.post(f"{path}/start")
    chair.post(f"{path}/items/{items[0]}/beginning")
    with serving(app, []) as town:
        table = Table(app, cast, town.url, path, scenes, items, chromium)
        yield table
        for context in table.contexts:
            context.close()
