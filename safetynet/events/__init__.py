"""Events: hearings, custody and release, placements, missing and returned, contact attempts."""

from safetynet.events import policy as policy
from safetynet.events import reasons as reasons
from safetynet.events import reminding as reminding
from safetynet.events import waiting as waiting
from safetynet.events.episodes import still_missing
from safetynet.events.models import Event, EventKind, Outcome
from safetynet.events.operations import log_event
from safetynet.events.queries import events_of, on_the_case_file
from safetynet.events.words import EVENT_WORDS

__all__ = [
    "EVENT_WORDS",
    "Event",
    "EventKind",
    "Outcome",
    "events_of",
    "log_event",
    "on_the_case_file",
    "still_missing",
]
