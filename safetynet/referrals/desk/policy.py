"""What runs on a referral is known to its sender and to whoever triages, as the referral is."""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, false, true

from safetynet.access import Actor, OwnedPolicy, Permission, Policy, Values, policy_for
from safetynet.db import Model
from safetynet.referrals.desk.models import Agreement, ClockWords, ReferralClock

M = TypeVar("M", bound=Model)


class _OfAReferralPolicy(Policy[M]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.reads_content:
            return false()
        if actor.sees_all_shells:
            return true()
        model: Any = self.model
        own: ColumnElement[bool] = model.from_agency_id == actor.agency_id
        return own


@policy_for(ReferralClock)
class ReferralClockPolicy(_OfAReferralPolicy[ReferralClock]):
    def permits(self, actor: Actor, permission: Permission, record: ReferralClock) -> bool:
        return self._may(actor, record.from_agency_id)

    def writes(self, actor: Actor, values: Values) -> bool:
        """The sender's, as it is sent; then also whoever triages."""
        return self._may(actor, values.from_agency_id)

    def _may(self, actor: Actor, sender: Any) -> bool:
        if actor.is_granted(Permission.REFERRAL_TRIAGE):
            return True
        return actor.is_granted(Permission.REFERRAL_WRITE) and sender == actor.agency_id


@policy_for(Agreement)
class AgreementPolicy(_OfAReferralPolicy[Agreement]):
    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.REFERRAL_TRIAGE) and values.noted_by_id == actor.id


@policy_for(ClockWords)
class ClockWordsPolicy(OwnedPolicy[ClockWords]):
    def writes(self, actor: Actor, values: Values) -> bool:
        """Everybody for their own agency; who triages also about young people of others."""
        if actor.is_granted(Permission.REFERRAL_TRIAGE):
            return bool(values.owner_id == actor.agency_id)
        return super().writes(actor, values)
