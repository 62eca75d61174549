"""The blueprint that every page of this room hangs on."""

from safetynet.access import GuardedBlueprint
from safetynet.meetings import hearing_words, words
from safetynet.meetings.hearing import hearing_of
from safetynet.meetings.out_words import noted_line, out_lines
from safetynet.meetings.paper import checkpoint
from safetynet.meetings.research_shown import research_of
from safetynet.meetings.research_words import PART_WORDS, SAID_WORDS
from safetynet.meetings.rhythm import rhythm_of
from safetynet.meetings.timetable import timetable
from safetynet.sharing import CATEGORY_WORDS, kinds_said

meetings = GuardedBlueprint("meetings", __name__)
meetings.context_processor(
    lambda: {
        "words": words,
        "checkpoint": checkpoint,
        "rhythm_of": rhythm_of,
        "kind_words": CATEGORY_WORDS,
        "kinds_said": kinds_said,
        "research_of": research_of,
        "hearing_of": hearing_of,
        "hearing_words": hearing_words,
        "out_lines": out_lines,
        "noted_line": noted_line,
        "timetable": timetable,
        "part_words": PART_WORDS,
        "said_words": SAID_WORDS,
    }
)
