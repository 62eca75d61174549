"""Who takes part: pages for those who bring people in, and for those who come in by a link."""

from safetynet.people.views import inviting as inviting
from safetynet.people.views import leaving as leaving
from safetynet.people.views import papers as papers
from safetynet.people.views import recovering as recovering
from safetynet.people.views import roster as roster
from safetynet.people.views import setting_up as setting_up
from safetynet.people.views.pages import joining, people

__all__ = ["joining", "people"]
