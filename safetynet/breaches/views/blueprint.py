from safetynet.access import GuardedBlueprint
from safetynet.breaches import words
from safetynet.breaches.states import State
from safetynet.sharing import CATEGORY_WORDS
from safetynet.sharing.plain import KIND_WORDS as SAID_TO_HER

breaches = GuardedBlueprint("breaches", __name__)


@breaches.context_processor
def how_it_is_said() -> dict[str, object]:
    return {
        "words": words,
        "CATEGORY_WORDS": CATEGORY_WORDS,
        "SAID_TO_HER": SAID_TO_HER,
        "State": State,
    }
