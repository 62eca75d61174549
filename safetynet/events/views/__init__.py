"""The pages of events: the log, and the clock of whoever is missing."""

from safetynet.events.views import log as log
from safetynet.events.views import missing as missing
from safetynet.events.views.blueprint import events

__all__ = ["events"]
