"""The front door: who comes in, to do what, with which record."""

from flask import Flask

from safetynet.access import guard, source, walls
from safetynet.access import row_security as row_security
from safetynet.access.actor import (
    Actor,
    Basis,
    Rights,
    admitted,
    current_actor,
    load_rights_with,
    rights_of,
)
from safetynet.access.again import AskAgainError, Unproved, prove_with
from safetynet.access.another import Asked, another, door_of
from safetynet.access.guard import (
    PUBLIC_ENDPOINTS,
    GuardedBlueprint,
    PublicBlueprint,
    admitted_as,
    behind_the_door,
    check_every_route_is_guarded,
)
from safetynet.access.hidden import survivor_of
from safetynet.access.jobs import Job, job, looking_as
from safetynet.access.last_looks import looks_before_keeping
from safetynet.access.once import when_saved
from safetynet.access.permissions import GRANTS, Permission, Role
from safetynet.access.policy import (
    CaseChildPolicy,
    NotYoursToWriteError,
    OwnedPolicy,
    OwnOnlyPolicy,
    Policy,
    TeamWordsPolicy,
    Values,
    check_every_model_has_a_policy,
    knows_case,
    may,
    policy_for,
    policy_of,
    reached,
    within,
)
from safetynet.access.proof import part_of_a_wall
from safetynet.access.source import source_of
from safetynet.access.stale import StaleError, check_version, moved_form
from safetynet.access.walls import NobodyAsksError, walls_down

__all__ = [
    "GRANTS",
    "PUBLIC_ENDPOINTS",
    "Actor",
    "AskAgainError",
    "Asked",
    "Basis",
    "CaseChildPolicy",
    "GuardedBlueprint",
    "Job",
    "NobodyAsksError",
    "NotYoursToWriteError",
    "OwnOnlyPolicy",
    "OwnedPolicy",
    "Permission",
    "Policy",
    "PublicBlueprint",
    "Rights",
    "Role",
    "StaleError",
    "TeamWordsPolicy",
    "Unproved",
    "Values",
    "admitted",
    "admitted_as",
    "another",
    "behind_the_door",
    "check_every_model_has_a_policy",
    "check_every_route_is_guarded",
    "check_version",
    "current_actor",
    "door_of",
    "init_app",
    "job",
    "knows_case",
    "load_rights_with",
    "looking_as",
    "looks_before_keeping",
    "may",
    "moved_form",
    "part_of_a_wall",
    "policy_for",
    "policy_of",
    "prove_with",
    "reached",
    "rights_of",
    "source_of",
    "survivor_of",
    "walls_down",
    "when_saved",
    "within",
]


def init_app(app: Flask) -> None:
    """Hang the door in its frame, and let the databases' statements be looked at."""
    source.init_app(app)
    guard.init_app(app)
    walls.init_app(app)
