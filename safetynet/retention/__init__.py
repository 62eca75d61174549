"""Retention: how long each kind of record is kept, and how it is destroyed for good."""

from safetynet.retention import policy as policy
from safetynet.retention import waiting as waiting
from safetynet.retention.models import Destruction

__all__ = ["Destruction"]
