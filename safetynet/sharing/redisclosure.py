"""The notice that goes with substance use records wherever they are shown (42 CFR 2.32, CR-10)."""

from flask_babel import lazy_gettext as _l

from safetynet.access import admitted
from safetynet.audit import visit_now
from safetynet.vault import Category

PART_2 = _l(
    "42 CFR part 2 prohibits unauthorized use or disclosure of these records. The substance use "
    "information here was given to you by consent: do not pass it on without a consent that "
    "allows it, and do not use it in a proceeding against the person."
)
"""The statement of 2.32(a)(2), and what it means in plain words."""


def shows_part_2() -> bool:
    """Say whether what was opened so far holds such content of another agency.

    Asked at the foot of every page and paper, so that no room can forget it.
    """
    visit, actor = visit_now(), admitted.get()
    if visit is None or actor is None:
        return False
    return any(
        triple.category is Category.SUBSTANCE_USE and triple.owner != actor.agency_id
        for _table, triple in visit.opened
    )
