"""Notices: what waits for somebody, and the mail that says so and nothing more."""

from safetynet.notices import policy as policy
from safetynet.notices.models import Kind
from safetynet.notices.outbox import is_untold, tell, untold
from safetynet.notices.standing import Asked, Reader, find_readers_with, stands_while
from safetynet.notices.waiting import Waiting, what_waits, who_waits

__all__ = [
    "Asked",
    "Kind",
    "Reader",
    "Waiting",
    "find_readers_with",
    "is_untold",
    "stands_while",
    "tell",
    "untold",
    "what_waits",
    "who_waits",
]
