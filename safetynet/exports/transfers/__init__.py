"""Transfers to another county: a copy that leaves as a sealed packet, until its receipt came."""

from safetynet.exports.transfers import policy as policy
from safetynet.exports.transfers import waiting as waiting
from safetynet.exports.transfers.models import Transfer

__all__ = ["Transfer"]
