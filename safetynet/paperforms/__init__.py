"""Paper forms: a referral written by hand where there is no network, and typed in later."""

from safetynet.paperforms import policy as policy
from safetynet.paperforms.models import PaperForm

__all__ = ["PaperForm"]
