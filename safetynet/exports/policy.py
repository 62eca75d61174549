"""A copy is known in the agency whose records it holds; of all others, shells to who watches."""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, false, true

from safetynet.access import Actor, Permission, Policy, Role, Values, policy_for
from safetynet.db import Owned
from safetynet.exports.models import Export, ExportWords
from safetynet.exports.two_people import ByTwo

B = TypeVar("B", bound=ByTwo)
O = TypeVar("O", bound=Owned)  # noqa: E741


def shells_of(agency_id: Any, actor: Actor) -> ColumnElement[bool]:
    """Let a privacy officer see every shell: number, kinds of content, recipient, state."""
    if not actor.is_granted(Permission.EXPORT_READ):
        return false()
    is_own: ColumnElement[bool] = agency_id == actor.agency_id
    return true() if actor.role is Role.PRIVACY_OFFICER else is_own


class ByTwoPolicy(Policy[B]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return shells_of(self.model.agency_id, actor)

    def permits(self, actor: Actor, permission: Permission, record: B) -> bool:
        """Nobody approves what they asked for; whoever asked, and nobody else, takes it."""
        if permission is Permission.EXPORT_READ:
            return True
        asked = record.requested_by_id == actor.id
        is_right_person = {
            Permission.EXPORT_ASK: asked,
            Permission.EXPORT_APPROVE: not asked,
            Permission.EXPORT_RECALL: True,
        }.get(permission, False)
        return is_right_person and record.agency_id == actor.agency_id

    def reaches(self, actor: Actor, values: Values) -> bool:
        """Say whether this person may ask for such a copy at all."""
        return actor.reads_content

    def writes(self, actor: Actor, values: Values) -> bool:
        if values.agency_id != actor.agency_id:
            return False
        if values.version is None:
            mine = (values.requested_by_id, values.decided_by_id) == (actor.id, None)
            asks = actor.is_granted(Permission.EXPORT_ASK) and self.reaches(actor, values)
            return mine and asks
        two_people = values.decided_by_id != values.requested_by_id
        return two_people and actor.is_granted(Permission.EXPORT_RECALL)

    def removes(self, actor: Actor, values: Values) -> bool:
        """What was asked for stays on record."""
        return False


@policy_for(Export)
class ExportPolicy(ByTwoPolicy[Export]):
    def reaches(self, actor: Actor, values: Values) -> bool:
        return actor.reaches(values.survivor_id)


class WordsPolicy(Policy[O]):
    """Read and written where the copy is made; a page shows the password to one person alone."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not (actor.is_granted(Permission.EXPORT_READ) and actor.reads_content):
            return false()
        return self.model.owner_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        owns: bool = values.owner_id == actor.agency_id
        return owns and actor.is_granted(Permission.EXPORT_RECALL)


policy_for(ExportWords)(WordsPolicy)
