"""Where a request stands, what may be written down of it, and what each step leads to."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    OPEN = "open"
    OBJECTED = "objected"
    NARROWED = "narrowed"
    QUASHED = "quashed"
    PREPARED = "prepared"
    APPROVED = "approved"
    PRODUCED = "produced"
    ANSWERED = "answered"
    """By the letter that neither confirms nor denies."""
    CLOSED = "closed"


class Step(StrEnum):
    """What somebody did, with a day; the last five move the request on."""

    COUNSEL_TOLD = "counsel_told"
    SURVIVOR_TOLD = "survivor_told"
    SURVIVOR_NOT_TOLD = "survivor_not_told"
    TELLING_FORBIDDEN = "telling_forbidden"
    """A court forbids it: then her own accounting is silent about it too, until she was told."""
    OBJECTED = "objected"
    NARROWED = "narrowed"
    QUASHED = "quashed"
    ANSWERED = "answered"
    CLOSED = "closed"


LEADS_TO: Mapping[Step, State] = {
    Step.OBJECTED: State.OBJECTED,
    Step.NARROWED: State.NARROWED,
    Step.QUASHED: State.QUASHED,
    Step.ANSWERED: State.ANSWERED,
    Step.CLOSED: State.CLOSED,
}

S = State
AFTER: Mapping[State, frozenset[State]] = {
    S.OPEN: frozenset({S.OBJECTED, S.NARROWED, S.QUASHED, S.PREPARED, S.ANSWERED, S.CLOSED}),
    S.OBJECTED: frozenset({S.NARROWED, S.QUASHED, S.PREPARED, S.CLOSED}),
    S.NARROWED: frozenset({S.OBJECTED, S.QUASHED, S.PREPARED, S.CLOSED}),
    S.QUASHED: frozenset({S.CLOSED}),
    # Back to open when the second person declines; a court may speak at any time.
    # Whoever asked may withdraw it too.
    S.PREPARED: frozenset({S.APPROVED, S.OPEN, S.NARROWED, S.QUASHED, S.CLOSED}),
    S.APPROVED: frozenset({S.PRODUCED, S.NARROWED, S.QUASHED, S.CLOSED}),
    S.PRODUCED: frozenset({S.PREPARED, S.CLOSED}),
    S.ANSWERED: frozenset({S.CLOSED}),
    S.CLOSED: frozenset(),
}
"""The whole life of a request: state → what may come next."""

NEEDS_WORDS = frozenset(
    {Step.SURVIVOR_NOT_TOLD, Step.TELLING_FORBIDDEN, Step.OBJECTED, Step.NARROWED, Step.QUASHED}
)
"""Steps that say nothing without a reason, or without what the court said."""

ANSWERED = frozenset({S.QUASHED, S.PRODUCED, S.ANSWERED, S.CLOSED})
"""Nothing is due any more."""

WITHOUT_WORDS = (Step.SURVIVOR_TOLD, Step.CLOSED)
"""What can still be written down when retention destroyed the paper's words: a step and its day."""


class WrongStateError(Exception):
    """The request has moved on: somebody else was faster."""


def steps_in(state: State, *, without_words: bool = False) -> list[Step]:
    """Return what can be written down of a request in this state."""
    if state is State.CLOSED:
        return []
    if without_words:
        return list(WITHOUT_WORDS)
    return [step for step in Step if step not in LEADS_TO or LEADS_TO[step] in AFTER[state]]
