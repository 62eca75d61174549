"""How the home page says what waits, and what each role finds when nothing does."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from safetynet.access import Permission, Role

KIND_WORDS = {
    "missing": _l("Missing, and just back"),
    "alerts": _l("Safety alerts"),
    "contacts": _l("Attempts to reach somebody"),
    "meetings": _l("Meetings"),
    "referrals": _l("Referrals"),
    "screening": _l("Names like a person of concern’s"),
    "tasks": _l("Tasks"),
    "linkages": _l("Linkages"),
    "directory": _l("Services"),
    "plans": _l("Plans"),
    "releases": _l("Releases that end"),
    "events": _l("Dates ahead"),
    "screenings": _l("Screenings"),
    "limits": _l("To tell a young person"),
    "privilege": _l("Decisions about the privilege"),
    "access": _l("Access reviews"),
    "retention": _l("Records to be destroyed"),
    "exports": _l("Copies of records"),
    "process": _l("Subpoenas and records requests"),
    "laws": _l("Laws and their clocks"),
    "breaches": _l("Breaches"),
    "people": _l("People who come in"),
    "": _l("Also"),
}
"""The kinds of waiting things, in the order of the page; unknown ones come under "Also"."""


@dataclass(frozen=True)
class FirstStep:
    """What an empty page says, and where it leads."""

    sentence: Any
    word: Any = ""
    endpoint: str = ""
    needs: Permission = Permission.HOME_READ


_TABLE = FirstStep(
    _l(
        "Nothing waits for you. Tasks, linkages to answer, plan steps and hearings of your "
        "cases will appear here."
    ),
    _l("See your cases"),
    "cases.index",
    Permission.CASE_READ,
)

FIRST_STEPS = {
    Role.COORDINATOR: FirstStep(
        _l("Nothing waits for you. Referrals to triage and meetings to prepare will appear here."),
        _l("See the open cases"),
        "cases.index",
        Permission.CASE_READ,
    ),
    Role.PRIVACY_OFFICER: FirstStep(
        _l("You see who opened what, and no content."),
        _l("Read the ledger"),
        "oversight.index",
        Permission.LEDGER_READ,
    ),
    Role.ADMINISTRATOR: FirstStep(
        _l("You look after people and agencies, and see no case."),
        _l("People and agencies"),
        "people.index",
        Permission.PEOPLE_MANAGE,
    ),
    Role.ANALYST: FirstStep(
        _l("You see counts in which nobody can be recognized, and no case. Nothing waits for you."),
        _l("Read the protocol monitor"),
        "monitor.index",
        Permission.MONITOR_READ,
    ),
    Role.OBSERVER: FirstStep(
        _l(
            "You see a meeting that you signed for, on its day and not after. "
            "Nothing waits for you."
        ),
        _l("See the meetings"),
        "meetings.index",
        Permission.MEETING_READ,
    ),
}


def first_step(role: Role) -> FirstStep:
    """Return what somebody in this role does when nothing waits."""
    return FIRST_STEPS.get(role, _TABLE)
