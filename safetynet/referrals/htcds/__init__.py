"""HTCDS 2.0: what a workbook of the standard said, kept so that it can be written again."""

from safetynet.referrals.htcds import policy as policy
from safetynet.referrals.htcds.models import WordsAsSent

__all__ = ["WordsAsSent"]
