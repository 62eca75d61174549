"""The privacy officer runs it; each agency knows its own people; nobody runs what is about them."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from safetynet.access import Actor, Permission, Policy, Values, policy_for
from safetynet.breaches.clocks import BreachClock
from safetynet.breaches.models import (
    Affected,
    Breach,
    BreachCall,
    BreachLetter,
    BreachNotice,
    BreachPart,
    BreachScope,
    BreachWords,
)
from safetynet.breaches.states import State, Step
from safetynet.db import Owned
from safetynet.sharing.policy import ByCounselPolicy

O = TypeVar("O", bound=Owned)  # noqa: E741
P = Permission


def _run_by(actor: Actor) -> ColumnElement[bool]:
    """Narrow the bare table, because the walls would otherwise be asked within themselves."""
    incidents = Breach.__table__.c
    others = or_(incidents.about_id.is_(None), incidents.about_id != actor.id)
    return and_(incidents.office_id == actor.agency_id, others)


def _ids_run_by(actor: Actor) -> Select[UUID]:
    return select(Breach.__table__.c.id).where(_run_by(actor))


def _runs(actor: Actor, office_id: UUID) -> bool:
    return actor.is_granted(P.BREACH_RUN) and office_id == actor.agency_id


def _works(actor: Actor, agency_id: UUID) -> bool:
    return actor.is_granted(P.BREACH_WORK) and agency_id == actor.agency_id


@policy_for(Breach)
class BreachPolicy(Policy[Breach]):
    """Known to who reported it, to the privacy officer, and where it touches an agency's people."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        own = Breach.reported_by_id == actor.id
        if actor.is_granted(P.BREACH_RUN):
            return or_(own, _run_by(actor))
        if not actor.is_granted(P.BREACH_WORK):
            return own
        parts = BreachPart.__table__.c
        touched = select(parts.breach_id).where(parts.agency_id == actor.agency_id)
        return or_(own, Breach.id.in_(touched))

    def permits(self, actor: Actor, permission: Permission, record: Breach) -> bool:
        """Nobody whose account is looked into does anything about it."""
        if permission is P.BREACH_REPORT:
            return True
        runs = permission is P.BREACH_RUN and record.office_id == actor.agency_id
        return (runs or permission is P.BREACH_WORK) and not record.looks_into(actor.id)

    def writes(self, actor: Actor, values: Values) -> bool:
        if values.version is None:
            reports = actor.is_granted(P.BREACH_REPORT) and values.reported_by_id == actor.id
            return reports and values.state is State.REPORTED
        return _runs(actor, values.office_id) and str(actor.id) not in values.accounts

    def removes(self, actor: Actor, values: Values) -> bool:
        """What was reported stays on record."""
        return False


@policy_for(BreachWords)
class BreachWordsPolicy(Policy[BreachWords]):
    """Anybody can report; the privacy officer of the coordinating office reads and goes on."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.is_granted(P.BREACH_RUN):
            return false()
        return and_(
            BreachWords.owner_id == actor.agency_id, BreachWords.breach_id.in_(_ids_run_by(actor))
        )

    def writes(self, actor: Actor, values: Values) -> bool:
        is_own = values.version is None and values.by_id == actor.id
        reports = actor.is_granted(P.BREACH_REPORT) and values.kind is Step.REPORTED
        return is_own and (reports or _runs(actor, values.owner_id))


@policy_for(BreachScope)
class BreachScopePolicy(Policy[BreachScope]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.is_granted(P.BREACH_RUN):
            return false()
        return BreachScope.breach_id.in_(_ids_run_by(actor))

    def permits(self, actor: Actor, permission: Permission, record: BreachScope) -> bool:
        return permission is P.BREACH_RUN

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(P.BREACH_RUN) and values.member_id != actor.id


@policy_for(BreachPart)
class BreachPartPolicy(Policy[BreachPart]):
    """Which agency, how many people, which clocks: no more of it is for the privacy officer."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if actor.is_granted(P.BREACH_RUN):
            return BreachPart.office_id == actor.agency_id
        return BreachPart.agency_id == actor.agency_id if _is_worker(actor) else false()

    def permits(self, actor: Actor, permission: Permission, record: BreachPart) -> bool:
        return permission is P.BREACH_WORK and record.agency_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        return _works(actor, values.agency_id) or _runs(actor, values.office_id)


@policy_for(Affected)
class AffectedPolicy(Policy[Affected]):
    """Her own agency's; the privacy officer has numbers, and of covered providers only counts."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if actor.is_granted(P.BREACH_RUN):
            return and_(Affected.office_id == actor.agency_id, Affected.is_covered.is_(False))
        return Affected.agency_id == actor.agency_id if _is_worker(actor) else false()

    def permits(self, actor: Actor, permission: Permission, record: Affected) -> bool:
        return permission is P.BREACH_WORK and record.agency_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        return _works(actor, values.agency_id)


class _OwnWorkPolicy(Policy[O]):
    """What an agency writes about its own part: read there, and nowhere else."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return self.model.owner_id == actor.agency_id if _is_worker(actor) else false()

    def writes(self, actor: Actor, values: Values) -> bool:
        return _works(actor, values.owner_id)


policy_for(BreachCall)(_OwnWorkPolicy)
policy_for(BreachNotice)(_OwnWorkPolicy)
policy_for(BreachLetter)(_OwnWorkPolicy)


@policy_for(BreachClock)
class BreachClockPolicy(ByCounselPolicy[BreachClock]):
    """How long a county's clocks are is no secret."""


def _is_worker(actor: Actor) -> bool:
    return actor.is_granted(P.BREACH_WORK)
