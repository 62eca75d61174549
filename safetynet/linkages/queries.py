from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from safetynet import clock
from safetynet.cases import Case, brings_partners
from safetynet.db import db
from safetynet.directory import Service
from safetynet.linkages.life import TAKEN_ON, UNANSWERED, LinkageStatus
from safetynet.linkages.models import Linkage, LinkageNote, LinkageStep
from safetynet.sharing import BY_SEAT, Release, releases_about, seats_of


def linkages_of(case: Case) -> Sequence[Linkage]:
    """Return a case's visible linkages with their services, what moved last first."""
    return db.session.scalars(
        _with_service()
        .where(Linkage.case_id == case.id)
        .order_by(Linkage.status_at.desc(), Linkage.id)
    ).all()


def known_in(case_id: UUID) -> Sequence[Linkage]:
    """Return a case's visible linkages by name of their service, but for those that tell by
    themselves what the law keeps apart: another row must not lead to them."""
    found = db.session.scalars(
        _with_service().where(Linkage.case_id == case_id, Linkage.compartment.is_(None))
    )
    return sorted(found, key=lambda one: (one.service.name, one.id))


def to_answer(agency_id: UUID, most: int | None = None) -> Sequence[Linkage]:
    """Return what was sent to an agency and not answered yet, the oldest first."""
    return db.session.scalars(
        _with_service()
        .where(Linkage.provider_agency_id == agency_id, Linkage.status.in_(UNANSWERED))
        .order_by(Linkage.sent_at, Linkage.id)
        .limit(most)
    ).all()


def inbox_of(agency_id: UUID) -> Sequence[Linkage]:
    """Return what waits for an answer, what nobody looked at yet before what was received."""
    return sorted(to_answer(agency_id), key=lambda one: one.status is LinkageStatus.RECEIVED)


def linkage_named(linkage_id: UUID) -> Linkage | None:
    return db.session.scalars(_with_service().where(Linkage.id == linkage_id)).one_or_none()


def under_way_with(agency_id: UUID) -> Sequence[Linkage]:
    """Return what an agency has taken on or lets wait, what moved last first."""
    return db.session.scalars(
        _with_service()
        .where(
            Linkage.provider_agency_id == agency_id,
            Linkage.status.in_(TAKEN_ON | {LinkageStatus.WAITLISTED}),
        )
        .order_by(Linkage.status_at.desc(), Linkage.id)
    ).all()


def offered_by(agency_id: UUID) -> Sequence[Linkage]:
    """Return what an agency offered and has not closed, what moved last first."""
    return db.session.scalars(
        _with_service()
        .where(Linkage.offered_by_id == agency_id, Linkage.status != LinkageStatus.CLOSED)
        .order_by(Linkage.status_at.desc(), Linkage.id)
    ).all()


def standing_still(agency_id: UUID, since: datetime, most: int) -> Sequence[Linkage]:
    """Return what an agency offered that was declined, or sent before `since` without an answer."""
    moved = func.coalesce(Linkage.sent_at, Linkage.status_at)
    return db.session.scalars(
        _with_service()
        .where(
            Linkage.offered_by_id == agency_id,
            or_(
                Linkage.status == LinkageStatus.DECLINED,
                and_(Linkage.status.in_(UNANSWERED), moved < since),
            ),
        )
        .order_by(moved.desc(), Linkage.id)
        .limit(most)
    ).all()


def appointments_until(agency_id: UUID, day: date, most: int) -> Sequence[Linkage]:
    """Return those with an appointment up to a day of which nobody said yet how it went."""
    return db.session.scalars(
        _with_service()
        .where(
            Linkage.status == LinkageStatus.APPOINTMENT_OFFERED,
            Linkage.on <= day,
            or_(Linkage.provider_agency_id == agency_id, Linkage.offered_by_id == agency_id),
        )
        .order_by(Linkage.on, Linkage.id)
        .limit(most)
    ).all()


def not_settled_since(moment: datetime) -> Sequence[Linkage]:
    """Return what was sent at that moment or later and is not answered, and the appointments from
    that day on of which nobody said how they went."""
    return db.session.scalars(
        select(Linkage)
        .where(
            or_(
                and_(Linkage.status.in_(UNANSWERED), Linkage.sent_at >= moment),
                and_(
                    Linkage.status == LinkageStatus.APPOINTMENT_OFFERED,
                    Linkage.on >= clock.day_of(moment),
                ),
            )
        )
        .order_by(Linkage.sent_at, Linkage.id)
    ).all()


