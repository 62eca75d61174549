"""Pages of linkages: offering, answering, and what became of it."""

from safetynet.linkages.views import inbox as inbox
from safetynet.linkages.views import steps as steps
from safetynet.linkages.views.offers import linkages

__all__ = ["linkages"]
