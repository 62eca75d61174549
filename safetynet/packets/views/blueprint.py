from safetynet.access import GuardedBlueprint
from safetynet.meetings.paper import checkpoint
from safetynet.meetings.words import PAPER_WORDS
from safetynet.packets.document import HARD_TO_READ
from safetynet.packets.said import ANSWER_LOOKS, ANSWER_WORDS
from safetynet.sharing import CATEGORY_WORDS

packets = GuardedBlueprint("packets", __name__)


@packets.context_processor
def words() -> dict[str, object]:
    return {
        "ANSWER_LOOKS": ANSWER_LOOKS,
        "ANSWER_WORDS": ANSWER_WORDS,
        "CATEGORY_WORDS": CATEGORY_WORDS,
        "HARD_TO_READ": HARD_TO_READ,
        "PAPER_WORDS": PAPER_WORDS,
        "checkpoint": checkpoint,
    }
