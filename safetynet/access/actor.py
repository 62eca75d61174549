"""The person on whose behalf a request runs, and the rights that were verified for it."""

from collections.abc import Callable, Mapping, Set
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from flask_login import current_user
from sqlalchemy import ColumnElement, Executable, and_, false, or_
from werkzeug.exceptions import Unauthorized

from safetynet import clock
from safetynet.access.permissions import (
    GRANTS,
    READS_NO_CONTENT,
    WHEN_LAPSED,
    Permission,
    Role,
)
from safetynet.among import among
from safetynet.vault.compartments import NOBODY, Category, Triple

FRESH_FOR = timedelta(minutes=5)


@dataclass(frozen=True)
class Basis:
    """Why content may cross to this agency, and until when (CR-01)."""

    kind: str
    until: datetime | None = None
    id: UUID | None = None
    release: UUID | None = None
    """Whose key opens it; other bases open by the owner's."""

    @property
    def last_day(self) -> datetime | None:
        """The last moment at which it holds; shown as a day."""
        return self.until and self.until - timedelta(seconds=1)


@dataclass(frozen=True)
class Rights:
    """What reaches an agency beyond its own rows; loaded once per request.

    Each question is answered twice, for a value in hand and as a criterion for a wall, because an
    agency may sit at more tables than one list in a statement can hold.
    """

    cases: frozenset[UUID] = frozenset()
    survivors: frozenset[UUID] = frozenset()
    carried: Mapping[Triple, Basis] = field(default_factory=dict)
    """What a release or a disclosure carries here, one compartment each."""
    team: UUID | None = None
    """The review team's own agency, to which decisions and discussion belong."""
    hidden: frozenset[UUID] = frozenset()
    """About whom there is a conflict of interest: to this person they do not exist (CR-23)."""
    walled: Mapping[UUID, frozenset[Category]] = field(default_factory=dict)
    """In whose open matter this agency prosecutes or investigates: of them it has what it wrote
    itself and what was released, and else only the kinds that a court opened (CR-17)."""
    papers: Mapping[str, date] = field(default_factory=dict)
    """The kinds of papers by which this account reads, and the last day of each (CR-48)."""
    lapsed: frozenset[str] = frozenset()
    """Those of them that ended."""

    def basis_for(self, triple: Triple) -> Basis | None:
        """Return what carries content of another agency here, or None."""
        return self.carried.get(triple)

    @property
    def shared_about(self) -> frozenset[UUID]:
        """About whom a release or a disclosure carries something here."""
        return frozenset(triple.survivor for triple in self.carried)

    def knows(self, case_id: Any) -> ColumnElement[bool]:
        """Narrow a column that names cases to those whose table this agency sits at."""
        return among(case_id, self.cases)

    def concerns(self, survivor_id: Any) -> ColumnElement[bool]:
        """Narrow a column that names survivors to those whom these cases are about."""
        return among(survivor_id, self.survivors)

    def carries(self, model: Any, owner_id: Any) -> ColumnElement[bool]:
        """Narrow rows with a triple to those that `basis_for` has a basis for."""
        only: Category | None = getattr(model, "CATEGORY", None)
        digests = [triple.digest for triple in self.carried if only in (None, triple.category)]
        return among(model.compartment, digests)

    def carries_past_walls(self, model: Any, owner_id: Any) -> ColumnElement[bool]:
        """Narrow rows with a triple to what a release or a disclosure carries, also in a matter."""
        return Rights.carries(self, model, owner_id)

    @property
    def ordered_about(self) -> Set[UUID]:
        """About which of the walled a court opened something."""
        return {survivor for survivor, kinds in self.walled.items() if kinds}

    def ordered(self, model: Any) -> ColumnElement[bool]:
        """Narrow rows with a triple to the kinds of content that a court opened."""
        return or_(
            false(),
            *(
                and_(model.survivor_id == survivor, model.category.in_(kinds))
                for survivor, kinds in self.walled.items()
                if kinds
            ),
        )

    @property
    def never_leaves(self) -> bool:
        """Say whether what is open now may be looked at only: no paper, no export (CR-45)."""
        return False


