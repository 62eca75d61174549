"""Leaving and moving: what was hers to do goes to a colleague, and nothing of her access stays."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from safetynet import clock
from safetynet.access import GRANTS, Actor, Permission, Role, admitted_as, walls_down
from safetynet.agencies import Agency, Member, actor_of
from safetynet.agencies.handing_over import Work, works
from safetynet.among import among
from safetynet.authentication.ending import end_all_of
from safetynet.authentication.enrolling import address_of, make_void, release_address
from safetynet.db import db
from safetynet.drafts import Draft
from safetynet.meetings.models import CalendarFeed
from safetynet.notices import Kind, drop_all_of, tell
from safetynet.people import inviting
from safetynet.people.inviting import Newcomer, Spoken
from safetynet.people.models import Check, Stage


class LastAdministratorError(Exception):
    """Nobody would be left who looks after agencies and people."""


class NoAddressError(Exception):
    """What somebody signs in with cannot be believed, so no link can go to it."""


@dataclass(frozen=True)
class Handed:
    """What went to a colleague, and what did not: her name is still on it."""

    over: Counter[Work]
    stays: Counter[Work]


def open_work(member_id: UUID, for_whom: Actor) -> Counter[Work]:
    """Return how much waits for one person, of what somebody may know about.

    An administrator, who knows of no case, is told of all, in counts alone.
    """
    if for_whom.is_granted(Permission.PEOPLE_MANAGE):
        with walls_down("how much waits for somebody"):
            return _counted(member_id)
    return _counted(member_id)


def _counted(member_id: UUID) -> Counter[Work]:
    found = Counter[Work]()
    for work in works():
        wanted = select(func.count(work.model.id)).where(work.of(member_id))
        found[work] = db.session.scalar(wanted) or 0
    return +found


def heir_of(colleague_id: UUID | None) -> Actor | None:
    """Return who is to take over, as the door would know her; ask before anything is changed."""
    return actor_of(colleague_id) if colleague_id else None


def hand_over(
    member_id: UUID, to: Actor | None, by: Actor, keeps: frozenset[Work] = frozenset()
) -> Handed:
    """Let everything that waits for one person, but for what she keeps, wait for another.

    The other's walls decide: what a conflict of interest hides from her does not become hers. With
    nobody named it is open to the whole agency, where it can be. Whoever does it is told of what
    she may know about, and of no more.
    """
    before = open_work(member_id, by)
    found = {work: _takes(work, member_id, to) for work in works() if work not in keeps}
    with walls_down("somebody's work goes to a colleague"):
        for work, ids in found.items():
            for row in db.session.scalars(select(work.model).where(among(work.model.id, ids))):
                setattr(row, work.who.key, to.id if to else None)
    after = open_work(member_id, by)
    stays = Counter({work: count for work, count in after.items() if work not in keeps})
    return Handed(before - after, stays)


def _takes(work: Work, member_id: UUID, heir: Actor | None) -> list[UUID]:
    if heir is None:
        return [] if work.is_ones_own else everything_of(work, member_id)
    if not heir.is_granted(work.needs):
        return []
    with admitted_as(heir):
        return list(db.session.scalars(select(work.model.id).where(work.of(member_id))))


def everything_of(work: Work, member_id: UUID) -> list[UUID]:
    """Return the ids of what waits for one person, whoever may know about it."""
    with walls_down("what waits for somebody who leaves"):
        return list(db.session.scalars(select(work.model.id).where(work.of(member_id))))


def leave(member: Member, heir: Actor | None, by: Actor) -> Handed:
    """Let somebody go: raises LastAdministratorError."""
    _check_others(member)
    handed = hand_over(member.id, heir, by)
    _end(member)
    tell(Kind.LEFT, member, [member.id])
    return handed


def _end(member: Member) -> None:
    """Take away all that she came in by, and what nobody else may ever read."""
    member.is_active = False
    with walls_down("somebody leaves"):
        for draft in db.session.scalars(select(Draft).where(Draft.author_id == member.id)):
            db.session.delete(draft)
        feeds = select(CalendarFeed).where(
            CalendarFeed.member_id == member.id, CalendarFeed.ended_at.is_(None)
        )
        for feed in db.session.scalars(feeds):
            feed.end(clock.now())
        inviting.end_open(member.id, Stage.WITHDRAWN)
        drop_all_of(member.id)
    make_void(member.id)


def change_role(member: Member, role: Role, heir: Actor | None, by: Actor) -> Handed:
    """Give somebody another role at the same agency; every sign-in ends.

    With nobody named she keeps what she may still do.
    """
    if role is not Role.ADMINISTRATOR:
        _check_others(member)
    keeps = [work for work in works() if not heir and work.needs in GRANTS[role]]
    handed = hand_over(member.id, heir, by, frozenset(keeps))
    member.role = role
    end_all_of(member.id)
    tell(Kind.MOVED, member, [member.id])
    return handed


@dataclass(frozen=True)
class Move:
    """Where somebody goes, and as what."""

    agency: Agency
    role: Role
    checked_how: Check


def move(member: Member, to: Move, heir: Actor | None, by: Actor) -> tuple[Handed, Spoken]:
    """Let somebody leave one agency and invite her at another, with the same address.

    Her row stays with the agency in whose name she wrote; at the other she begins a new one.
    """
    _check_others(member)
    email = address_of(member.id)
    if email is None:
        raise NoAddressError
    handed = hand_over(member.id, heir, by)
    _end(member)
    release_address(member.id)
    who = Newcomer(member.name, email, to.role, to.checked_how)
    return handed, inviting.invite(to.agency, who, by.id)


def _check_others(member: Member) -> None:
    if member.role is not Role.ADMINISTRATOR:
        return
    others = select(Member.id).where(
        Member.role == Role.ADMINISTRATOR, Member.is_active, Member.id != member.id
    )
    if db.session.scalars(others).first() is None:
        raise LastAdministratorError
