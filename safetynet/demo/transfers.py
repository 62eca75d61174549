"""Young people who move on: two packets for Redwood County, one received; one from there."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from safetynet import clock
from safetynet.access import Role
from safetynet.agencies import Agency, AgencyClass
from safetynet.db import db
from safetynet.demo.releases import signers_for, terms
from safetynet.demo.story import Story
from safetynet.demo.telling import Teller
from safetynet.exports import exports_among
from safetynet.exports.grants import grants_elsewhere
from safetynet.exports.models import Format
from safetynet.exports.operations import Wish, approve, make_password, take
from safetynet.exports.transfers import operations
from safetynet.exports.transfers.operations import There
from safetynet.exports.transfers.queries import transfer_of, words_with
from safetynet.referrals import TransferReason, referrals_by_survivor
from safetynet.sharing import How, Release
from safetynet.transfers import Arrival, ArrivalWords, TransferredRecord
from safetynet.vault import Category

HOUSE = "harbor"
TAKES_IN = ("probation", HOUSE, "welfare", "rising")
COUNTY, THERE = "Redwood County", "Redwood County Coordinating Office"
ADDED, RECEIVED, SENT = 40, 9, 2
"""Days ago."""
KINDS = (
    Category.IDENTITY,
    Category.SAFETY_RISK,
    Category.PLAN,
    Category.LINKAGE,
    Category.PROGRAMME,
)
REACH = "Tomás Aguirre, intake there, 555-0142; the number is from the state's list"


def cross(stories: Sequence[Story], teller: Teller) -> None:
    """Let Harbor House send two packets, and let another agency have taken one in."""
    known = [story for story in stories if story.is_open and HOUSE in story.team]
    away_id = _other_county(teller)
    if known:
        for story, ago in ((known[0], RECEIVED), (known[-1], SENT)):
            _release(story, away_id, ago, teller)
            export_id = _sent(story, ago, teller)
            if ago == RECEIVED:
                _received(export_id, ago, teller)
    if stories:
        _came(stories, teller)


def _other_county(teller: Teller) -> UUID:
    administrator = teller.setting.person(Role.ADMINISTRATOR)
    with teller.by(administrator.id, "another county"), teller.at(ADDED):
        agency = Agency(name=THERE, handle="redwood", kind=AgencyClass.ELSEWHERE)
        db.session.add(agency)
        return agency.id


def _release(story: Story, away_id: UUID, ago: int, teller: Teller) -> None:
    advocate, dice = teller.setting.member(HOUSE), story.dice("transfer")
    with teller.by(advocate.id, "a release"), teller.at(ago, 1) as then:
        day = clock.day_of(then)
        release = Release(
            survivor_id=story.survivor_id,
            from_agency_id=advocate.agency_id,
            to_agency_id=away_id,
            categories=[kind.value for kind in KINDS],
            how=[How.WRITTEN],
            signers=signers_for(story, day, dice),
            signed_on=day,
            starts_on=day,
            ends_on=day + timedelta(days=60),
            explained_by_id=advocate.id,
        )
        db.session.add(release)
        db.session.flush()
        db.session.add(terms(story, release, dice))


def _sent(story: Story, ago: int, teller: Teller) -> UUID:
    advocate = teller.setting.actor(HOUSE)
    supervisor = teller.setting.person(Role.SUPERVISOR).as_actor()
    with teller.by(advocate.id, "a packet"), teller.at(ago, 2):
        [grant, *_] = grants_elsewhere(story.survivor, advocate.agency_id)
        wish = Wish(grant, "To go on where we are", grant.kinds, Format.PACKET, "en")
        there = There(TransferReason.PLACED, REACH)
        export, _rows = operations.draft(teller.case(story.case), wish, there, advocate)
        operations.ask(export, wish, there)
    with teller.by(supervisor.id, "a second person"), teller.at(ago, 3) as then:
        export = db.session.merge(export)
        approve(export, supervisor, then)
        make_password(export, then)
    with teller.by(advocate.id, "a packet is taken"), teller.at(ago, 4) as then:
        export = db.session.merge(export)
        take(export, then)
        return export.id


def _received(export_id: UUID, ago: int, teller: Teller) -> None:
    advocate = teller.setting.actor(HOUSE)
    with teller.by(advocate.id, "a receipt"), teller.at(ago - 1, 1) as then:
        [export] = exports_among([export_id]).values()
        transfer = transfer_of(export_id)
        words = words_with(transfer.id) if transfer else None
        if words is not None:
            said = (words.receipt, clock.day_of(then), "Tomás Aguirre, on the telephone")
            operations.note_receipt(export, *said, advocate, then)


def _place_in_line(story: Story) -> int:
    return TAKES_IN.index(story.sender) if story.sender in TAKES_IN else len(TAKES_IN)


def _came(stories: Sequence[Story], teller: Teller) -> None:
    """Let one of the referrals have come from Redwood County, with a note of its own."""
    story = min(stories, key=_place_in_line)
    taker = teller.setting.member(story.sender)
    with teller.by(taker.id, "a packet from there"), teller.at(story.referred, 1) as then:
        referral = referrals_by_survivor([story.survivor])[story.survivor]
        about = {"survivor_id": story.survivor, "owner_id": taker.agency_id}
        db.session.add_all(
            [
                Arrival(
                    packet=uuid4(),
                    made_on=clock.day_of(then) - timedelta(days=1),
                    agency_id=taker.agency_id,
                    taken_by_id=taker.id,
                    referral_id=referral.id,
                ),
                ArrivalWords(
                    **about,
                    referral_id=referral.id,
                    county=COUNTY,
                    sender=THERE,
                    transfer_reason=TransferReason.FAMILY,
                    purpose=story.tell("So that {she} need not begin again"),
                    receipt="R7QK-24MX",
                ),
                TransferredRecord(
                    **about,
                    category=Category.SAFETY_RISK,
                    referral_id=referral.id,
                    written_on=clock.day_of(then) - timedelta(days=6),
                    title="Note",
                    text="Walks to school another way since March; a teacher is at the gate.",
                ),
            ]
        )
