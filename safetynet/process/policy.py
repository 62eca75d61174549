"""A request is known to its own agency's desk; of others a privacy officer sees the shell alone."""

from uuid import UUID

from sqlalchemy import ColumnElement, false, true

from safetynet.access import Actor, Permission, Policy, Role, Values, policy_for
from safetynet.process.models import LegalProcess, ProcessStep, Production, ServedPaper
from safetynet.process.states import State

_BEFORE_A_SECOND_PERSON = frozenset({State.PREPARED, State.APPROVED, State.OPEN})


def _keeps_watch(actor: Actor) -> bool:
    return actor.role is Role.PRIVACY_OFFICER


def _knows(actor: Actor, agency_id: ColumnElement[UUID]) -> ColumnElement[bool]:
    """Narrow shells: reference, days, state and kinds of content, and never a word of a paper."""
    if not actor.is_granted(Permission.PROCESS_READ):
        return false()
    return true() if _keeps_watch(actor) else agency_id == actor.agency_id


@policy_for(LegalProcess)
class LegalProcessPolicy(Policy[LegalProcess]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return _knows(actor, LegalProcess.agency_id)  # type: ignore[arg-type]

    def permits(self, actor: Actor, permission: Permission, record: LegalProcess) -> bool:
        """What leaves is decided upon under a production; all else is its own agency's."""
        shared = {Permission.PROCESS_READ, Permission.PROCESS_APPROVE}
        return permission in shared or record.agency_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        if values.agency_id == actor.agency_id:
            return actor.is_granted(Permission.PROCESS_KEEP)
        return _keeps_watch(actor) and values.state in _BEFORE_A_SECOND_PERSON


@policy_for(Production)
class ProductionPolicy(Policy[Production]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return _knows(actor, Production.agency_id)  # type: ignore[arg-type]

    def permits(self, actor: Actor, permission: Permission, record: Production) -> bool:
        """Nobody approves what they prepared themselves."""
        if permission is Permission.PROCESS_APPROVE:
            return record.prepared_by_id != actor.id
        return permission is Permission.PROCESS_READ or record.agency_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        owns = values.agency_id == actor.agency_id
        return (owns and actor.is_granted(Permission.PROCESS_KEEP)) or _keeps_watch(actor)


class _DeskPolicy(Policy[ServedPaper]):
    """Read and written at the desk of the agency on which it was served, and nowhere else."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.is_granted(Permission.PROCESS_KEEP):
            return false()
        return self.model.owner_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        owns: bool = values.owner_id == actor.agency_id
        return owns and actor.is_granted(Permission.PROCESS_KEEP)


policy_for(ServedPaper)(_DeskPolicy)
policy_for(ProcessStep)(_DeskPolicy)  # type: ignore[arg-type]
