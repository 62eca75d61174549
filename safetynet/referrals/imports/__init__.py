"""Imports: a sheet of people becomes referrals, row by row, each once."""

from safetynet.referrals.imports import policy as policy
from safetynet.referrals.imports.models import ImportBatch, ImportStatus

__all__ = ["ImportBatch", "ImportStatus"]
