"""The directory: which services there are, who offers them, and where there is room."""

from safetynet.directory import policy as policy
from safetynet.directory.models import Organization, Service, ServiceType
from safetynet.directory.queries import service_named, services_taking_referrals

__all__ = [
    "Organization",
    "Service",
    "ServiceType",
    "service_named",
    "services_taking_referrals",
]
