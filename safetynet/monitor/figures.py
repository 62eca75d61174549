"""The monitor's page: each measure with its rule, its aim, its figures and their drawing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from safetynet.access import Actor, Role
from safetynet.monitor.chart import Chart, chart_of
from safetynet.monitor.facts import Facts
from safetynet.monitor.measures import OF_ONE_AGENCY, Aims, Measure, tallies
from safetynet.monitor.periods import Period, months_until, quarters_until
from safetynet.monitor.reading import facts_for, facts_of_own_agency
from safetynet.monitor.suppressing import Shown, whole
from safetynet.monitor.telling import told_of
from safetynet.monitor.words import RULE_WORDS

QUARTERS = 4


@dataclass(frozen=True)
class Figure:
    measure: Measure
    rule: str
    aim: int
    shown: list[tuple[Period, Shown]]

    @property
    def listed(self) -> list[tuple[Period, Shown]]:
        """The periods since there was anything to count; the last one in any case."""
        begins = (n for n, (_period, shown) in enumerate(self.shown) if shown.total != 0)
        return self.shown[next(begins, len(self.shown) - 1) :]

    @property
    def latest(self) -> tuple[Period, Shown] | None:
        """The last period of which there is a percentage."""
        rated = [one for one in self.shown if one[1].percent is not None]
        return rated[-1] if rated else None

    @property
    def is_reached(self) -> bool:
        return self.latest is not None and (self.latest[1].percent or 0) >= self.aim

    @property
    def chart(self) -> Chart:
        return chart_of([shown.percent for _period, shown in self.shown], self.aim)


Telling = Callable[[Measure, Facts, Aims, Sequence[Period], date], list[Shown]]


def figures_for(actor: Actor, aims: Aims, day: date) -> list[Figure]:
    """Return what this person may see: months, and to whoever knows no case whole quarters."""
    is_masked = actor.role is Role.ANALYST
    periods = quarters_until(day, QUARTERS) if is_masked else months_until(day)
    span = Period(periods[0].first, periods[-1].last)
    own = actor.role is Role.SUPERVISOR
    facts = facts_of_own_agency(actor, span) if own else facts_for(actor, span)
    measures = [m for m in Measure if m in OF_ONE_AGENCY or not own]
    telling: Telling = _masked if is_masked else _whole
    numbers = {what.value: number for what, number in aims.items()}
    return [
        Figure(
            measure,
            str(RULE_WORDS[measure]) % numbers,
            aims[measure.aim],
            list(zip(periods, telling(measure, facts, aims, periods, day), strict=True)),
        )
        for measure in measures
    ]


def _whole(
    measure: Measure, facts: Facts, aims: Aims, periods: Sequence[Period], day: date
) -> list[Shown]:
    return [whole(tally) for tally in tallies(measure, facts, aims, periods, day)]


def _masked(
    measure: Measure, facts: Facts, aims: Aims, periods: Sequence[Period], day: date
) -> list[Shown]:
    return [told_of(measure, facts, aims, period, day) for period in periods]
