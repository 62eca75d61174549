"""Taking a packet in: one referral of its own, with everything that it holds; nothing is merged."""

from datetime import date
from uuid import UUID

from flask_babel import get_locale
from sqlalchemy import select

from safetynet.access import Actor
from safetynet.db import db
from safetynet.referrals import Referral, ReferralStatus, Urgency
from safetynet.referrals.operations import keep, take_numbers
from safetynet.survivors import mint
from safetynet.transfers.models import Arrival, ArrivalWords
from safetynet.transfers.packet import Packet
from safetynet.transfers.records import row_of


class TakenInError(Exception):
    """This agency took the same packet in before; `arrival` says when."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__()
        self.arrival = arrival


def taken_before(packet: UUID, agency_id: UUID) -> Arrival | None:
    """Return what an agency's own earlier taking-in of the same packet became."""
    return db.session.scalars(
        select(Arrival).where(Arrival.packet == packet, Arrival.agency_id == agency_id)
    ).one_or_none()


def take_in(packet: Packet, urgency: Urgency, actor: Actor, day: date) -> Arrival:
    """Make a referral of it that only this agency sees, until it sends it.

    Raises TakenInError, PacketError.
    """
    if earlier := taken_before(packet.id, actor.agency_id):
        raise TakenInError(earlier)
    [number] = take_numbers(day.year)
    referral = Referral(
        number=number,
        status=ReferralStatus.KEPT,
        urgency=urgency,
        referred_on=day,
        survivor_id=mint(actor.agency_id).id,
        from_agency_id=actor.agency_id,
        from_member_id=actor.id,
        warnings=[],
    )
    arrival = Arrival(
        packet=packet.id,
        made_on=packet.made_at.date(),
        agency_id=actor.agency_id,
        taken_by_id=actor.id,
        referral_id=referral.id,
    )
    language = str(get_locale())
    rows = [row_of(record, referral, language) for record in packet.records]
    keep(referral, [_words(packet, referral), *rows])
    db.session.add(arrival)
    return arrival


def _words(packet: Packet, referral: Referral) -> ArrivalWords:
    return ArrivalWords(
        survivor_id=referral.survivor_id,
        owner_id=referral.from_agency_id,
        referral_id=referral.id,
        county=packet.county,
        sender=packet.agency,
        transfer_reason=packet.reason.value,
        purpose=packet.purpose,
        receipt=packet.receipt,
    )
