"""What is owed to somebody who is missing or came back, and how long its clock runs."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from safetynet.deadlines import Clock, Unit, runs_by
from safetynet.deadlines.queries import Standing, standing_clocks


class Duty(StrEnum):
    """What is owed to somebody who is missing, and to somebody who came back."""

    POLICE = "police"
    NCMEC = "ncmec"
    """The report to the National Center for Missing and Exploited Children."""
    INTERVIEW = "interview"
    """Asking why she left and what happened to her."""
    RESCREEN = "rescreen"


WHILE_MISSING = (Duty.POLICE, Duty.NCMEC)
AFTER_RETURN = (Duty.INTERVIEW, Duty.RESCREEN)

_LAW = _l("42 U.S.C. 671(a)(35)(B), Penal Code 11166: immediately, never later than 24 hours")
_NO_NUMBER = _l("The law asks for it without a number; a start for the county")

CLOCKS: Mapping[Duty, Clock] = {
    Duty.POLICE: runs_by(
        Clock(
            "missing_police",
            _l("Missing: law enforcement is told"),
            *(24, Unit.HOURS, 1, 24),
            _LAW,
            may_stop=False,
            keeps_end=False,
        )
    ),
    Duty.NCMEC: runs_by(
        Clock(
            "missing_ncmec",
            _l("Missing: the National Center for Missing and Exploited Children is told"),
            *(24, Unit.HOURS, 1, 24),
            _LAW,
            may_stop=False,
            keeps_end=False,
        )
    ),
    Duty.INTERVIEW: runs_by(
        Clock(
            "return_interview",
            _l("Back: somebody asks why she or he left and what happened"),
            *(72, Unit.HOURS, 4, 240),
            _NO_NUMBER,
            may_stop=False,
            keeps_end=False,
        )
    ),
    Duty.RESCREEN: runs_by(
        Clock(
            "return_screening",
            _l("Back: screened again"),
            *(10, Unit.DAYS, 1, 30),
            _NO_NUMBER,
            may_stop=False,
            keeps_end=False,
        )
    ),
}

Clocks = Mapping[Duty, Standing]
SHIPPED: Clocks = {duty: Standing(each, None) for duty, each in CLOCKS.items()}


def clocks_as_set() -> Clocks:
    """Return how the clocks run in this county."""
    held = {standing.clock.key: standing for standing in standing_clocks()}
    return {duty: held[each.key] for duty, each in CLOCKS.items()}
