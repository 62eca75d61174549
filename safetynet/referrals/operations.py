"""What happens to a referral: written, sent, asked about, taken or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from safetynet import cases
from safetynet.access import Permission, walls_down
from safetynet.agencies import Agency, Member, coordinating_office, tell_those_who
from safetynet.cases import Case
from safetynet.db import Owned, db
from safetynet.notices import Kind
from safetynet.referrals.bases import Carried, answer, disclose
from safetynet.referrals.desk import running
from safetynet.referrals.models import (
    Referral,
    ReferralNumbers,
    Remark,
    RemarkKind,
    is_repeat,
)
from safetynet.referrals.vocabulary import Alternative, Decline, ReferralBasis, Route, Urgency
from safetynet.sharing import blocked_agencies
from safetynet.sharing.laws import Law
from safetynet.sharing.signing import Signing, sign


class NoOfficeError(Exception):
    """No coordinating office is set up, so there is nobody to send a referral to."""


@dataclass(frozen=True)
class Signed:
    """A release that goes with a referral, and the member who explained it."""

    signing: Signing
    by_id: UUID


def take_numbers(year: int, count: int = 1) -> list[str]:
    """Return the next free referral numbers of a year, such as R-2026-0007.

    Others who want one wait until this transaction ends.
    """
    db.session.flush()
    with walls_down("referral number"):
        wanted = select(ReferralNumbers).where(ReferralNumbers.year == year).with_for_update()
        series = db.session.scalars(wanted).one_or_none()
        if series is None:
            series = ReferralNumbers(year=year, last=0)
            db.session.add(series)
        first = series.last + 1
        series.last += count
    return [f"R-{year}-{number:04}" for number in range(first, first + count)]


def keep(referral: Referral, rows: Sequence[Owned]) -> None:
    """Save a new referral, then everything that is told with it."""
    db.session.add(referral)
    db.session.flush()
    db.session.add_all(rows)


def send(
    referral: Referral,
    basis: ReferralBasis,
    now: datetime,
    day: date,
    *,
    carried: Carried,
    reported_on: date | None = None,
    signed: Signed | None = None,
) -> None:
    """Hand a referral to the coordinating office, which sees exactly what the basis carries.

    `carried` is what crosses by each of the county's laws. Raises NoOfficeError, ReferralStateError
    when it was sent before, or CannotSignError.
    """
    if (office := coordinating_office()) is None:
        raise NoOfficeError
    hand_over(referral, office, basis, carried.get(basis), now, day, reported_on)
    db.session.flush()
    tell_those_who(Permission.REFERRAL_TRIAGE, Kind.WAITS, referral)
    if signed is not None and office.id != referral.from_agency_id:
        sign(
            signed.signing,
            day,
            survivor_id=referral.survivor_id,
            from_agency_id=referral.from_agency_id,
            to_agency_id=office.id,
            explained_by_id=signed.by_id,
        )


def hand_over(
    referral: Referral,
    office: Agency,
    basis: ReferralBasis,
    law: Law | None,
    now: datetime,
    day: date,
    reported_on: date | None,
) -> None:
    """Send a referral under a statute, or coded; a release needs `send`."""
    arrives = not referral.is_sent
    referral.send(basis, now)
    if arrives:
        running.on_receipt(referral, now)
    disclose(referral, office, law, day, reported_on)


@dataclass(frozen=True)
class Decider:
    """Who decides about a referral, for which office, and when."""

    member_id: UUID
    office_id: UUID
    now: datetime
    day: date


def triage(referral: Referral, by: Decider, urgency: Urgency, route: Route) -> None:
    referral.triage(by.member_id, by.now, urgency, route)
    running.on_triage(referral, by.member_id, by.now)


def accept(
    referral: Referral,
    by: Decider,
    lead_agency_id: UUID,
    *,
    with_sender: bool,
    earlier: Case | None,
    reason: str | None,
) -> Case:
    """Open a case with its lead agency, and the sender, in their seats.

    `earlier` is a case of the same young person: within twelve months this is a repeat.
    """
    coded = referral.basis is ReferralBasis.CODED
    case = cases.open_case(referral.survivor_id, lead_agency_id, by.now, coded=coded)
    seated_already = {lead_agency_id, by.office_id} | blocked_agencies(referral.survivor_id)
    if with_sender and referral.from_agency_id not in seated_already:
        cases.seat(case, referral.from_agency_id)
    referral.accept(by.member_id, by.now, case)
    running.on_decision(referral, by.member_id, by.now)
    if earlier is not None:
        last = earlier.closed_at.date() if earlier.closed_at else by.day
        referral.is_repeat = referral.is_repeat or is_repeat(last, by.day)
    if reason:
        _remark_to_sender(referral, by, RemarkKind.REASON, reason)
    return case


def refuse(
    referral: Referral, by: Decider, why: Decline, instead: Alternative, reason: str | None
) -> None:
    """Decline a referral; the sender reads why, and where to go instead."""
    referral.refuse(by.member_id, by.now, why, instead)
    running.on_end(referral, by.member_id, by.now)
    if reason:
        _remark_to_sender(referral, by, RemarkKind.REASON, reason)


def give_back(referral: Referral, by: Decider, question: str | None) -> None:
    """Ask the sender something; the referral waits for the answer."""
    referral.give_back(by.member_id, by.now)
    running.on_decision(referral, by.member_id, by.now)
    _remark_to_sender(referral, by, RemarkKind.QUESTION, question)
    of_them = Member.agency_id == referral.from_agency_id
    tell_those_who(Permission.REFERRAL_WRITE, Kind.WAITS, referral, of_them)


def transfer(referral: Referral, by: Decider, text: str | None) -> None:
    """Note that another county's review took a referral; the sender reads where to."""
    referral.transfer(by.member_id, by.now)
    running.on_end(referral, by.member_id, by.now)
    _remark_to_sender(referral, by, RemarkKind.REASON, text)


def reply(referral: Referral, member_id: UUID, text: str | None, now: datetime) -> None:
    """Answer the coordinator's question, in the sender's words and on the referral's basis."""
    referral.answered()
    running.wait_for_triage(referral, now)
    add(referral, member_id, text, RemarkKind.REPLY)
    tell_those_who(Permission.REFERRAL_TRIAGE, Kind.WAITS, referral)


def add(
    referral: Referral, member_id: UUID, text: str | None, kind: RemarkKind = RemarkKind.ADDITION
) -> None:
    """Write down more about a referral; what was told before stays as it was."""
    db.session.add(
        Remark(
            survivor_id=referral.survivor_id,
            owner_id=referral.from_agency_id,
            referral_id=referral.id,
            kind=kind,
            text=text,
            by_id=member_id,
        )
    )


def _remark_to_sender(referral: Referral, by: Decider, kind: RemarkKind, text: str | None) -> None:
    db.session.add(
        Remark(
            survivor_id=referral.survivor_id,
            owner_id=by.office_id,
            referral_id=referral.id,
            kind=kind,
            text=text,
            by_id=by.member_id,
        )
    )
    answer(referral, by.office_id, by.day)
