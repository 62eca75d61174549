"""Which rooms show a panel on the case file, in which order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from safetynet import notes
from safetynet.cases import Case


@dataclass(frozen=True)
class Panel:
    """A room's part of the page: a template, and what it needs for one case."""

    template: str
    facts: Callable[[Case], dict[str, Any]]
    aside: bool = False
    """Shown in the narrow column on a wide screen."""


PANELS: tuple[Panel, ...] = (Panel("notes/_panel.html", notes.on_the_case_file),)


def drawn(case: Case) -> list[tuple[Panel, dict[str, Any]]]:
    """Return the panels with their facts."""
    return [(panel, panel.facts(case)) for panel in PANELS]
