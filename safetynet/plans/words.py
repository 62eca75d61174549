"""How pages say what a plan is made of."""

from flask_babel import lazy_gettext as _l

from safetynet.plans.domains import CountyWord
from safetynet.plans.models import (
    Domain,
    GoalStatus,
    PlanKind,
    PlanStatus,
    Section,
    Stage,
    StepStatus,
)
from safetynet.plans.version_models import VersionState

KIND_WORDS = {
    PlanKind.SAFETY: _l("Safety plan"),
    PlanKind.STABILIZATION: _l("Stabilization plan"),
}
PLAN_WORDS = {
    PlanStatus.DRAFT: _l("draft"),
    PlanStatus.ACTIVE: _l("in force"),
    PlanStatus.ENDED: _l("ended"),
}
PLAN_LOOKS = {PlanStatus.ACTIVE: "done", PlanStatus.DRAFT: "waiting", PlanStatus.ENDED: "quiet"}

VERSION_WORDS = {
    VersionState.SUBMITTED: _l("waits to be approved"),
    VersionState.APPROVED: _l("approved"),
    VersionState.RETURNED: _l("sent back"),
    VersionState.GIVEN: _l("given"),
}
VERSION_LOOKS = {
    VersionState.SUBMITTED: "waiting",
    VersionState.APPROVED: "done",
    VersionState.RETURNED: "urgent",
    VersionState.GIVEN: "done",
}

SHIPPED = {
    Domain.SAFETY: _l("Safety"),
    Domain.HOME: _l("A place to stay"),
    Domain.BASIC_NEEDS: _l("Food, clothes, papers"),
    Domain.HEALTH: _l("Body and health"),
    Domain.WELLBEING: _l("Feeling well"),
    Domain.PEOPLE: _l("Family and friends"),
    Domain.LEARNING: _l("School and learning"),
    Domain.WORK_MONEY: _l("Work and money"),
    Domain.RIGHTS: _l("Rights and courts"),
    Domain.SELF: _l("Standing on my own feet"),
}

DOMAIN_WORDS = {domain: CountyWord(domain, word) for domain, word in SHIPPED.items()}

SECTION_WORDS = {
    Section.WARNING_SIGNS: _l("How I notice that things go wrong"),
    Section.COPING: _l("What helps me"),
    Section.SAFE_ADULTS: _l("Adults I can go to"),
    Section.PLACES: _l("Safer places"),
    Section.IF_I_LEAVE: _l("If I leave or run"),
    Section.IF_I_RETURN: _l("If I go back"),
    Section.ONLINE: _l("Online and on the phone"),
    Section.CODE_WORD: _l("My code word"),
}

GOAL_WORDS = {
    GoalStatus.OPEN: _l("open"),
    GoalStatus.MET: _l("met"),
    GoalStatus.PARTLY: _l("partly met"),
    GoalStatus.NOT_MET: _l("not met"),
}
GOAL_LOOKS = {
    GoalStatus.OPEN: "open",
    GoalStatus.MET: "done",
    GoalStatus.PARTLY: "waiting",
    GoalStatus.NOT_MET: "quiet",
}

STEP_WORDS = {
    StepStatus.OPEN: _l("to do"),
    StepStatus.IN_PROGRESS: _l("in progress"),
    StepStatus.BLOCKED: _l("blocked"),
    StepStatus.DONE: _l("done"),
    StepStatus.DROPPED: _l("dropped"),
}
STEP_LOOKS = {
    StepStatus.OPEN: "open",
    StepStatus.IN_PROGRESS: "open",
    StepStatus.BLOCKED: "urgent",
    StepStatus.DONE: "done",
    StepStatus.DROPPED: "quiet",
}

STAGE_WORDS = {
    Stage.NOW: _l("Where it stands now"),
    Stage.REVIEW: _l("At a review"),
    Stage.END: _l("At the end of the plan"),
}

SCALE_WORDS = {
    1: _l("in crisis"),
    2: _l("at risk"),
    3: _l("holding"),
    4: _l("steady"),
    5: _l("thriving"),
}

ALL = {
    "kind_words": KIND_WORDS,
    "plan_words": PLAN_WORDS,
    "plan_looks": PLAN_LOOKS,
    "domain_words": DOMAIN_WORDS,
    "section_words": SECTION_WORDS,
    "goal_words": GOAL_WORDS,
    "goal_looks": GOAL_LOOKS,
    "step_words": STEP_WORDS,
    "step_looks": STEP_LOOKS,
    "stage_words": STAGE_WORDS,
    "scale_words": SCALE_WORDS,
    "version_words": VERSION_WORDS,
    "version_looks": VERSION_LOOKS,
}
"""What templates of this room are given."""
