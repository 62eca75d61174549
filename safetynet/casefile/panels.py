"""Which rooms show a panel on the case file, in which order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from safetynet import events, linkages, meetings, notes, plans, referrals
from safetynet.cases import Case


def _nothing_more(_case: Case) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Panel:
    """A room's part of the page: a template, and what it needs for one case.

    The template gets `case`, its `facts`, and `about` (casefile.about: agencies, seats, names).
    """

    template: str
    facts: Callable[[Case], dict[str, Any]] = _nothing_more
    aside: bool = False
    """Shown in the narrow column on a wide screen."""
    anchor: str = ""
    """The id of its section, and the word under which the page's own navigation leads there."""
    word: Any = ""


PANELS: tuple[Panel, ...] = (
    Panel("casefile/_who.html", anchor="who", word=_l("Young person")),
    Panel("casefile/_contact.html", aside=True, anchor="contact", word=_l("Safe contact")),
    Panel("casefile/_team.html", aside=True, anchor="team", word=_l("Team")),
    Panel("casefile/_sharing.html", aside=True, anchor="sharing", word=_l("Sharing")),
    Panel("plans/_panel.html", plans.on_the_case_file, anchor="plan", word=_l("Plan")),
    Panel(
        "linkages/_panel.html", linkages.on_the_case_file, anchor="linkages", word=_l("Linkages")
    ),
    Panel("events/_panel.html", events.on_the_case_file, anchor="events", word=_l("Events")),
    Panel(
        "referrals/_panel.html",
        referrals.on_the_case_file,
        anchor="how-she-came",
        word=_l("Referral"),
    ),
    Panel("notes/_panel.html", notes.on_the_case_file, anchor="notes", word=_l("Notes")),
    Panel("meetings/_panel.html", meetings.on_the_case_file, anchor="reviews", word=_l("Reviews")),
)


def drawn(case: Case) -> list[tuple[Panel, dict[str, Any]]]:
    """Return the panels with their facts."""
    return [(panel, panel.facts(case)) for panel in PANELS]
