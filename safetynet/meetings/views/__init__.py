"""Pages of the review, in the order of a meeting's life."""

from safetynet.meetings.views import agenda as agenda
from safetynet.meetings.views import asking as asking
from safetynet.meetings.views import attendance as attendance
from safetynet.meetings.views import bringing as bringing
from safetynet.meetings.views import calendar as calendar
from safetynet.meetings.views import changing as changing
from safetynet.meetings.views import hearing as hearing
from safetynet.meetings.views import minutes as minutes
from safetynet.meetings.views import one_task as one_task
from safetynet.meetings.views import proposing as proposing
from safetynet.meetings.views import publishing as publishing
from safetynet.meetings.views import readback as readback
from safetynet.meetings.views import research as research
from safetynet.meetings.views import review as review
from safetynet.meetings.views import rewording as rewording
from safetynet.meetings.views import room as room
from safetynet.meetings.views import roster as roster
from safetynet.meetings.views import rules as rules
from safetynet.meetings.views import series as series
from safetynet.meetings.views import tasks as tasks
from safetynet.meetings.views.feeds import feeds
from safetynet.meetings.views.rooms import meetings

__all__ = ["feeds", "meetings"]
