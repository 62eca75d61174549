"""The blueprint that every page of this room hangs on."""

from safetynet.access import GuardedBlueprint
from safetynet.meetings import words
from safetynet.meetings.paper import checkpoint

meetings = GuardedBlueprint("meetings", __name__)
meetings.context_processor(lambda: {"words": words, "checkpoint": checkpoint})
