"""How retention is spoken of on the screen."""

from flask_babel import lazy_gettext as _l

from safetynet.retention.classes import Action, RecordClass, Start
from safetynet.retention.models import OrderBasis, OrderState

CLASS_WORDS = {
    RecordClass.CASE: _l("Referral and case file"),
    RecordClass.HEALTH: _l("Health"),
    RecordClass.COUNSELING: _l("Counseling and legal advice"),
    RecordClass.COURT: _l("Juvenile court"),
    RecordClass.CHILD_WELFARE: _l("Child welfare"),
    RecordClass.EDUCATION: _l("School"),
    RecordClass.TEAM: _l("The team’s discussion and decisions"),
    RecordClass.PAPERS: _l("Releases and programs"),
    RecordClass.DECISIONS: _l("Holds and postponements"),
}

START_WORDS = {
    Start.CASE_CLOSED: _l("the last case closed"),
    Start.LAST_ACTIVITY: _l("the last entry"),
    Start.LAST_MEETING: _l("the last meeting about the case"),
    Start.RELEASE_ENDED: _l("the last release ended"),
}

ACTION_WORDS = {
    Action.SHRED: _l("Destroy everything"),
    Action.NARRATIVE: _l("Destroy all but name and contact"),
}

ORDER_WORDS = {
    OrderBasis.WIC_781: _l("Sealing order (WIC 781)"),
    OrderBasis.WIC_786: _l("Sealing on dismissal (WIC 786)"),
    OrderBasis.WIC_826: _l("Destruction of juvenile court records (WIC 826)"),
    OrderBasis.WIC_389: _l("Sealing of dependency records (WIC 389)"),
    OrderBasis.OTHER_ORDER: _l("Another court order"),
}

STATE_WORDS = {
    OrderState.ASKED: _l("waits for a second person"),
    OrderState.CONFIRMED: _l("carried out"),
    OrderState.DECLINED: _l("declined"),
}

RESTORED = "restored"
"""Stands for the authority where the tombstone itself was lost with a restored database."""


def authority_word(authority: str) -> str:
    """Say under which law records were destroyed; an order by its name."""
    said = {str(basis): word for basis, word in ORDER_WORDS.items()}
    said[RESTORED] = _l("destroyed before; a backup had brought it back")
    return str(said.get(authority, authority))
