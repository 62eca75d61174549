"""Looking whenever a name is written down: in the same transaction, only at what it concerns."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from safetynet.access import looks_before_keeping, walls_down
from safetynet.agencies import Member
from safetynet.among import among
from safetynet.audit import Touch, who
from safetynet.referrals import PersonOfConcern
from safetynet.screening.finding import (
    Found,
    all_found,
    around_like,
    concerns,
    concerns_about,
    everybody,
    members_like,
    survivors_like,
)
from safetynet.screening.raising import raise_
from safetynet.screening.sources import BY_TABLE, named_about, named_in_rows
from safetynet.vault import opened_by, vault

SCREENING = "persons of concern"
CONCERNS, MEMBERS = PersonOfConcern.__tablename__, Member.__tablename__
_NAMES = {CONCERNS: "name", MEMBERS: "name"} | {t: s.column for t, s in BY_TABLE.items()}
"""In which column of which table somebody is named."""


@dataclass(frozen=True)
class Written:
    """The rows of a visit in which a name was written or changed."""

    concerns: list[UUID] = field(default_factory=list)
    members: list[UUID] = field(default_factory=list)
    around: dict[str, list[UUID]] = field(default_factory=dict)
    survivors: set[UUID] = field(default_factory=set)
    """About whom the rows around are."""

    @classmethod
    def among(cls, changed: Sequence[Touch]) -> "Written":
        written = cls()
        for touch in changed:
            if _NAMES.get(touch.table) in touch.fields:
                written._note(touch)
        return written

    def _note(self, touch: Touch) -> None:
        if touch.table == CONCERNS:
            self.concerns.append(touch.row)
        elif touch.table == MEMBERS:
            self.members.append(touch.row)
        else:
            self.around.setdefault(touch.table, []).append(touch.row)
            self.survivors.add(touch.survivor)


@looks_before_keeping
def look(changed: Sequence[Touch]) -> None:
    """Compare what a visit wrote, whoever wrote it and by whatever page or job."""
    written = Written.among(changed)
    if written.concerns or written.members or written.around:
        with _unseen():
            raise_(_found(written))


def look_at_everything() -> int:
    """Compare all names with all others, as every night does; returns how many matches are new."""
    with _unseen():
        return raise_(all_found())


@contextmanager
def _unseen() -> Iterator[None]:
    """Open names for a yes or no: the ledger hears how many, and nobody is shown one."""
    opening = vault().keyring.opening(lambda _triple: True, who().note_opened)
    with walls_down(SCREENING), opened_by(opening), who().scanning():
        yield


def _found(written: Written) -> Iterator[Found]:
    """Leave the names around other young people to the night: only a few rows are opened here."""
    if written.concerns:
        new = concerns(among(PersonOfConcern.id, written.concerns))
        yield from members_like(new, everybody())
        yield from around_like(new, named_about([*{concern.survivor for concern in new}]))
    if written.members:
        members = [member for member in everybody() if member.id in written.members]
        yield from members_like(concerns_about(survivors_like(members)), members)
    if written.around and (those := concerns_about(written.survivors)):
        yield from around_like(those, named_in_rows(written.around))
