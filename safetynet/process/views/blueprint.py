from safetynet.access import GuardedBlueprint
from safetynet.process.states import State
from safetynet.process.words import (
    BASIS_WORDS,
    KIND_WORDS,
    LEFT_OUT_WORDS,
    SERVED_WORDS,
    STATE_LOOK,
    STATE_WORDS,
    STEP_WORDS,
)
from safetynet.sharing.words import CATEGORY_WORDS

process = GuardedBlueprint("process", __name__)


@process.context_processor
def words() -> dict[str, object]:
    return {
        "BASIS_WORDS": BASIS_WORDS,
        "CATEGORY_WORDS": CATEGORY_WORDS,
        "KIND_WORDS": KIND_WORDS,
        "LEFT_OUT_WORDS": LEFT_OUT_WORDS,
        "SERVED_WORDS": SERVED_WORDS,
        "STATE_LOOK": STATE_LOOK,
        "STATE_WORDS": STATE_WORDS,
        "STEP_WORDS": STEP_WORDS,
        "State": State,
    }
