"""Linkages: services offered to young people, and everything that can become of that."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from safetynet import clock
from safetynet.demo.story import Story
from safetynet.demo.telling import Teller
from safetynet.demo.words import said
from safetynet.directory import Service
from safetynet.linkages import operations
from safetynet.linkages.life import (
    NEEDS_DAY,
    NEXT,
    OVER,
    UNANSWERED,
    WHYS,
    Introduced,
    LinkageStatus,
    Side,
)
from safetynet.linkages.models import Details, Linkage
from safetynet.linkages.operations import NoReleaseError
from safetynet.vault import Category

S = LinkageStatus
LIVES: tuple[tuple[LinkageStatus, ...], ...] = (
    (),
    (S.YOUTH_AGREED,),
    (S.YOUTH_AGREED, S.RELEASE_SIGNED),
    (S.YOUTH_AGREED, S.SENT),
    (S.YOUTH_AGREED, S.SENT, S.RECEIVED),
    (S.YOUTH_AGREED, S.SENT, S.ACCEPTED),
    (S.YOUTH_AGREED, S.SENT, S.DECLINED),
    (S.YOUTH_AGREED, S.SENT, S.WAITLISTED),
    (S.YOUTH_AGREED, S.SENT, S.ACCEPTED, S.APPOINTMENT_OFFERED),
    (S.YOUTH_AGREED, S.SENT, S.ACCEPTED, S.APPOINTMENT_OFFERED, S.ATTENDED),
    (S.YOUTH_AGREED, S.SENT, S.ACCEPTED, S.APPOINTMENT_OFFERED, S.NO_SHOW),
    (S.YOUTH_AGREED, S.SENT, S.ACCEPTED, S.APPOINTMENT_OFFERED, S.CANCELLED),
    (S.YOUTH_AGREED, S.SENT, S.RECEIVED, S.ACCEPTED, S.ENGAGED),
    (S.YOUTH_AGREED, S.SENT, S.ACCEPTED, S.ENGAGED, S.COMPLETED),
    (S.YOUTH_AGREED, S.SENT, S.ACCEPTED, S.ENGAGED, S.DROPPED),
    (S.YOUTH_AGREED, S.SENT, S.DECLINED, S.CLOSED),
    (S.YOUTH_AGREED, S.CLOSED),
)
"""Every way a linkage can have gone so far; it begins as suggested."""


CONTACTS = (None, "Ruth Amadi", "Tomas Brek", None, "Yesenia Faro", "Ask for Mr. Ilves")
"""Whom to talk to there."""

PLACES = (
    "Ask for Dana at the front desk, half past three",
    "Side door, ring twice; four o’clock",
    "By video; the link comes by text as agreed, 10:15",
)
"""Where an appointment is: hints, no addresses."""

WAITING = UNANSWERED | {S.APPOINTMENT_OFFERED}


def offer(story: Story, teller: Teller) -> Iterator[None]:
    """Offer two to six services of others; each goes its own way."""
    dice, case = story.dice("linkages"), teller.case(story.case)
    chosen = _chosen(story, teller, dice)
    for handle, service in chosen:
        kind = service.tells or Category.LINKAGE
        offered_by = teller.setting.agencies[handle].id
        for owner in (offered_by, service.organization.agency_id or offered_by):
            teller.expect(case.survivor_id, owner, kind)
    yield
    lives = [way for way in LIVES if story.is_open or (way and way[-1] in OVER)]
    for place, (handle, service) in enumerate(chosen):
        way = lives[(story.n * 5 + place * 7) % len(lives)]
        days = _days(story, way, dice)
        by = teller.setting.actor(handle)
        with teller.at(days[0], 2 + place / 4) as then:
            linkage = operations.offer(case, service, by, then, agreed=False)
            if dice.random() < 0.6:
                text = story.tell(dice.choice(said("linkages")["offering"]))
                contact = CONTACTS[(story.n + place) % len(CONTACTS)]
                operations.write_note(linkage, text, by, contact)
        _go(story, linkage, handle, zip(way, days[1:], strict=True), teller, dice)
    yield


def _chosen(story: Story, teller: Teller, dice: Random) -> list[tuple[str, Service]]:
    """Return who offers which service; nobody offers what is their own."""
    offering = [h for h in story.team if h not in {"police", "da", "defender"}] or [story.lead]
    listed = sorted(teller.services(), key=lambda service: service.name)
    pairs = [(dice.choice(offering), service) for service in dice.sample(listed, len(listed))]
    agencies = teller.setting.agencies
    others = [(h, s) for h, s in pairs if s.organization.agency_id != agencies[h].id]
    return others[: dice.randint(2, 6)]


def _days(story: Story, way: tuple[LinkageStatus, ...], dice: Random) -> list[int]:
    """Return how many days ago each step was taken; what is not answered was sent lately."""
    oldest = max(story.opened - 1, story.until)
    days = sorted((dice.randint(story.until, oldest) for _ in range(len(way) + 1)), reverse=True)
    if way and way[-1] in WAITING:
        days[-1] = min(days[-2], dice.choice((1, 1, 2, 4)))
    return days


def _go(
    story: Story,
    linkage: Linkage,
    offered_by: str,
    way: Iterator[tuple[LinkageStatus, int]],
    teller: Teller,
    dice: Random,
) -> None:
    """Take the steps of a way, each in the name of whoever takes it; without a release no such."""
    for place, (to, ago) in enumerate(way):
        side = Side.OFFERING if Side.OFFERING in NEXT[linkage.status][to] else Side.PROVIDER
        handle = offered_by
        if side is Side.PROVIDER and linkage.provider_agency_id:
            handle = teller.setting.handle_of(linkage.provider_agency_id)
        by = teller.setting.actor(handle)
        with teller.at(ago, 5 + place / 4) as then:
            try:
                details = _details(to, ago, teller, dice)
                operations.take_step(linkage, to, side, by, then, details)
            except NoReleaseError:
                return
            if to is S.APPOINTMENT_OFFERED:
                operations.write_note(linkage, "", by, place=dice.choice(PLACES))
            if to is S.ACCEPTED and dice.random() < 0.5:
                _introduce(linkage, offered_by, teller, dice)
            if side is Side.PROVIDER and dice.random() < 0.5:
                text = story.tell(dice.choice(said("linkages")["provider"]))
                operations.write_note(linkage, text, by)


def _introduce(linkage: Linkage, offered_by: str, teller: Teller, dice: Random) -> None:
    by = teller.setting.actor(offered_by)
    operations.hand_over(linkage, dice.choice([*Introduced]), clock.today(), by)


def _details(to: LinkageStatus, ago: int, teller: Teller, dice: Random) -> Details:
    why = dice.choice(WHYS[to]) if to in WHYS else None
    if to in NEEDS_DAY:
        return Details(on=clock.day_of(teller.moment(ago)) + timedelta(days=dice.randint(2, 9)))
    if to is LinkageStatus.WAITLISTED:
        return Details(why, position=dice.randint(1, 6), on=teller.day(ago))
    return Details(why)
