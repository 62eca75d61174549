"""Notices: what waits for somebody, and the mail that says so and nothing more."""

from safetynet.notices.waiting import Waiting, what_waits, who_waits

__all__ = ["Waiting", "what_waits", "who_waits"]
