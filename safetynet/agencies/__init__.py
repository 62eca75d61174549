"""Agencies, their members, and signing in."""

from flask import Flask
from flask_login import LoginManager

from safetynet.agencies import policy as policy
from safetynet.agencies.addressing import actor_of, tell_those_who
from safetynet.agencies.models import Agency, AgencyClass, County, HostKind, Member
from safetynet.agencies.queries import (
    agencies_at_the_table,
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
from safetynet.agencies.signing_in import Person, load_person
from safetynet.agencies.words import PAPER_WORDS, ROLE_WORDS

__all__ = [
    "PAPER_WORDS",
    "ROLE_WORDS",
    "Agency",
    "AgencyClass",
    "County",
    "HostKind",
    "Member",
    "Person",
    "actor_of",
    "agencies_at_the_table",
    "agencies_with_a",
    "agency_names",
    "agency_with",
    "bylines",
    "class_of",
    "coordinating_office",
    "everybody_who_is",
    "init_app",
    "members_by_id",
    "members_of",
    "tell_those_who",
    "the_county",
]


def init_app(app: Flask) -> None:
    """Let flask-login hold the current person; the cookie only points at a sign-in row."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.request_loader(lambda _request: load_person())
