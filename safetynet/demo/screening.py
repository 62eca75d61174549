"""Names like a person of concern's: one keeps somebody out, one is a guardian, one was harmless."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.access import Role
from safetynet.db import db
from safetynet.demo.story import Path, Story
from safetynet.demo.telling import Teller
from safetynet.referrals import PersonOfConcern, Referral
from safetynet.screening import Match, MatchState, decide
from safetynet.survivors import PersonTie, SafeContact

WRITTEN, LOOKED = 12, 8
"""Days ago."""
AUNT, ALIKE, GUARDIAN = "Lindqvist, Grace", "Karim Hadad", "Dorian Pell"
"""The first is what a probation officer is called, the second almost what a prosecutor is."""


def arise(stories: Iterable[Story], teller: Teller) -> None:
    """Let a coordinator have looked at one; two wait for her."""
    told = list(stories)
    closed = [story for story in told if story.path is Path.CLOSED]
    running = [story for story in told if story.path is Path.OPEN]
    kept = [story for story in running if story.lead == "harbor"] or running
    if len(kept) < len((ALIKE, GUARDIAN)):
        return
    if len(closed) > len((AUNT, ALIKE)):
        _write(closed.pop(), AUNT, "says she is an aunt", teller)
    harmless = (closed or kept[:-1])[-1]
    _write(harmless, ALIKE, "her uncle's friend", teller)
    _look_at(harmless.survivor, teller)
    _write(kept[-1], GUARDIAN, "her stepfather", teller)
    _let_answer(kept[-1], GUARDIAN, teller)


def _write(story: Story, name: str, relation: str, teller: Teller) -> None:
    """Let the agency that referred her name a person of concern."""
    by = teller.setting.member(story.sender)
    with teller.by(by.id, "a person of concern"), teller.at(WRITTEN):
        referral = db.session.scalars(
            select(Referral)
            .where(Referral.survivor_id == story.survivor)
            .order_by(Referral.created_at)
        ).first()
        if referral is None:
            return
        db.session.add(
            PersonOfConcern(
                survivor_id=story.survivor,
                owner_id=referral.from_agency_id,
                referral_id=referral.id,
                name=name,
                relation=story.tell(relation),
            )
        )


def _look_at(survivor_id: UUID, teller: Teller) -> None:
    by = teller.setting.person(Role.COORDINATOR).as_actor()
    with teller.by(by.id, "a match"), teller.at(LOOKED):
        matches = select(Match).where(
            Match.survivor_id == survivor_id, Match.state == MatchState.OPEN
        )
        for match in db.session.scalars(matches).all():
            reason = "That man is over sixty, and has never worked for the county."
            decide(match, MatchState.OTHER, reason, by, clock.now())


def _let_answer(story: Story, person: str, teller: Teller) -> None:
    """Let the lead write down that she is reached through a guardian of the same name."""
    by = teller.setting.member(story.lead)
    with teller.by(by.id, "a safe contact"), teller.at(WRITTEN - 1):
        db.session.add(
            SafeContact(
                survivor_id=story.survivor,
                owner_id=by.agency_id,
                value="555-0187 ext. 4410",
                person=person,
                tie=PersonTie.GUARDIAN,
                may_call=True,
                confirmed_on=clock.today(),
            )
        )
