"""Pages of the desk: what was served, and what leaves."""

from safetynet.process.views import desk as desk
from safetynet.process.views import documents as documents
from safetynet.process.views import productions as productions
from safetynet.process.views.blueprint import process

__all__ = ["process"]
