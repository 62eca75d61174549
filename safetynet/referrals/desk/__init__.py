"""The desk at which referrals are triaged: what burns, who has it, who agreed."""

from safetynet.referrals.desk import policy as policy
from safetynet.referrals.desk import reminding as reminding
