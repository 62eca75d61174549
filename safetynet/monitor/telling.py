"""A measure of one period as it is told to somebody who knows no case."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from safetynet.monitor.facts import Facts
from safetynet.monitor.measures import OF_YOUNG_PEOPLE, Aims, Measure, tallies
from safetynet.monitor.periods import Period
from safetynet.monitor.suppressing import NOTHING, Shown, is_small, masked


def told_of(measure: Measure, facts: Facts, aims: Aims, period: Period, day: date) -> Shown:
    """Count it, and leave out what is small: in reviews, or in the young people they were about."""
    [tally] = tallies(measure, facts, aims, [period], day)
    is_about_people = measure in OF_YOUNG_PEOPLE
    if is_about_people and is_small(len(set(_people(measure, facts, period)))):
        return NOTHING
    return masked(tally, is_about_people=is_about_people)


def _people(measure: Measure, facts: Facts, period: Period) -> Iterator[UUID]:
    if measure is Measure.FIRST_REVIEWS:
        yield from (one.survivor for one in facts.first_reviews if period.holds(one.opened))
    elif measure is Measure.REVIEWS:
        yield from (one.survivor for one in facts.promises if period.holds(one.by))
    else:
        yield from (one.survivor for one in facts.reviews if period.holds(one.on))
