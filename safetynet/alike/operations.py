"""Joining two who were found to be one, and parting them again."""

from datetime import datetime

from safetynet.access import Actor
from safetynet.alike.models import Apart, Deed, Joining, JoiningReason
from safetynet.alike.policy import has_a_basis
from safetynet.alike.queries import apart_of, joining_of
from safetynet.db import db
from safetynet.survivors import Survivor, names_of


class NoBasisError(Exception):
    """Nothing lets this office know who one of the two is."""


class AlreadyJoinedError(Exception):
    """Somebody joined the two before."""


class AlreadyApartError(Exception):
    """Somebody said before that the two are two."""


def may_join(actor: Actor, one: Survivor, other: Survivor) -> bool:
    """Say whether there is a basis on both sides, and both sides say who she is."""
    return all(
        has_a_basis(actor, her.id, her.minted_by_id) and names_of(her.id) for her in (one, other)
    )


def join(one: Survivor, other: Survivor, reason: str, actor: Actor, now: datetime) -> Joining:
    """Write down that two are one; nobody's rows change, and nobody inherits another's.

    Whoever said here that they are two takes that back. Raises NoBasisError, AlreadyJoinedError.
    """
    _refuse_unless_two(one, other, actor)
    joining = Joining(
        survivor_id=one.id,
        other_survivor_id=other.id,
        brought_by_id=one.minted_by_id,
        other_brought_by_id=other.minted_by_id,
        joined_by_id=actor.id,
    )
    db.session.add(joining)
    db.session.flush()
    _say_why(joining, Deed.JOINED, reason, actor)
    if apart := apart_of(one.id, other.id):
        apart.take_back(actor.id, now)
    return joining


def keep_apart(one: Survivor, other: Survivor, actor: Actor) -> Apart:
    """Write down, for this office alone, that two who are alike are two.

    Raises NoBasisError, AlreadyJoinedError or AlreadyApartError.
    """
    _refuse_unless_two(one, other, actor)
    if apart_of(one.id, other.id):
        raise AlreadyApartError
    apart = Apart(
        agency_id=actor.agency_id,
        survivor_id=one.id,
        other_survivor_id=other.id,
        said_by_id=actor.id,
    )
    db.session.add(apart)
    return apart


def _refuse_unless_two(one: Survivor, other: Survivor, actor: Actor) -> None:
    if one.id == other.id or not may_join(actor, one, other):
        raise NoBasisError
    if joining_of(one.id, other.id):
        raise AlreadyJoinedError


def undo(joining: Joining, reason: str, actor: Actor, now: datetime) -> None:
    """Part them again, as if they had never been joined; raises AlreadyUndoneError."""
    joining.undo(actor.id, now)
    _say_why(joining, Deed.UNDONE, reason, actor)


def _say_why(joining: Joining, deed: Deed, reason: str, actor: Actor) -> None:
    said = JoiningReason(
        survivor_id=joining.survivor_id,
        owner_id=actor.agency_id,
        joining_id=joining.id,
        deed=deed,
        text=reason,
        by_id=actor.id,
    )
    db.session.add(said)
