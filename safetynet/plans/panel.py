"""The plan on the case file: what is wanted, what comes next, and how it goes."""

from typing import Any

from safetynet import clock
from safetynet.cases import Case
from safetynet.plans.chart import chart_of
from safetynet.plans.models import PlanKind
from safetynet.plans.queries import plans_of
from safetynet.plans.words import ALL


def on_the_case_file(case: Case) -> dict[str, Any]:
    plans = plans_of(case)
    stabilization = plans.open(PlanKind.STABILIZATION)
    return {
        "safety": plans.open(PlanKind.SAFETY),
        "stabilization": stabilization,
        "chart": chart_of(stabilization.scores) if stabilization else None,
        "agencies": plans.agencies,
        "day": clock.today(),
        "words": ALL,
    }
