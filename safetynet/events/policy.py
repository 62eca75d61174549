"""An event is known as its kind of content is; colleagues of whoever logged it may correct it."""

from safetynet.access import Actor, OwnedPolicy, Permission, Values, knows_case, policy_for
from safetynet.events.models import (
    CATEGORY_OF,
    CATEGORY_OF_ACCOUNT,
    DutyDone,
    Event,
    ReturnAccount,
)
from safetynet.vault import Category


@policy_for(Event)
class EventPolicy(OwnedPolicy[Event]):
    def permits(self, actor: Actor, permission: Permission, record: Event) -> bool:
        return permission is Permission.CASE_READ or record.owner_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        return _logs(actor, values, CATEGORY_OF[values.kind])


@policy_for(DutyDone)
class DutyDonePolicy(OwnedPolicy[DutyDone]):
    def writes(self, actor: Actor, values: Values) -> bool:
        return _logs(actor, values, Category.SAFETY_RISK)


@policy_for(ReturnAccount)
class ReturnAccountPolicy(OwnedPolicy[ReturnAccount]):
    def writes(self, actor: Actor, values: Values) -> bool:
        return _logs(actor, values, CATEGORY_OF_ACCOUNT[values.kind])


def _logs(actor: Actor, values: Values, category: Category) -> bool:
    """Say whether an agency writes what it knows; the coordinator too, so the case decides."""
    return (
        actor.reads_content
        and values.owner_id == actor.agency_id
        and knows_case(actor, values.case_id)
        and values.category is category
    )
