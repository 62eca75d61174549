"""A transfer is known where its copy is."""

from sqlalchemy import ColumnElement

from safetynet.access import Actor, Permission, Policy, Values, policy_for
from safetynet.exports.policy import WordsPolicy, shells_of
from safetynet.exports.transfers.models import Transfer, TransferWords


@policy_for(Transfer)
class TransferPolicy(Policy[Transfer]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return shells_of(Transfer.agency_id, actor)

    def writes(self, actor: Actor, values: Values) -> bool:
        is_own = values.agency_id == actor.agency_id and actor.reads_content
        return is_own and actor.is_granted(Permission.EXPORT_RECALL)

    def removes(self, actor: Actor, values: Values) -> bool:
        """What was asked for stays on record."""
        return False


policy_for(TransferWords)(WordsPolicy)
