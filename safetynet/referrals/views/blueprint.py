from typing import Any

from safetynet.access import GuardedBlueprint
from safetynet.deadlines import time_left
from safetynet.referrals import words
from safetynet.referrals.clocks import sentence_of
from safetynet.referrals.sheets import doubt_said
from safetynet.sharing import CATEGORY_WORDS

referrals = GuardedBlueprint("referrals", __name__)


@referrals.context_processor
def words_for_templates() -> dict[str, Any]:
    """Give this room's pages the words for its codes."""
    return {
        "about_words": words.ABOUT_WORDS,
        "alternative_words": words.ALTERNATIVE_WORDS,
        "awareness_words": words.AWARENESS_WORDS,
        "basis_words": words.BASIS_WORDS,
        "category_words": {str(kind): word for kind, word in CATEGORY_WORDS.items()},
        "circumstance_said": words.circumstance_said,
        "control_words": words.CONTROL_WORDS,
        "decline_words": words.DECLINE_WORDS,
        "doubt_said": doubt_said,
        "exploited_words": words.EXPLOITED_WORDS,
        "lives_with_words": words.LIVES_WITH_WORDS,
        "name_kinds": words.NAME_KINDS,
        "particular_words": words.PARTICULAR_WORDS,
        "recruitment_words": words.RECRUITMENT_WORDS,
        "remark_words": words.REMARK_WORDS,
        "risk_words": words.RISK_WORDS,
        "route_words": words.ROUTE_WORDS,
        "sentence_of": sentence_of,
        "spelled": words.spelled,
        "status_looks": words.STATUS_LOOKS,
        "status_words": words.STATUS_WORDS,
        "trafficking_words": words.TRAFFICKING_WORDS,
        "urgency_looks": words.URGENCY_LOOKS,
        "urgency_short": words.URGENCY_SHORT,
        "time_left": time_left,
        "where_words": words.WHERE_WORDS,
        "whose_words": words.WHOSE_WORDS,
        "worry_words": words.WORRY_WORDS,
    }
