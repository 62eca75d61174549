"""How the chair's page says why somebody leaves, and what would open more."""

from flask_babel import lazy_gettext as _l

from safetynet.meetings.hearing import Leaves
from safetynet.sharing import Why

LEAVES = {
    Leaves.CONFLICT: _l("conflict of interest"),
    Leaves.MATTER: _l("prosecutes or investigates a matter of hers or his"),
    Leaves.NO_SEAT: _l("no seat at this case’s table"),
}

_RELEASE = _l("A release that names it would open it; the young person signs it with %(owner)s.")

UNLOCK = {
    Why.COVERED: _RELEASE,
    Why.KIND: _RELEASE,
    Why.APART: _l(
        "A seat at the table would open it, which you give; or a release, which the young person "
        "signs with %(owner)s."
    ),
}
"""What would open content that an agency at the table misses, and who signs (sharing.answering)."""
