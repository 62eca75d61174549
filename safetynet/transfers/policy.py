"""A packet is known to the agency that took it in; its words go with the referral's own."""

from sqlalchemy import ColumnElement, false

from safetynet.access import Actor, OwnedPolicy, Permission, Policy, Values, policy_for
from safetynet.transfers.models import Arrival, ArrivalWords, TransferredRecord


@policy_for(Arrival)
class ArrivalPolicy(Policy[Arrival]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return Arrival.agency_id == actor.agency_id if actor.reads_content else false()

    def writes(self, actor: Actor, values: Values) -> bool:
        is_theirs = values.agency_id == actor.agency_id and values.taken_by_id == actor.id
        return is_theirs and actor.is_granted(Permission.REFERRAL_IMPORT)

    def removes(self, actor: Actor, values: Values) -> bool:
        """What came stays on record: the same packet is known again."""
        return False


for _model in (ArrivalWords, TransferredRecord):
    policy_for(_model)(OwnedPolicy)
