"""The pages of referrals: listed, told, sent, decided."""

from safetynet.referrals.views import deciding as deciding
from safetynet.referrals.views import desk as desk
from safetynet.referrals.views import documents as documents
from safetynet.referrals.views import telling as telling
from safetynet.referrals.views.blueprint import referrals

__all__ = ["referrals"]
