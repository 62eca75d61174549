"""The pages about one young person, drawn from survivors, sharing and every room's panel."""

from safetynet.casefile.views import carry as carry
from safetynet.casefile.views import conflicts as conflicts
from safetynet.casefile.views import contacting as contacting
from safetynet.casefile.views import emergencies as emergencies
from safetynet.casefile.views import grid as grid
from safetynet.casefile.views import matters as matters
from safetynet.casefile.views import plan_paper as plan_paper
from safetynet.casefile.views import referral_releases as referral_releases
from safetynet.casefile.views import releases as releases
from safetynet.casefile.views import safe_contact as safe_contact
from safetynet.casefile.views import shared as shared
from safetynet.casefile.views import telling as telling
from safetynet.casefile.views import who as who
from safetynet.casefile.views.blueprints import sharing, survivors
from safetynet.casefile.views.page import casefile

__all__ = ["casefile", "sharing", "survivors"]
