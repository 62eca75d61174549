"""Which rooms show a panel on the case file, in which order."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from safetynet import events, files, indicators, linkages, meetings, notes, plans, referrals
from safetynet.cases import Case


class Place(StrEnum):
    """Where a panel stands; a phone shows the places in this order, one below the other."""

    TOP = "top"
    """Whether she is safe, and who it is about."""
    SIDE = "side"
    """The narrow column of a wide screen: what is looked up most often."""
    MAIN = "main"


def _nothing_more(_case: Case) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Panel:
    """A room's part of the page: a template, and what it needs for one case.

    The template gets `case`, its `facts`, and `about` (casefile.about: agencies, seats, names).
    """

    template: str
    facts: Callable[[Case], dict[str, Any]] = _nothing_more
    anchor: str = ""
    """The id of its section, to which the page's own navigation leads."""
    word: Any = ""
    """How that navigation calls it."""
    place: Place = Place.MAIN


_events = events.on_the_case_file
_meetings = meetings.on_the_case_file

PANELS: tuple[Panel, ...] = (
    Panel("alerts/_panel.html", anchor="alerts", word=_l("Safety alerts"), place=Place.TOP),
    Panel("events/_now.html", _events, "now", _l("Safety now"), Place.TOP),
    Panel("casefile/_who.html", anchor="who", word=_l("Young person"), place=Place.TOP),
    Panel("casefile/_contact.html", anchor="contact", word=_l("Safe contact"), place=Place.SIDE),
    Panel("casefile/_team.html", anchor="team", word=_l("Team"), place=Place.SIDE),
    Panel("meetings/_tasks.html", _meetings, "tasks", _l("Open tasks"), Place.SIDE),
    Panel("casefile/_sharing.html", anchor="sharing", word=_l("Sharing"), place=Place.SIDE),
    Panel("linkages/_panel.html", linkages.on_the_case_file, "linkages", _l("Linkages")),
    Panel("plans/_panel.html", plans.on_the_case_file, "plan", _l("Plan")),
    Panel("events/_panel.html", _events, "events", _l("Events")),
    Panel(
        "indicators/_panel.html",
        indicators.on_the_case_file,
        "screenings",
        _l("Screening results"),
    ),
    Panel("meetings/_panel.html", _meetings, "reviews", _l("Reviews")),
    Panel("files/_panel.html", files.on_the_case_file, "documents", _l("Documents")),
    Panel("notes/_panel.html", notes.on_the_case_file, "notes", _l("Notes")),
    Panel("referrals/_panel.html", referrals.on_the_case_file, "referral", _l("Referral")),
)


def drawn(case: Case) -> list[tuple[Panel, dict[str, Any]]]:
    """Return the panels with their facts; panels of one room share theirs."""
    told = {facts: facts(case) for facts in dict.fromkeys(panel.facts for panel in PANELS)}
    return [(panel, told[panel.facts]) for panel in PANELS]