def sender_of(linkage_id: UUID) -> UUID | None:
    """Return who sent a linkage, wherever she works now."""
    return db.session.scalars(
        select(LinkageStep.member_id).where(
            LinkageStep.linkage_id == linkage_id, LinkageStep.after == LinkageStatus.SENT
        )
    ).first()


def services_tried(linkage: Linkage) -> set[UUID]:
    """Return the services that were offered in the same case already, as far as one may know."""
    wanted = select(Linkage.service_id).where(Linkage.case_id == linkage.case_id)
    return set(db.session.scalars(wanted))


def unanswered() -> Sequence[Linkage]:
    """Return all visible linkages that wait for a provider."""
    return db.session.scalars(
        _with_service().where(Linkage.status.in_(UNANSWERED)).order_by(Linkage.sent_at, Linkage.id)
    ).all()


@brings_partners
def providers_of(case_id: UUID) -> frozenset[UUID]:
    """Return the agencies that took a young person on, seat or no seat.

    Not those whose service alone would tell too much: a step of theirs would be known to the table.
    """
    return frozenset(
        agency_id
        for agency_id in db.session.scalars(
            select(Linkage.provider_agency_id).where(
                Linkage.case_id == case_id,
                Linkage.status.in_(TAKEN_ON),
                Linkage.compartment.is_(None),
            )
        )
        if agency_id
    )


def steps_of(linkage: Linkage) -> Sequence[LinkageStep]:
    return db.session.scalars(
        select(LinkageStep)
        .where(LinkageStep.linkage_id == linkage.id)
        .options(joinedload(LinkageStep.agency), joinedload(LinkageStep.member))
        .order_by(LinkageStep.created_at)
    ).all()


def notes_on(linkage: Linkage) -> Sequence[LinkageNote]:
    """Return the notes that reach this viewer, oldest first."""
    return db.session.scalars(
        select(LinkageNote)
        .where(LinkageNote.linkage_id == linkage.id)
        .options(joinedload(LinkageNote.member))
        .order_by(LinkageNote.created_at)
    ).all()


@dataclass(frozen=True)
class Reach:
    """Whether the provider reads what the offering agency writes here, and why."""

    by_seat: bool = False
    released_until: date | None = None
    seated: bool = False
    """Whether the provider's seat at the table opens anything else of the offering agency's."""

    def __bool__(self) -> bool:
        return self.by_seat or self.released_until is not None


def reach_of(linkage: Linkage, day: date) -> Reach:
    """Say what carries the offering agency's words on a linkage to the provider today."""
    if linkage.provider_agency_id is None:
        return Reach()
    ends = [
        release.ends_on
        for release in releases_carrying(linkage, day)
        if linkage.category in release.categories
    ]
    if ends:
        return Reach(released_until=max(ends))
    at_the_table = {seat.agency_id for seat in seats_of(linkage.case_id)}
    seated = not linkage.offered_by.is_covered and linkage.provider_agency_id in at_the_table
    return Reach(by_seat=seated and linkage.category in BY_SEAT, seated=seated)


def releases_carrying(linkage: Linkage, day: date) -> list[Release]:
    """Return the releases in force from those who offer to those who give."""
    if linkage.provider_agency_id is None:
        return []
    return [
        release
        for release in releases_about(linkage.survivor_id)
        if release.from_agency_id == linkage.offered_by_id
        and release.to_agency_id == linkage.provider_agency_id
        and release.is_in_force_on(day)
    ]


def shared_at_sending(linkage: Linkage, steps: Sequence[LinkageStep]) -> list[Release]:
    """Return the releases under which it was sent, as far as this viewer may know of them."""
    ids = {release_id for step in steps for release_id in step.release_ids or ()}
    return [one for one in releases_about(linkage.survivor_id) if str(one.id) in ids]


def _with_service() -> Select[Linkage]:
    return select(Linkage).options(
        joinedload(Linkage.service).joinedload(Service.organization),
        joinedload(Linkage.provider_agency),
        joinedload(Linkage.offered_by),
    )
