"""The classes of records, what belongs to each, and how long it is kept unless somebody decides."""

from dataclasses import dataclass
from enum import StrEnum

from safetynet.vault import Category


class RecordClass(StrEnum):
    """A law or a policy speaks of these; keys know categories."""

    CASE = "case"
    HEALTH = "health"
    COUNSELING = "counseling"
    COURT = "court"
    CHILD_WELFARE = "child_welfare"
    EDUCATION = "education"
    TEAM = "team"
    PAPERS = "papers"
    DECISIONS = "decisions"


class Start(StrEnum):
    """What the period is counted from; nothing falls due while a case is open."""

    CASE_CLOSED = "case_closed"
    """The last case's closing; the last entry where there never was a case."""
    LAST_ACTIVITY = "last_activity"
    LAST_MEETING = "last_meeting"
    RELEASE_ENDED = "release_ended"


class Action(StrEnum):
    SHRED = "shred"
    NARRATIVE = "narrative"
    """Everything but who she is and how she is reached."""


@dataclass(frozen=True)
class Rule:
    """How long a class of records is kept, from when, what then happens, and who says so."""

    start: Start
    years: int
    action: Action
    authority: str


CATEGORIES: dict[RecordClass, frozenset[Category]] = {
    RecordClass.CASE: frozenset(
        {
            Category.IDENTITY,
            Category.SAFE_CONTACT,
            Category.LOCATION,
            Category.SAFETY_RISK,
            Category.EXPLOITATION_ACCOUNT,
            Category.PERSONS_OF_CONCERN,
            Category.REFERRAL_NARRATIVE,
            Category.PLAN,
            Category.LINKAGE,
            Category.FILE,
        }
    ),
    RecordClass.HEALTH: frozenset(
        {
            Category.HEALTH,
            Category.MENTAL_HEALTH,
            Category.SUBSTANCE_USE,
            Category.REPRODUCTIVE_HIV,
        }
    ),
    RecordClass.COUNSELING: frozenset({Category.PRIVILEGED, Category.LEGAL_ADVICE}),
    RecordClass.COURT: frozenset({Category.JUVENILE_COURT}),
    RecordClass.CHILD_WELFARE: frozenset({Category.CHILD_WELFARE}),
    RecordClass.EDUCATION: frozenset({Category.EDUCATION}),
    RecordClass.TEAM: frozenset({Category.TEAM_DISCUSSION}),
    RecordClass.PAPERS: frozenset({Category.PROGRAMME, Category.RESEARCH}),
    RecordClass.DECISIONS: frozenset({Category.OFFICE}),
}
"""Every category is in exactly one class, so that nothing is kept for ever."""

CLASS_OF = {category: kind for kind, held in CATEGORIES.items() for category in held}

_WHO = frozenset({Category.IDENTITY, Category.SAFE_CONTACT, Category.LOCATION})

_COUNTY = "Government Code 26202 and the county's retention schedule"

DEFAULTS: dict[RecordClass, Rule] = {
    RecordClass.CASE: Rule(Start.CASE_CLOSED, 7, Action.SHRED, _COUNTY),
    # A minor's record is kept for a year beyond the age of 18, and never less than seven years.
    RecordClass.HEALTH: Rule(Start.CASE_CLOSED, 10, Action.SHRED, "Health and Safety Code 123145"),
    RecordClass.COUNSELING: Rule(
        Start.LAST_ACTIVITY, 7, Action.SHRED, "Business and Professions Code 4980.49"
    ),
    RecordClass.COURT: Rule(
        Start.CASE_CLOSED, 5, Action.SHRED, "Welfare and Institutions Code 826"
    ),
    RecordClass.CHILD_WELFARE: Rule(
        Start.CASE_CLOSED, 3, Action.SHRED, "Welfare and Institutions Code 10851"
    ),
    RecordClass.EDUCATION: Rule(Start.CASE_CLOSED, 3, Action.SHRED, _COUNTY),
    RecordClass.TEAM: Rule(Start.LAST_MEETING, 5, Action.SHRED, _COUNTY),
    RecordClass.PAPERS: Rule(Start.RELEASE_ENDED, 6, Action.SHRED, "45 CFR 164.530(j)"),
    RecordClass.DECISIONS: Rule(Start.LAST_ACTIVITY, 7, Action.SHRED, _COUNTY),
}
"""Starting points for a county's counsel, not advice; the privacy officer sets what holds."""


def destroyed_by(kind: RecordClass, action: Action) -> frozenset[Category]:
    """Return which kinds of content an action on a class of records destroys."""
    held = CATEGORIES[kind]
    return held - _WHO if action is Action.NARRATIVE else held
