"""An event is known as its kind of content is; colleagues of whoever logged it may correct it."""

from safetynet.access import Actor, OwnedPolicy, Permission, Values, knows_case, policy_for
from safetynet.events.models import CATEGORY_OF, Event


@policy_for(Event)
class EventPolicy(OwnedPolicy[Event]):
    def permits(self, actor: Actor, permission: Permission, record: Event) -> bool:
        return permission is Permission.CASE_READ or record.owner_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        """The coordinator logs too, so the case decides and not the seat."""
        return (
            actor.reads_content
            and values.owner_id == actor.agency_id
            and knows_case(actor, values.case_id)
            and values.category is CATEGORY_OF[values.kind]
        )
