"""Every route of the house, each with an address that exists and somebody who may use it."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from safetynet.access import GRANTS
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.house.addresses import everything_in, named
from tests.house.test_garbage import Stored, as_stored
from tests.house.test_odd_requests import WITHOUT_TOKEN

EVIL = "evil.example"
"""Another site."""
ENDS_IT = frozenset({"sign_in.sign_out", "sign_in.quick_exit", "account.end_all"})
"""Routes that end the sign-in with which the next ones are asked."""


@dataclass(frozen=True)
class Route:
    """A rule, an address of it with rows that exist, and a browser of somebody who may."""

    rule: Rule
    path: str
    browser: Browser

    @property
    def methods(self) -> set[str]:
        return set(self.rule.methods or ())

    def __str__(self) -> str:
        return str(self.rule.endpoint)


def routes_of(app: Flask, cast: Cast) -> list[Route]:
    """Return every route; faults are answered as in a real installation."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    found = everything_in(app)
    browsers = {player.id: Browser(app).as_(player) for player in cast.players.values()}

    def whose(rule: Rule) -> Player:
        needs = getattr(app.view_functions[rule.endpoint], "permission", None)
        return next(one for one in cast.players.values() if needs in {None, *GRANTS[one.role]})

    rules = sorted(app.url_map.iter_rules(), key=lambda rule: rule.endpoint in ENDS_IT)
    return [Route(rule, named(rule, app, found, 0), browsers[whose(rule).id]) for rule in rules]


def posts_of(app: Flask, cast: Cast) -> Iterator[Route]:
    """Yield the routes that ask for our token."""
    for route in routes_of(app, cast):
        if "POST" in route.methods and route.rule.endpoint not in WITHOUT_TOKEN:
            yield route


def rows_in(app: Flask) -> Stored:
    """Return every row, but for sign-ins, which each visit may renew."""
    return {key: row for key, row in as_stored(app).items() if key[0] != "sign_ins"}
