"""Exports: copies of an agency's own records for one named recipient, after a second person."""

from safetynet.exports import books as books
from safetynet.exports import policy as policy
from safetynet.exports import transfers as transfers
from safetynet.exports import waiting as waiting
from safetynet.exports.models import Basis, Export
from safetynet.exports.queries import exports_among

__all__ = ["Basis", "Export", "exports_among"]
