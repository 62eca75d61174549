"""What explains that somebody opened a young person's records; the whole rule, on plain values.

The law asks a county system to detect use that nobody's work accounts for (WIC 18961.5, CR-30). A
read is explained by what ties the reader, or the reader's agency, to the young person on its day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID


class TieKind(StrEnum):
    """What ties somebody to a young person; what says most about the single reader comes first."""

    EMERGENCY = "emergency"
    """This person opened her case in an emergency, which somebody else looks at."""
    TASK = "task"
    """A task of a review that the agency, or this person, took."""
    STEP = "step"
    """A step of the plan that is the agency's, or this person's."""
    LINKAGE = "linkage"
    """A service that the agency offers to her, or gives."""
    REFERRAL = "referral"
    """A referral that the agency made, or triages."""
    AGENDA = "agenda"
    """Her case comes up, or came up, at a meeting where the agency has a seat."""
    LEAD = "lead"
    SEAT = "seat"
    """The agency sits at the table of her open case."""


BEFORE = {TieKind.AGENDA: timedelta(days=7)}
"""How long ahead people prepare: agendas go out a week before."""
AFTER = {
    TieKind.EMERGENCY: timedelta(),
    TieKind.TASK: timedelta(days=7),
    TieKind.STEP: timedelta(days=7),
    TieKind.LINKAGE: timedelta(days=30),
    TieKind.REFERRAL: timedelta(days=30),
    TieKind.AGENDA: timedelta(days=7),
    TieKind.LEAD: timedelta(days=30),
    TieKind.SEAT: timedelta(days=30),
}
"""How long what ended still explains a read: letters are finished, files are put in order."""


@dataclass(frozen=True)
class Tie:
    """Something that ties an agency, or one person of it, to a young person from day to day."""

    kind: TieKind
    survivor: UUID
    agency: UUID
    since: date
    until: date | None = None
    """The last day; None while it lasts."""
    member: UUID | None = None
    """The one person whom it ties; None for everybody of the agency."""

    def explains(self, read: "Read") -> bool:
        """Both ends included, with the days of grace before and after."""
        whose = (self.survivor, self.agency) == (read.survivor, read.agency)
        if not whose or self.member not in {None, read.reader}:
            return False
        if read.day < self.since - BEFORE.get(self.kind, timedelta()):
            return False
        return self.until is None or read.day <= self.until + AFTER[self.kind]


@dataclass(frozen=True)
class Read:
    """One person opened one young person's records on one day (of the county)."""

    reader: UUID
    agency: UUID
    survivor: UUID
    day: date


class Explanations:
    """Ties, sorted to be asked many times."""

    def __init__(self, ties: Iterable[Tie]) -> None:
        strongest = {kind: place for place, kind in enumerate(TieKind)}
        self._ties: dict[tuple[UUID, UUID], list[Tie]] = {}
        for tie in sorted(ties, key=lambda tie: strongest[tie.kind]):
            self._ties.setdefault((tie.survivor, tie.agency), []).append(tie)

    def of(self, read: Read) -> TieKind | None:
        """Return what explains a read best; None when nothing explains it."""
        ties = self._ties.get((read.survivor, read.agency), ())
        return next((tie.kind for tie in ties if tie.explains(read)), None)
