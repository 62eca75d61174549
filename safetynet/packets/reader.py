"""What of the rows that the walls let through may be sent before a meeting, and on what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from safetynet.access import Actor
from safetynet.db import Owned
from safetynet.sharing import How, Release
from safetynet.vault import Category, Triple

R = TypeVar("R", bound=Owned)

SENT = frozenset({How.APP, How.WRITTEN})
"""A release that allows neither of these is for the voice alone: say, do not send (CR-03)."""


@dataclass(frozen=True)
class Reader:
    """One person, and whether it is a screen or a paper that is read."""

    actor: Actor
    on_paper: bool
    told_only: frozenset[UUID]
    """Releases of which nothing is sent."""

    def may_hold(self, row: Owned) -> bool:
        """Say whether a visible row may stand in this person's packet.

        Copies of a juvenile case file need the court; who may inspect one reads it on the screen
        (WIC 827, CR-18).
        """
        if row.owner_id == self.actor.agency_id:
            return True
        if self.on_paper and row.category is Category.JUVENILE_COURT:
            return False
        basis = self.actor.basis_for(Triple(row.survivor_id, row.owner_id, row.category))
        return basis is None or basis.release not in self.told_only

    def held(self, rows: Iterable[R]) -> Iterator[R]:
        return (row for row in rows if self.may_hold(row))


def reader_of(actor: Actor, releases: Iterable[Release], *, on_paper: bool) -> Reader:
    return Reader(
        actor, on_paper, frozenset(release.id for release in releases if is_told_only(release))
    )


def is_told_only(release: Release) -> bool:
    return SENT.isdisjoint(release.how)
