"""What was served on an agency is known to that agency's own desk, and to nobody else."""

from uuid import UUID

from sqlalchemy import ColumnElement, false

from safetynet.access import Actor, Permission, Policy, Values, policy_for
from safetynet.process.models import LegalProcess, ProcessStep, Production, ServedPaper


def _at_the_desk(actor: Actor, agency_id: ColumnElement[UUID]) -> ColumnElement[bool]:
    return agency_id == actor.agency_id if actor.is_granted(Permission.PROCESS_READ) else false()


class _ShellPolicy:
    """Reference, days, state and kinds of content; never a word of a paper."""

    def writes(self, actor: Actor, values: Values) -> bool:
        owns: bool = values.agency_id == actor.agency_id
        return owns and actor.is_granted(Permission.PROCESS_KEEP)


@policy_for(LegalProcess)
class LegalProcessPolicy(_ShellPolicy, Policy[LegalProcess]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return _at_the_desk(actor, LegalProcess.agency_id)  # type: ignore[arg-type]

    def permits(self, actor: Actor, permission: Permission, record: LegalProcess) -> bool:
        return True


@policy_for(Production)
class ProductionPolicy(_ShellPolicy, Policy[Production]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return _at_the_desk(actor, Production.agency_id)  # type: ignore[arg-type]

    def permits(self, actor: Actor, permission: Permission, record: Production) -> bool:
        """Nobody approves what they prepared themselves."""
        if permission is Permission.PROCESS_APPROVE:
            return record.prepared_by_id != actor.id
        return True


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
