from flask_babel import format_date

from safetynet.access import GuardedBlueprint, Role, admitted
from safetynet.accessreviews.words import VERDICT_WORDS
from safetynet.agencies import ROLE_WORDS
from safetynet.oversight.words import (
    PERMISSION_WORDS,
    RESULT_LOOK,
    RESULT_WORDS,
    basis_words,
    permission_word,
    table_word,
)

oversight = GuardedBlueprint("oversight", __name__)


@oversight.context_processor
def words() -> dict[str, object]:
    """Also for the page that gives back what somebody sent whose sign-in has ended."""
    who = admitted.get()
    return {
        "PERMISSION_WORDS": PERMISSION_WORDS,
        "RESULT_WORDS": RESULT_WORDS,
        "RESULT_LOOK": RESULT_LOOK,
        "ROLE_WORDS": ROLE_WORDS,
        "VERDICT_WORDS": VERDICT_WORDS,
        "permission_word": permission_word,
        "basis_words": basis_words,
        "table_word": table_word,
        "month_word": lambda month: format_date(month, "MMMM y"),
        "sees_everything": who is not None and who.role is Role.PRIVACY_OFFICER,
    }
