"""Breaches: from an incident that anybody reports to the last young person who was told (CR-39)."""

from safetynet.breaches import policy as policy
from safetynet.breaches import waiting as waiting
from safetynet.breaches.models import Breach

__all__ = ["Breach"]
