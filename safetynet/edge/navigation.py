"""The words in the navy header: each shown when its page exists and this person may open it."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Place:
    """A room people go to; the rooms `around` it, and single `pages` of others, count as there."""

    word: Any
    endpoint: str
    around: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()

    def holds(self, blueprint: str | None) -> bool:
        return blueprint == self.endpoint.partition(".")[0] or blueprint in self.around


@dataclass(frozen=True)
class Way:
    """One link of the navigation; `current` is the value of aria-current, or empty."""

    word: str
    url: str
    current: str


NAV = (
    Place(_l("Today"), "home.show"),
    Place(_l("Referrals"), "referrals.index", frozenset({"referral_imports", "transfers"})),
    Place(
        _l("Cases"),
        "cases.index",
        frozenset(
            {
                "casefile",
                "events",
                "exports",
                "files",
                "linkages",
                "notes",
                "plans",
                "screening",
                "sharing",
                "survivors",
            }
        ),
    ),
    Place(_l("Meetings"), "meetings.index", frozenset({"monitor"})),
    Place(_l("Services"), "directory.index"),
    Place(_l("Search"), "search.show"),
    Place(
        _l("Oversight"),
        "oversight.index",
        frozenset({"breaches", "process", "retention", "statutes"}),
        frozenset({"sharing.all_emergencies", "sharing.emergency", "sharing.close_emergency"}),
    ),
    Place(_l("People"), "people.index"),
)


def navigation() -> list[Way]:
    """Return the links for whoever is looking, in order."""
    return [
        Way(str(place.word), url_for(place.endpoint), _current(place))
        for place in NAV
        if _is_open(place.endpoint)
    ]


def _is_open(endpoint: str) -> bool:
    view = current_app.view_functions.get(endpoint)
    if view is None:
        return False
    permission = getattr(view, "permission", None)
    return permission is None or bool(current_app.jinja_env.globals["may"](permission))  # type: ignore[operator]


def _current(place: Place) -> str:
    if request.endpoint == place.endpoint:
        return "page"
    here = next((one for one in NAV if request.endpoint in one.pages), None)
    is_there = place is here if here else place.holds(request.blueprint)
    return "true" if is_there else ""
