"""Pages of counts: how the review keeps to its protocol, where services are slow or missing."""

from safetynet.monitor.views import services as services
from safetynet.monitor.views.protocol import monitor

__all__ = ["monitor"]
