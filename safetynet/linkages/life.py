"""The life of a linkage: its states, who may take which next step, and why it may end."""

from enum import StrEnum


class LinkageStatus(StrEnum):
    """practice.md §1.8."""

    SUGGESTED = "suggested"
    YOUTH_AGREED = "youth_agreed"
    RELEASE_SIGNED = "release_signed"
    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WAITLISTED = "waitlisted"
    APPOINTMENT_OFFERED = "appointment_offered"
    ATTENDED = "attended"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    """The appointment, not the linkage."""
    ENGAGED = "engaged"
    COMPLETED = "completed"
    DROPPED = "dropped"
    CLOSED = "closed"


class Side(StrEnum):
    """Who takes a step: those who offer the service to a young person, or those who give it."""

    OFFERING = "offering"
    PROVIDER = "provider"


class Why(StrEnum):
    """practice.md §9, reasons for declining and waiting; and for ending."""

    NO_BED = "no_bed"
    ELIGIBILITY = "eligibility"
    AGE = "age"
    JURISDICTION = "jurisdiction"
    INSURANCE = "insurance"
    LANGUAGE = "language"
    SAFETY_CONFLICT = "safety_conflict"
    YOUTH_DECLINED = "youth_declined"
    NO_RESPONSE = "no_response"
    MOVED_AWAY = "moved_away"
    BETTER_PLACE = "better_place"
    OVERTAKEN = "overtaken"
    IN_ERROR = "in_error"
    CANCELED_BY_YOUTH = "canceled_by_youth"
    CANCELED_BY_PROVIDER = "canceled_by_provider"
    CANCELED_BY_OTHERS = "canceled_by_others"


class Introduced(StrEnum):
    """How a warm hand-over was made (practice.md §1.10)."""

    IN_PERSON = "in_person"
    BY_PHONE = "by_phone"
    BY_VIDEO = "by_video"


S = LinkageStatus
OFFER, GIVE = frozenset({Side.OFFERING}), frozenset({Side.PROVIDER})
BOTH = OFFER | GIVE

NEXT: dict[LinkageStatus, dict[LinkageStatus, frozenset[Side]]] = {
    S.SUGGESTED: {S.YOUTH_AGREED: OFFER, S.CLOSED: OFFER},
    # A release is never a condition (CR-08): what was agreed to can be sent without one.
    S.YOUTH_AGREED: {S.SENT: OFFER, S.RELEASE_SIGNED: OFFER, S.CLOSED: OFFER},
    S.RELEASE_SIGNED: {S.SENT: OFFER, S.CLOSED: OFFER},
    S.SENT: {
        S.ACCEPTED: GIVE,
        S.WAITLISTED: GIVE,
        S.DECLINED: GIVE,
        S.RECEIVED: GIVE,
        S.CLOSED: OFFER,
    },
    S.RECEIVED: {S.ACCEPTED: GIVE, S.WAITLISTED: GIVE, S.DECLINED: GIVE, S.CLOSED: OFFER},
    S.WAITLISTED: {S.ACCEPTED: GIVE, S.WAITLISTED: GIVE, S.DECLINED: GIVE, S.CLOSED: OFFER},
    S.ACCEPTED: {
        S.APPOINTMENT_OFFERED: GIVE,
        S.ENGAGED: GIVE,
        S.DROPPED: GIVE,
        S.CLOSED: OFFER,
    },
    S.APPOINTMENT_OFFERED: {S.ATTENDED: BOTH, S.NO_SHOW: BOTH, S.CANCELLED: BOTH, S.CLOSED: OFFER},
    S.ATTENDED: {
        S.ENGAGED: GIVE,
        S.APPOINTMENT_OFFERED: GIVE,
        S.COMPLETED: GIVE,
        S.DROPPED: GIVE,
    },
    S.NO_SHOW: {S.APPOINTMENT_OFFERED: GIVE, S.DROPPED: GIVE, S.CLOSED: OFFER},
    S.CANCELLED: {S.APPOINTMENT_OFFERED: GIVE, S.DROPPED: GIVE, S.CLOSED: OFFER},
    S.ENGAGED: {S.COMPLETED: GIVE, S.DROPPED: GIVE},
    S.DECLINED: {S.CLOSED: OFFER},
    S.COMPLETED: {S.CLOSED: OFFER},
    S.DROPPED: {S.CLOSED: OFFER},
    S.CLOSED: {},
}
"""From each state, the steps that may follow and who takes them; the likeliest stands first."""

STEPS = frozenset(to for steps in NEXT.values() for to in steps)
"""Where some step leads: everywhere but to the beginning."""

BEFORE_SENDING = frozenset({S.SUGGESTED, S.YOUTH_AGREED, S.RELEASE_SIGNED})
UNANSWERED = frozenset({S.SENT, S.RECEIVED})
TAKEN_ON = frozenset(
    {S.ACCEPTED, S.APPOINTMENT_OFFERED, S.ATTENDED, S.NO_SHOW, S.CANCELLED, S.ENGAGED}
)
"""The provider works with the young person, and may own steps of the plan."""
ANSWERS = frozenset({S.ACCEPTED, S.DECLINED, S.WAITLISTED})
GAPS = frozenset({S.DECLINED, S.WAITLISTED})
"""What the county could not give when it was asked for."""
CONTACTS = frozenset({S.APPOINTMENT_OFFERED, S.ATTENDED, S.ENGAGED})
"""The provider has reached the young person."""
SERVED = frozenset({S.ATTENDED, S.ENGAGED, S.COMPLETED})
OVER = frozenset({S.DECLINED, S.COMPLETED, S.DROPPED, S.CLOSED})

WHYS: dict[LinkageStatus, tuple[Why, ...]] = {
    S.DECLINED: (
        Why.NO_BED,
        Why.ELIGIBILITY,
        Why.AGE,
        Why.JURISDICTION,
        Why.INSURANCE,
        Why.LANGUAGE,
        Why.SAFETY_CONFLICT,
        Why.YOUTH_DECLINED,
        Why.NO_RESPONSE,
    ),
    S.WAITLISTED: (Why.NO_BED, Why.ELIGIBILITY, Why.INSURANCE, Why.LANGUAGE),
    S.DROPPED: (
        Why.YOUTH_DECLINED,
        Why.NO_RESPONSE,
        Why.MOVED_AWAY,
        Why.BETTER_PLACE,
        Why.SAFETY_CONFLICT,
        Why.ELIGIBILITY,
    ),
    S.CANCELLED: (Why.CANCELED_BY_YOUTH, Why.CANCELED_BY_PROVIDER, Why.CANCELED_BY_OTHERS),
    S.CLOSED: (Why.OVERTAKEN, Why.YOUTH_DECLINED, Why.NO_RESPONSE, Why.BETTER_PLACE, Why.IN_ERROR),
}
"""The reasons that go with a step; the others need none."""

NEEDS_WHY = frozenset({S.DECLINED, S.DROPPED, S.CANCELLED})
NEEDS_DAY = frozenset({S.APPOINTMENT_OFFERED})
ASKS_MORE = NEEDS_WHY | NEEDS_DAY | {S.WAITLISTED, S.CLOSED}
"""Steps that ask for a reason, a day or a place before they are taken; the others are one tap."""
