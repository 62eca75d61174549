"""Pages of breaches: reporting, running one, an agency's own part, and the clocks."""

from safetynet.breaches.views import clocks as clocks
from safetynet.breaches.views import incidents as incidents
from safetynet.breaches.views import parts as parts
from safetynet.breaches.views import people as people
from safetynet.breaches.views import scopes as scopes
from safetynet.breaches.views.blueprint import breaches

__all__ = ["breaches"]
