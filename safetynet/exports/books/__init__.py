"""Workbooks of an agency's own referrals, in HTCDS 2.0, for itself alone; after a second person."""

from safetynet.exports.books import policy as policy
from safetynet.exports.books.models import Book

__all__ = ["Book"]
