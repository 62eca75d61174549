"""Legal process: subpoenas, warrants, orders and records requests that an agency must answer."""

from safetynet.process import policy as policy
from safetynet.process.models import Production

__all__ = ["Production"]
