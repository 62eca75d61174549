"""An agency's own copy of what it sent; what was told to others stands in the record itself."""

from safetynet.access import OwnOnlyPolicy, policy_for
from safetynet.referrals.htcds.models import WordsAsSent

policy_for(WordsAsSent)(OwnOnlyPolicy)
