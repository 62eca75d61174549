"""Who takes part: bringing agencies and people in, letting them go, and in again."""

from safetynet.people import policy as policy
from safetynet.people import waiting as waiting
