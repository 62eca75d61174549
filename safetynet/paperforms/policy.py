"""A paper form is its own agency's business and nobody else's."""

from sqlalchemy import ColumnElement, false

from safetynet.access import Actor, Permission, Policy, Values, policy_for
from safetynet.paperforms.models import PaperForm


@policy_for(PaperForm)
class PaperFormPolicy(Policy[PaperForm]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return PaperForm.agency_id == actor.agency_id if actor.reads_content else false()

    def permits(self, actor: Actor, permission: Permission, record: PaperForm) -> bool:
        return permission is Permission.REFERRAL_WRITE

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.REFERRAL_WRITE) and values.agency_id == actor.agency_id
