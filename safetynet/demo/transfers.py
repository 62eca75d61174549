"""Young people who move on: two packets for Redwood County, one received; one from there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from safetynet import clock
from safetynet.access import Role
from safetynet.agencies import Agency, AgencyClass
from safetynet.db import Owned, db
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
from safetynet.notes.models import Note, NoteKind
from safetynet.referrals import Concern, TransferReason, Urgency, Voice
from safetynet.sharing import How, Release
from safetynet.survivors import BirthDate, Name, SafeContact
from safetynet.survivors.models import ContactKind, NameKind
from safetynet.transfers import Packet
from safetynet.transfers.operations import take_in
from safetynet.transfers.records import records_of
from safetynet.vault import NOBODY, Category

HOUSE, OFFICE = "harbor", "office"
COUNTY, THERE = "Redwood County", "Redwood County Coordinating Office"
ADDED, RECEIVED, SENT, CAME = 40, 9, 2, 3
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
    """Let Harbor House send two packets, and let the office take one in."""
    known = [story for story in stories if story.is_open and HOUSE in story.team]
    away_id = _other_county(teller)
    if known:
        for story, ago in ((known[0], RECEIVED), (known[-1], SENT)):
            _release(story, away_id, ago, teller)
            export_id = _sent(story, ago, teller)
            if ago == RECEIVED:
                _received(export_id, ago, teller)
    _came(teller)


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


def _came(teller: Teller) -> None:
    """Take in what Redwood County sent; the office has not decided yet what to do with it."""
    coordinator = teller.setting.actor(OFFICE)
    with teller.by(coordinator.id, "a packet from there"), teller.at(CAME, 2) as then:
        take_in(_packet(then), Urgency.DAYS, coordinator, clock.day_of(then))


def _packet(then: datetime) -> Packet:
    before = then - timedelta(days=6)
    return Packet(
        id=uuid4(),
        made_at=then - timedelta(days=1),
        county=COUNTY,
        agency=THERE,
        to="Coordinating Office",
        reason=TransferReason.FAMILY,
        purpose="So that she does not have to begin again",
        until=clock.day_of(then) + timedelta(days=60),
        receipt="R7QK-24MX",
        words={},
        facts=[],
        kinds={},
        records=records_of(list(_rows(before))),
    )


def _rows(written: datetime) -> Sequence[Owned]:
    about = {"survivor_id": NOBODY, "owner_id": NOBODY, "created_at": written}
    return (
        Name(**about, kind=NameKind.LEGAL, parts=Name.joined("Marisol", last="Ventura")),
        BirthDate(**about, iso="2010-05-17", is_estimated=False),
        SafeContact(
            **about,
            kind=ContactKind.PHONE,
            value="555-0163",
            person="Her aunt",
            may_call=True,
            may_text=False,
            may_leave_message=False,
            best_times="After six",
            say="About the choir",
            not_to_know="Anybody else in the house",
            is_monitored=False,
            do_not_contact=False,
            confirmed_on=clock.day_of(written),
        ),
        Concern(
            **about,
            facts="Twice in a motel by the highway this spring, with two older men.",
            opinion="She is careful about whom she calls a friend now.",
            worries="older_partner,unexplained_things",
            known_from="Her social worker for a year",
        ),
        Voice(**about, wants="To stay with her aunt, and to sing", afraid_of="The two men"),
        Note(
            **about,
            category=Category.SAFETY_RISK,
            kind=NoteKind.CONTACT,
            occurred_at=written,
            text="Walks to school another way since March; a teacher meets her at the gate.",
        ),
    )
