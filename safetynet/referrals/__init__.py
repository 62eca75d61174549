"""Referrals: how a young person comes to the table."""

from safetynet.referrals import clocks as clocks
from safetynet.referrals import desk as desk
from safetynet.referrals import htcds as htcds
from safetynet.referrals import imports as imports
from safetynet.referrals import policy as policy
from safetynet.referrals import waiting as waiting
from safetynet.referrals.models import Concern, PersonOfConcern, Referral, Voice
from safetynet.referrals.queries import (
    on_the_case_file,
    persons_of_concern,
    referrals_by_survivor,
    referrals_numbered,
)
from safetynet.referrals.vocabulary import (
    Awareness,
    ReferralBasis,
    ReferralStatus,
    TransferReason,
    Urgency,
)

__all__ = [
    "Awareness",
    "Concern",
    "PersonOfConcern",
    "Referral",
    "ReferralBasis",
    "ReferralStatus",
    "TransferReason",
    "Urgency",
    "Voice",
    "on_the_case_file",
    "persons_of_concern",
    "referrals_by_survivor",
    "referrals_numbered",
]
