"""A referral is known to its sender, once sent to the coordinator, and then around the table."""

from sqlalchemy import ColumnElement, false, or_

from safetynet.access import Actor, OwnedPolicy, Permission, Policy, Values, policy_for, within
from safetynet.db import is_genuine
from safetynet.referrals.models import (
    Circumstance,
    Concern,
    ExploitationAccount,
    PersonOfConcern,
    Referral,
    ReferralNumbers,
    Remark,
    RiskNow,
    Voice,
)
from safetynet.referrals.vocabulary import ReferralBasis


@policy_for(Referral)
class ReferralPolicy(Policy[Referral]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.reads_content:
            return false()
        own = Referral.from_agency_id == actor.agency_id
        if actor.sees_all_shells:
            return or_(own, Referral.received_at.is_not(None))
        return or_(own, within(Referral.case_id, actor))

    def permits(self, actor: Actor, permission: Permission, record: Referral) -> bool:
        if permission is Permission.REFERRAL_READ:
            return True
        if not is_genuine(record):
            return False
        if permission is Permission.CLOCK_END:
            return record.is_sent
        if permission in DECIDING:
            return record.is_sent and record.is_undecided
        own = record.from_agency_id == actor.agency_id
        if permission in NAMING:
            return own and record.basis is not ReferralBasis.CODED
        return own

    def writes(self, actor: Actor, values: Values) -> bool:
        """The sender writes and sends it; triage decides what was sent."""
        if actor.is_granted(Permission.REFERRAL_TRIAGE) and values.received_at is not None:
            return True
        return (
            actor.is_granted(Permission.REFERRAL_WRITE)
            and values.from_agency_id == actor.agency_id
            and actor.reaches(values.survivor_id)
        )


NAMING = frozenset({Permission.FILE_WRITE, Permission.RELEASE_WRITE})
"""Hardly a paper names nobody, and somebody signs a release; a coded referral holds nothing by
which anybody is known."""
DECIDING = frozenset({Permission.REFERRAL_TRIAGE, Permission.CASE_OPEN})


@policy_for(ReferralNumbers)
class ReferralNumbersPolicy(Policy[ReferralNumbers]):
    """Counted behind the walls only; see operations.take_numbers."""


for _model in (Concern, Voice, ExploitationAccount, PersonOfConcern, RiskNow, Circumstance):
    policy_for(_model)(OwnedPolicy)


@policy_for(Remark)
class RemarkPolicy(OwnedPolicy[Remark]):
    def writes(self, actor: Actor, values: Values) -> bool:
        """Everybody for their own agency; who triages also about young people of others."""
        if actor.is_granted(Permission.REFERRAL_TRIAGE):
            return bool(values.owner_id == actor.agency_id)
        return super().writes(actor, values)
