"""Legal process: subpoenas, warrants, orders and records requests that an agency must answer."""

from safetynet.process import policy as policy
from safetynet.process import waiting as waiting
from safetynet.process.models import Production
from safetynet.process.operations import DISCLOSED_BY
from safetynet.process.queries import not_to_be_told, record_of

__all__ = ["DISCLOSED_BY", "Production", "not_to_be_told", "record_of"]
