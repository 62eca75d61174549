from safetynet.access import GuardedBlueprint
from safetynet.exports.models import MOST_DOWNLOADS, Format
from safetynet.exports.standing import Stop
from safetynet.exports.words import (
    FORMAT_WORDS,
    LANGUAGE_WORDS,
    OUTCOME_WORDS,
    STATE_LOOK,
    STATE_WORDS,
    STOP_WORDS,
)
from safetynet.referrals.words import TRANSFER_REASON_WORDS
from safetynet.sharing import CATEGORY_WORDS

exports = GuardedBlueprint("exports", __name__)


@exports.context_processor
def words() -> dict[str, object]:
    return {
        "CATEGORY_WORDS": CATEGORY_WORDS,
        "FORMAT_WORDS": FORMAT_WORDS,
        "LANGUAGE_WORDS": LANGUAGE_WORDS,
        "MOST_DOWNLOADS": MOST_DOWNLOADS,
        "OUTCOME_WORDS": OUTCOME_WORDS,
        "STATE_LOOK": STATE_LOOK,
        "STATE_WORDS": STATE_WORDS,
        "STOP_WORDS": STOP_WORDS,
        "Format": Format,
        "Stop": Stop,
        "TRANSFER_REASON_WORDS": TRANSFER_REASON_WORDS,
    }
