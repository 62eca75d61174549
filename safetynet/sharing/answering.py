"""May this person see this, and if not: why, what would open it, and who could sign for that.

For those who know the case. A stranger is never told why: that would say that there is something.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from safetynet.access import Actor, Basis
from safetynet.sharing.rights import BY_SEAT, AtTables
from safetynet.vault import Category, Triple


class Why(StrEnum):
    """Why content of another agency is closed; the first that applies."""

    ROLE = "role"
    """The role reads no content, whatever is signed."""
    PRIVILEGED = "privileged"
    """What a counselor was told never leaves her agency (CR-13)."""
    OFFICE = "office"
    """An agency's own business."""
    MATTER = "matter"
    """The agency prosecutes or investigates an open matter of hers (CR-17)."""
    TEAM = "team"
    """The team's own words are read around the table."""
    COVERED = "covered"
    """A victim services agency: no membership opens anything of it (CR-02)."""
    KIND = "kind"
    """The law on review teams does not carry this kind (CR-10, CR-11)."""
    APART = "apart"
    """It would carry it, but the two do not sit at one table about her."""


class Unlock(StrEnum):
    """What would open it."""

    RELEASE = "release"
    SEAT = "seat"


class Signs(StrEnum):
    """Who decides about that."""

    YOUNG_PERSON = "young_person"
    """With whoever must sign with her; the owning agency explains it (CR-07)."""
    COORDINATOR = "coordinator"


SIGNED_BY = {Unlock.RELEASE: Signs.YOUNG_PERSON, Unlock.SEAT: Signs.COORDINATOR}

UNLOCKED_BY: dict[Why, tuple[Unlock, ...]] = {
    Why.ROLE: (),
    Why.PRIVILEGED: (),
    Why.OFFICE: (),
    Why.MATTER: (Unlock.RELEASE,),
    Why.TEAM: (Unlock.SEAT,),
    Why.COVERED: (Unlock.RELEASE,),
    Why.KIND: (Unlock.RELEASE,),
    Why.APART: (Unlock.SEAT, Unlock.RELEASE),
}


@dataclass(frozen=True, slots=True)
class Allowed:
    """It is open, on this basis."""

    basis: Basis

    @property
    def until(self) -> datetime | None:
        return self.basis.until


@dataclass(frozen=True, slots=True)
class Denied:
    """It is closed."""

    why: Why

    @property
    def unlocks(self) -> tuple[Unlock, ...]:
        """What would open it; nothing where nothing ever does."""
        return UNLOCKED_BY[self.why]

    @property
    def signers(self) -> tuple[Signs, ...]:
        """Who could, in the same order."""
        return tuple(SIGNED_BY[unlock] for unlock in self.unlocks)


def answer(actor: Actor, triple: Triple) -> Allowed | Denied:
    """Ask what the walls and the keys ask, and say why not."""
    if (basis := actor.basis_for(triple)) is not None:
        return Allowed(basis)
    return Denied(_why(actor, triple))


_ALWAYS = {Category.PRIVILEGED: Why.PRIVILEGED, Category.OFFICE: Why.OFFICE}


def _why(actor: Actor, triple: Triple) -> Why:
    if not actor.reads_content:
        return Why.ROLE
    if triple.category in _ALWAYS:
        return _ALWAYS[triple.category]
    if triple.survivor in actor.rights.walled:
        return Why.MATTER
    if triple.category is Category.TEAM_DISCUSSION:
        return Why.TEAM
    if isinstance(actor.rights, AtTables) and triple.owner in actor.rights.covered:
        return Why.COVERED
    return Why.APART if triple.category in BY_SEAT else Why.KIND
