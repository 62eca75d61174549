"""Plans: goals in the young person's words, steps with an owner and a day, scores over time."""

from safetynet.plans import policy as policy
from safetynet.plans import waiting as waiting
from safetynet.plans.chart import chart_of
from safetynet.plans.models import (
    Domain,
    Goal,
    GoalNeed,
    GoalStatus,
    GoalWords,
    Plan,
    PlanKind,
    PlanStatus,
    SafetyLine,
    Score,
    Section,
    Stage,
    Step,
    StepStatus,
    StepUpdate,
    StepWords,
)
from safetynet.plans.operations import (
    Asked,
    add_goal,
    add_line,
    add_step,
    keep_scores,
    report,
    start,
)
from safetynet.plans.panel import on_the_case_file
from safetynet.plans.queries import plans_of

__all__ = [
    "Asked",
    "Domain",
    "Goal",
    "GoalNeed",
    "GoalStatus",
    "GoalWords",
    "Plan",
    "PlanKind",
    "PlanStatus",
    "SafetyLine",
    "Score",
    "Section",
    "Stage",
    "Step",
    "StepStatus",
    "StepUpdate",
    "StepWords",
    "add_goal",
    "add_line",
    "add_step",
    "chart_of",
    "keep_scores",
    "on_the_case_file",
    "plans_of",
    "report",
    "start",
]
