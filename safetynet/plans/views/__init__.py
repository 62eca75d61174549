"""Pages of a plan: the whole of it on one, its words and steps each on their own."""

from safetynet.plans.views import domains as domains
from safetynet.plans.views import steps as steps
from safetynet.plans.views import versions as versions
from safetynet.plans.views import words as words
from safetynet.plans.views.plan import plans

__all__ = ["plans"]
