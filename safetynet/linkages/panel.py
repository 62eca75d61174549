"""The linkages of a young person on the case file, as a small timeline."""

from typing import Any

from safetynet.cases import Case
from safetynet.linkages.queries import linkages_of
from safetynet.linkages.words import STATUS_LOOKS, STATUS_WORDS, WHY_WORDS


def on_the_case_file(case: Case) -> dict[str, Any]:
    return {
        "linkages": linkages_of(case),
        "status_words": STATUS_WORDS,
        "status_looks": STATUS_LOOKS,
        "why_words": WHY_WORDS,
    }
