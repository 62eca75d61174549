"""Agencies and their members."""

from safetynet.agencies import policy as policy
from safetynet.agencies.addressing import actor_of, tell_those_who, those_who
from safetynet.agencies.models import Agency, AgencyClass, County, HostKind, Member
from safetynet.agencies.queries import (
    agencies_at_the_table,
    agencies_elsewhere,
    agencies_with_a,
    agency_names,
    agency_with,
    bylines,
    class_of,
    coordinating_office,
    everybody_who_is,
    members_by_id,
    members_of,
    the_county,
)
from safetynet.agencies.words import PAPER_WORDS, ROLE_WORDS

__all__ = [
    "PAPER_WORDS",
    "ROLE_WORDS",
    "Agency",
    "AgencyClass",
    "County",
    "HostKind",
    "Member",
    "actor_of",
    "agencies_at_the_table",
    "agencies_elsewhere",
    "agencies_with_a",
    "agency_names",
    "agency_with",
    "bylines",
    "class_of",
    "coordinating_office",
    "everybody_who_is",
    "members_by_id",
    "members_of",
    "tell_those_who",
    "the_county",
    "those_who",
]
