"""The clocks that run on a referral, as shipped (practice.md §1.2 and §1.12)."""

from typing import Any

from flask_babel import lazy_gettext as _l

from safetynet.deadlines import Clock, Unit, runs_by

_DAY_IN_MINUTES = 24 * 60

TRIAGE = runs_by(
    Clock(
        "triage",
        _l("From receiving a referral to its triage"),
        amount=1,
        unit=Unit.WORKING_DAYS,
        least=1,
        most=10,
        source=_l("our estimate, to be set by the county"),
        may_stop=False,
    )
)
URGENT_TRIAGE = runs_by(
    Clock(
        "triage_urgent",
        _l("From receiving a referral that can wait for hours only to its triage"),
        amount=2,
        unit=Unit.HOURS,
        least=1,
        most=24,
        source=_l("the tiers of the National Center for Youth Law: immediate crisis"),
        may_stop=False,
    )
)
RAPID_RESPONSE = runs_by(
    Clock(
        "rapid_response",
        _l("From sending a referral to rapid response until everybody is there"),
        amount=90,
        unit=Unit.MINUTES,
        least=15,
        most=_DAY_IN_MINUTES,
        source=_l("the First Responder Protocol of Los Angeles County"),
    )
)
HOTLINE_REPORT = runs_by(
    Clock(
        "hotline_report",
        _l("From sending a referral to the child abuse hotline until the written report"),
        amount=36,
        unit=Unit.HOURS,
        least=1,
        most=36,
        source=_l("Penal Code 11166(a)"),
        may_stop=False,
    )
)
SPECIALIST = runs_by(
    Clock(
        "specialist",
        _l("From receiving an urgent referral to special services and a health evaluation"),
        amount=72,
        unit=Unit.HOURS,
        least=1,
        most=240,
        source=_l("the First Responder Protocol of Los Angeles County"),
    )
)
MATCH = runs_by(
    Clock(
        "match",
        _l("From receiving a referral until the young person is matched to a provider"),
        amount=48,
        unit=Unit.HOURS,
        least=1,
        most=240,
        source=_l("the Trafficking Victim Assistance Program’s measure"),
        is_on=False,
    )
)
FIRST_MEETING = runs_by(
    Clock(
        "first_meeting",
        _l("From receiving a referral to its first review"),
        amount=10,
        unit=Unit.DAYS,
        least=1,
        most=90,
        source=_l("the tiers of the National Center for Youth Law: initial team meeting"),
    )
)
EXAMINATION = runs_by(
    Clock(
        "examination",
        _l("From a sexual assault to the offer of an acute medical examination"),
        amount=96,
        unit=Unit.HOURS,
        least=1,
        most=120,
        source=_l("the Los Angeles County Sheriff’s order"),
    )
)
BY_HAND = (RAPID_RESPONSE, HOTLINE_REPORT, SPECIALIST, MATCH, FIRST_MEETING, EXAMINATION)
"""Clocks that somebody may start on a referral that they did not start on themselves."""
_ALL = {each.key: each for each in (TRIAGE, URGENT_TRIAGE, *BY_HAND)}


def sentence_of(key: str) -> Any:
    """Return what a clock is for; its key where it is declared no more."""
    return _ALL[key].sentence if key in _ALL else key