@dataclass(frozen=True)
class Actor:
    """What the door needs to know of a person."""

    id: UUID
    role: Role
    agency_id: UUID
    sign_in: bytes = bytes(16)
    rights: Rights = field(default_factory=Rights)
    proved_at: datetime | None = None
    """When she last showed who she is: as she signed in, or since."""
    pulse: tuple[Executable, ...] = ()
    """Tells the sign-in that it is still in use; runs with the visit's ledger entry."""
    minted: set[UUID] = field(default_factory=set, compare=False)
    """Survivors that this very request brought into being."""
    walls: dict[type, Any] = field(default_factory=dict, compare=False, repr=False)
    """Criteria already built for this very actor, by model."""
    told: list[tuple[str, ...]] = field(default_factory=list, compare=False, repr=False)
    """What row-level security is told of this very actor, once that is worked out."""
    bases: dict[bytes, Basis | None] = field(default_factory=dict, compare=False, repr=False)
    """Answers already given, by the compartment's digest: a search asks twice about thousands."""

    @property
    def is_fresh(self) -> bool:
        """Say whether she showed a short while ago who she is; a moment to come is none."""
        if self.proved_at is None:
            return False
        return timedelta() <= clock.now() - self.proved_at < FRESH_FOR

    @property
    def reads_content(self) -> bool:
        return self.role not in READS_NO_CONTENT and not self.rights.lapsed

    @property
    def sees_all_shells(self) -> bool:
        """The coordinator runs the review: every shell, no content by that alone."""
        return self.role is Role.COORDINATOR and not self.rights.lapsed

    @property
    def keeps_team_words(self) -> bool:
        """The coordinator writes and reads what the team decided, at the table or not (§2)."""
        return self.sees_all_shells and self.rights.team is not None

    def is_granted(self, permission: Permission) -> bool:
        if self.rights.lapsed and permission not in WHEN_LAPSED:
            return False
        return permission in GRANTS[self.role]

    def basis_for(self, triple: Triple) -> Basis | None:
        """Return what lets this actor open content of the triple, or None."""
        if triple.digest not in self.bases:
            self.bases[triple.digest] = self._basis_for(triple)
        return self.bases[triple.digest]

    def _basis_for(self, triple: Triple) -> Basis | None:
        if triple.survivor in self.rights.hidden:
            return None
        if self.rights.lapsed and triple.survivor != NOBODY:
            return None
        if triple.owner == self.agency_id:
            is_office = triple.category is Category.OFFICE
            if triple.survivor == NOBODY or is_office or self.reads_content:
                return Basis("own agency")
            return None
        if self.keeps_team_words and triple.owner == self.rights.team:
            return Basis("team") if triple.category is Category.TEAM_DISCUSSION else None
        return self.rights.basis_for(triple) if self.reads_content else None

    def release_for(self, triple: Triple) -> UUID | None:
        """Return the release whose key alone opens the triple for this actor, if it is one."""
        if triple.owner == self.agency_id:
            return None
        basis = self.basis_for(triple)
        return basis.release if basis else None

    def reaches(self, survivor: UUID) -> bool:
        """Say whether this actor may write about this survivor at all."""
        if survivor in self.rights.hidden:
            return False
        return survivor == NOBODY or survivor in self.rights.survivors or survivor in self.minted


admitted: ContextVar[Actor | None] = ContextVar("admitted", default=None)
"""Set while a request is behind the door; every query then keeps to what this actor sees."""

RightsLoader = Callable[[UUID, Role, UUID], Rights]
"""(member, role, agency) → rights, verified; sharing provides it."""


def load_rights_with(loader: RightsLoader) -> RightsLoader:
    """Let `loader` answer what reaches an agency; usable as a decorator."""
    global _load_rights  # noqa: PLW0603 - one register, filled at import
    _load_rights = loader
    return loader


def _no_rights(_member: UUID, _role: Role, _agency: UUID) -> Rights:
    return Rights()


_load_rights: RightsLoader = _no_rights


def rights_of(member: UUID, role: Role, agency: UUID) -> Rights:
    return _load_rights(member, role, agency)


def current_actor() -> Actor:
    """Return who is behind the door, or stands before it; raises Unauthorized otherwise."""
    if (actor := admitted.get()) is not None:
        return actor
    if current_user and current_user.is_authenticated:
        standing: Actor = current_user.actor
        return standing
    raise Unauthorized
