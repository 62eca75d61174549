"""Linkages: a service offered to a young person, from the suggestion to what came of it."""

from safetynet.linkages import naming as naming
from safetynet.linkages import policy as policy
from safetynet.linkages import reminding as reminding
from safetynet.linkages import waiting as waiting
from safetynet.linkages.life import LinkageStatus, Side, Why
from safetynet.linkages.models import Details, Linkage, LinkageNote, LinkageStep, WrongStepError
from safetynet.linkages.operations import NoReleaseError, offer, take_step, write_note
from safetynet.linkages.panel import on_the_case_file
from safetynet.linkages.queries import linkages_of
from safetynet.linkages.words import STATUS_LOOKS, STATUS_WORDS

__all__ = [
    "STATUS_LOOKS",
    "STATUS_WORDS",
    "Details",
    "Linkage",
    "LinkageNote",
    "LinkageStatus",
    "LinkageStep",
    "NoReleaseError",
    "Side",
    "Why",
    "WrongStepError",
    "linkages_of",
    "offer",
    "on_the_case_file",
    "take_step",
    "write_note",
]
