"""Conflicts of interest: a probation officer knows the family, and a coordinator once did."""

from collections.abc import Iterable

from safetynet import cases
from safetynet.access import Role
from safetynet.demo.story import Path, Story
from safetynet.demo.telling import Teller
from safetynet.sharing.conflicts import lift_block

TOLD, OVER = 20, 9
"""Days ago."""


def arise(stories: Iterable[Story], teller: Teller) -> None:
    """Let one stand and one be lifted, about a young person whose case is closed."""
    at_tables = (s for s in stories if s.path is Path.CLOSED and "probation" in s.team)
    if (story := next(at_tables, None)) is None:
        return
    person = teller.setting.person
    coordinator, other = person(Role.COORDINATOR), person(Role.COORDINATOR, 1)
    officer = person(Role.PROBATION, 1)
    by = coordinator.as_actor()
    with teller.by(by.id, "conflicts of interest"):
        with teller.at(TOLD):
            cases.keep_out(
                story.survivor,
                officer.agency_id,
                officer.id,
                "Her sister is married to the young person's uncle.",
                by,
            )
            block = cases.keep_out(
                story.survivor,
                other.agency_id,
                other.id,
                "He thought that the mother had been his neighbor.",
                by,
            )
        with teller.at(OVER) as then:
            lift_block(block, "It was another family of that name.", by, then)
