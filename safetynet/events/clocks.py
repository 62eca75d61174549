"""What is owed to somebody who is missing or came back, and by when.

Hours are hours, also in the night in which clocks are put forward. Days are days of the county:
the last one runs until midnight there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from safetynet import clock


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


@dataclass(frozen=True)
class Length:
    """How long a clock runs."""

    amount: int
    is_in_hours: bool = True

    def due(self, since: datetime) -> datetime:
        """Return the moment (UTC) by which it is over, where it began at `since` (aware)."""
        if self.is_in_hours:
            return since + timedelta(hours=self.amount)
        return clock.end_of(clock.day_of(since) + timedelta(days=self.amount))


LENGTHS: Mapping[Duty, Length] = {
    # 42 U.S.C. 671(a)(35)(B), Penal Code 11166 and WIC 16501.35: immediately, and in no case later
    # than 24 hours.
    Duty.POLICE: Length(24),
    Duty.NCMEC: Length(24),
    # The same laws ask on return, without a number, why she left and what happened, and for a
    # screening; 72 hours and ten days are a start.
    Duty.INTERVIEW: Length(72),
    Duty.RESCREEN: Length(10, is_in_hours=False),
}
