"""What an incident can be, where it stands, and what may be written down of it."""

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """What happened, as whoever notices it can say at once."""

    LOST_DEVICE = "lost_device"
    WRONG_RECIPIENT = "wrong_recipient"
    ACCOUNT_TAKEN = "account_taken"
    PAPER_LOST = "paper_lost"
    SYSTEM = "system"
    OTHER = "other"


class Certainty(StrEnum):
    """A grant's clock runs for an actual breach and for an imminent one (OJP and OVW awards)."""

    ACTUAL = "actual"
    IMMINENT = "imminent"
    SUSPECTED = "suspected"


class State(StrEnum):
    REPORTED = "reported"
    BREACH = "breach"
    NO_BREACH = "no_breach"
    CLOSED = "closed"


S = State
AFTER: Mapping[State, frozenset[State]] = {
    S.REPORTED: frozenset({S.BREACH, S.NO_BREACH}),
    S.BREACH: frozenset({S.NO_BREACH, S.CLOSED}),
    S.NO_BREACH: frozenset({S.BREACH, S.CLOSED}),
    S.CLOSED: frozenset(),
}
"""The whole life of an incident: state → what may come next; what turns up later may change it."""


class Step(StrEnum):
    """What was written down of an incident."""

    REPORTED = "reported"
    BREACH = "breach"
    NO_BREACH = "no_breach"
    SIGN_INS_ENDED = "sign_ins_ended"
    CONTAINED = "contained"
    NOTED = "noted"
    CLOSED = "closed"


class Bound(StrEnum):
    """By which section of the Civil Code an agency must tell people."""

    PUBLIC = "public"
    """1798.29: an agency of the state, a county, a city."""
    BUSINESS = "business"
    """1798.82: a person or business, so also a nonprofit."""


class Outcome(StrEnum):
    """What came of one attempt to speak with her before any letter."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    UNSAFE = "unsafe"


class How(StrEnum):
    """How a letter got to her."""

    IN_PERSON = "in_person"
    MAIL = "mail"
    ELECTRONICALLY = "electronically"


class NoticeTo(StrEnum):
    """Whom an agency told beside the young people."""

    GRANT_MANAGER = "grant_manager"
    ATTORNEY_GENERAL = "attorney_general"
    POLICE = "police"
    OTHER = "other"


class WrongStateError(Exception):
    """The incident has moved on: somebody else was faster."""
