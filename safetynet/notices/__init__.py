"""Notices: what waits for somebody, and the mail that says so and nothing more."""

from safetynet.notices import policy as policy
from safetynet.notices.models import STALE, Kind
from safetynet.notices.news import looks_for_news
from safetynet.notices.outbox import drop_all_of, is_untold, tell, told_since, untold
from safetynet.notices.standing import Asked, Reader, find_readers_with, leads_to, stands_while
from safetynet.notices.waiting import Waiting, what_waits, who_waits

__all__ = [
    "STALE",
    "Asked",
    "Kind",
    "Reader",
    "Waiting",
    "drop_all_of",
    "find_readers_with",
    "is_untold",
    "leads_to",
    "looks_for_news",
    "stands_while",
    "tell",
    "told_since",
    "untold",
    "what_waits",
    "who_waits",
]
