"""The agenda proposes itself: rules the county tunes, what members ask for, order and time."""

from safetynet.meetings.autopilot import asking as asking
from safetynet.meetings.autopilot import policy as policy
from safetynet.meetings.autopilot import referred as referred
