"""A result is known as its kind of content is; whoever screened may correct it."""

from safetynet.access import Actor, OwnedPolicy, Permission, Values, policy_for
from safetynet.indicators.models import ScreeningResult


@policy_for(ScreeningResult)
class ScreeningResultPolicy(OwnedPolicy[ScreeningResult]):
    def writes(self, actor: Actor, values: Values) -> bool:
        return super().writes(actor, values) and actor.is_granted(Permission.SCREENING_RECORD)
