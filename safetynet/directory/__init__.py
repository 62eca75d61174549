"""The directory: which services there are, who offers them, and where there is room."""

from safetynet.directory import keeping_findable as keeping_findable
from safetynet.directory import policy as policy
from safetynet.directory import waiting as waiting
from safetynet.directory.codes import ServiceType
from safetynet.directory.models import Organization, Service
from safetynet.directory.queries import listed_among, service_named, services_taking_referrals

__all__ = [
    "Organization",
    "Service",
    "ServiceType",
    "listed_among",
    "service_named",
    "services_taking_referrals",
]
