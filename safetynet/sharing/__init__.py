"""Sharing: which content may cross from which agency to which, and why."""

from safetynet.sharing import by_rows as by_rows
from safetynet.sharing import policy as policy
from safetynet.sharing import waiting as waiting
from safetynet.sharing.answering import Allowed, Denied, Unlock, Why, answer
from safetynet.sharing.barrier_models import ConflictBlock
from safetynet.sharing.carried import RELEASE
from safetynet.sharing.conflicts import blocked_agencies, blocks_about
from safetynet.sharing.models import (
    Disclosure,
    DisclosureBasis,
    How,
    Release,
    ReleaseTerms,
    Signer,
    TeamSeat,
)
from safetynet.sharing.queries import (
    disclosure_terms_of,
    disclosures_about,
    in_force_from,
    is_ordered,
    releases_about,
    seats_of,
    terms_of,
)
from safetynet.sharing.rights import BY_SEAT, TEAM_OWN_WORDS
from safetynet.sharing.seating import TEAM_STATUTE, sits_about
from safetynet.sharing.words import CATEGORY_WORDS, kinds_said

__all__ = [
    "BY_SEAT",
    "CATEGORY_WORDS",
    "RELEASE",
    "TEAM_OWN_WORDS",
    "TEAM_STATUTE",
    "Allowed",
    "ConflictBlock",
    "Denied",
    "Disclosure",
    "DisclosureBasis",
    "How",
    "Release",
    "ReleaseTerms",
    "Signer",
    "TeamSeat",
    "Unlock",
    "Why",
    "answer",
    "blocked_agencies",
    "blocks_about",
    "disclosure_terms_of",
    "disclosures_about",
    "in_force_from",
    "is_ordered",
    "kinds_said",
    "releases_about",
    "seats_of",
    "sits_about",
    "terms_of",
]
