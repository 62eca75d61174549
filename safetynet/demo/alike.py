"""Who is possibly the same: one waits to be compared with somebody known, two were joined."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from safetynet.access import Role
from safetynet.alike.models import Apart, Deed, Joining, JoiningReason
from safetynet.db import db
from safetynet.demo.story import Fate, Path, Story
from safetynet.demo.telling import Teller
from safetynet.survivors import BirthDate, Name, NameKind, Survivor

HEARD, JOINED = 3, 2
"""Days ago."""
BOTH = 2
WAITS = frozenset({Fate.WAITING, Fate.TRIAGED, Fate.RETURNED})


def arise(stories: Iterable[Story], teller: Teller) -> None:
    """Let a referral that waits be about somebody who may be known, and two others be one."""
    told = [story for story in stories if not story.is_coded]
    known = sorted(
        (story for story in told if story.has_case), key=lambda story: story.path is Path.CLOSED
    )
    # What lets the office know of those who came long ago has ended meanwhile.
    waiting = [story for story in told if story.fate in WAITS]
    if others := [story for story in waiting if story.sender != waiting[-1].sender]:
        _is_called_like(waiting[-1], others[-1], teller)
    if len(known) >= BOTH:
        _join(known[0], known[-1], teller)
    if waiting and known:
        _keep_apart(waiting[0], known[0], teller)


def _is_called_like(newcomer: Story, known: Story, teller: Teller) -> None:
    """Let the sender have heard of another name and birth date: those of somebody known."""
    by = teller.setting.member(newcomer.sender)
    about = {"survivor_id": newcomer.survivor, "owner_id": by.agency_id}
    _kind, first, _middle, last = known.youth.names[0]
    born, _is_estimated = known.youth.birth_dates[0]
    with teller.by(by.id, "another name"), teller.at(HEARD):
        parts = Name.joined(first, last=last or newcomer.youth.names[0][3])
        db.session.add(Name(**about, kind=NameKind.SPELLING, parts=parts))
        db.session.add(BirthDate(**about, iso=born.isoformat()))


def _join(one: Story, other: Story, teller: Teller) -> None:
    by = teller.setting.person(Role.COORDINATOR)
    with teller.by(by.id, "a joining"), teller.at(JOINED):
        joining = Joining(
            survivor_id=one.survivor,
            other_survivor_id=other.survivor,
            brought_by_id=_brought_by(one.survivor),
            other_brought_by_id=_brought_by(other.survivor),
            joined_by_id=by.id,
        )
        db.session.add(joining)
        db.session.flush()
        db.session.add(
            JoiningReason(
                survivor_id=one.survivor,
                owner_id=by.agency_id,
                joining_id=joining.id,
                deed=Deed.JOINED,
                text="Both agencies know her grandmother, and she says so herself.",
                by_id=by.id,
            )
        )


def _keep_apart(one: Story, other: Story, teller: Teller) -> None:
    by = teller.setting.person(Role.COORDINATOR)
    with teller.by(by.id, "two who are two"), teller.at(JOINED):
        db.session.add(
            Apart(
                agency_id=by.agency_id,
                survivor_id=one.survivor,
                other_survivor_id=other.survivor,
                said_by_id=by.id,
            )
        )


def _brought_by(survivor_id: UUID) -> UUID:
    return db.session.scalars(select(Survivor.minted_by_id).where(Survivor.id == survivor_id)).one()
