"""An alert is known as content on safety is; colleagues of whoever set it keep it."""

from safetynet.access import Actor, OwnedPolicy, Permission, Values, knows_case, policy_for
from safetynet.alerts.models import AlertTold, SafetyAlert

KNOWING = frozenset({Permission.CASE_READ, Permission.EVENT_WRITE})
"""Whoever sees an alert reads it, and says that she knows of it."""


@policy_for(SafetyAlert)
class SafetyAlertPolicy(OwnedPolicy[SafetyAlert]):
    def permits(self, actor: Actor, permission: Permission, record: SafetyAlert) -> bool:
        return permission in KNOWING or record.owner_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        """Asked for the row as it was and as it will be: what is removed is written no more."""
        return _keeps(actor, values) and _is_by_two(actor, values)

    def removes(self, actor: Actor, values: Values) -> bool:
        """Nobody deletes one; the schedule destroys it with everything else, as a job."""
        return False


@policy_for(AlertTold)
class AlertToldPolicy(OwnedPolicy[AlertTold]):
    def writes(self, actor: Actor, values: Values) -> bool:
        return _keeps(actor, values) and values.author_id == actor.id


def _keeps(actor: Actor, values: Values) -> bool:
    return (
        actor.reads_content
        and values.owner_id == actor.agency_id
        and knows_case(actor, values.case_id)
    )


def _is_by_two(actor: Actor, values: Values) -> bool:
    if values.removed_at is None:
        return values.confirmed_by_id is None
    return bool(values.confirmed_by_id == actor.id and values.asked_by_id not in {None, actor.id})
