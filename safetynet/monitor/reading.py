"""The facts of a span of time, in fourteen statements whatever the county's age.

Counted with the walls down, and told as counts. Whom a conflict of interest hides from a person is
not counted for her either: her figures fit the lists that she knows.
"""

from uuid import UUID

from safetynet.access import Actor, walls_down
from safetynet.deadlines.holidays import closed_days
from safetynet.monitor.facts import Facts, TaskFact
from safetynet.monitor.periods import Period
from safetynet.monitor.reading_agencies import minutes, presences, research, tasks
from safetynet.monitor.reading_reviews import first_reviews, promises, reviews
from safetynet.monitor.span import Span

WHY = "counts of the protocol"


def facts_for(actor: Actor, period: Period) -> Facts:
    """Return what is counted over the county, whoever asks."""
    span = Span(actor, period)
    with walls_down(WHY):
        return Facts(
            reviews=reviews(span),
            promises=promises(span),
            first_reviews=first_reviews(span),
            research=research(span),
            presences=presences(span),
            tasks=tasks(span),
            minutes=minutes(span),
            closed=closed_days(),
        )


def facts_of_own_agency(actor: Actor, period: Period) -> Facts:
    """Return what is counted of this person's own agency: its research, people and tasks."""
    span, own = Span(actor, period), actor.agency_id
    with walls_down(WHY):
        return Facts(
            research=research(span, own), presences=presences(span, own), tasks=tasks(span, own)
        )


def tasks_due(actor: Actor, period: Period, agency: UUID | None = None) -> list[TaskFact]:
    """Return the tasks due in a span and those open from before, of one agency or of all."""
    with walls_down(WHY):
        return tasks(Span(actor, period), agency)
