"""Screenings: what came of them, in each agency's own compartment, and when the next is due."""

from collections.abc import Iterator
from datetime import timedelta

from safetynet import clock
from safetynet.db import db
from safetynet.demo.story import Story
from safetynet.demo.telling import Teller
from safetynet.indicators.from_form import joined
from safetynet.indicators.models import (
    Band,
    ScreeningResult,
    Setting,
    Sign,
    Source,
    Tool,
    kind_of_results,
)

SCREENERS = ("probation", "welfare", "clinic", "harbor", "rising", "schools")
"""Who at a table screens, the likeliest first."""
GROUPS = ("Housing and caregiving", "Health", "Going out and coming home", "People around")
AGAIN_AFTER = timedelta(days=180)


def screen(story: Story, teller: Teller) -> Iterator[None]:
    """Record the screening with which most cases began, and the list of signs of some."""
    dice = story.dice("indicators")
    there = [handle for handle in SCREENERS if handle in story.team]
    for place, handle in enumerate(there[:2]):
        is_list = place == 1
        ago = max(story.until, story.opened - dice.randint(0, 5)) if story.opened else 0
        house = teller.setting.agencies[handle]
        by = teller.setting.member(handle, dice)
        overridden = None if is_list or story.n % 4 else Band.CLEAR.value
        with teller.at(ago, 3) as then:
            day = clock.day_of(then)
            db.session.add(
                ScreeningResult(
                    survivor_id=story.survivor,
                    owner_id=house.id,
                    category=kind_of_results(house.kind),
                    author_id=by.id,
                    screened_on=day,
                    next_due_on=day + AGAIN_AFTER,
                    tool=(Tool.OWN if is_list else Tool.OTHER).value,
                    tool_name=None if is_list else "The county’s short screen",
                    tool_version=None if is_list else "2024",
                    screener=by.name,
                    setting=dice.choice([*Setting]).value,
                    sources=joined(dice.sample([*Source], 2)),
                    signs=joined(dice.sample([*Sign], 3)) if is_list else None,
                    band=(Band.NOT_SCORED if is_list else dice.choice([*Band][:3])).value,
                    totals=None
                    if is_list
                    else "\n".join(f"{group}: {dice.randint(0, 4)}" for group in GROUPS),
                    overridden=overridden,
                    override_reason="What was told the day after weighs more."
                    if overridden
                    else None,
                    told_to="The young person, and whoever leads the case",
                )
            )
    yield
