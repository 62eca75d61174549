from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from safetynet.db import db, is_genuine
from safetynet.sharing.models import (
    Disclosure,
    DisclosureBasis,
    DisclosureTerms,
    Release,
    ReleaseTerms,
    TeamSeat,
)
from safetynet.vault import Triple


def seats_of(case_id: UUID) -> Sequence[TeamSeat]:
    """Return the agencies at a case's table now, in the order they came."""
    return db.session.scalars(
        select(TeamSeat)
        .where(TeamSeat.case_id == case_id, TeamSeat.ended_at.is_(None))
        .order_by(TeamSeat.created_at)
    ).all()


def seats_about(survivor_id: UUID, agency_id: UUID) -> Sequence[TeamSeat]:
    """Return an agency's live seats at the tables of a survivor's cases."""
    return db.session.scalars(
        select(TeamSeat).where(
            TeamSeat.survivor_id == survivor_id,
            TeamSeat.agency_id == agency_id,
            TeamSeat.ended_at.is_(None),
        )
    ).all()


def releases_about(survivor_id: UUID) -> Sequence[Release]:
    """Return the releases of one survivor that this viewer may know of, latest end first."""
    return db.session.scalars(
        select(Release).where(Release.survivor_id == survivor_id).order_by(Release.ends_on.desc())
    ).all()


def in_force_from(agency_id: UUID, day: date) -> Sequence[Release]:
    """Return the releases that an agency obtained and that work, or will; the first end first."""
    return db.session.scalars(
        select(Release)
        .where(
            Release.from_agency_id == agency_id,
            Release.revoked_at.is_(None),
            Release.ends_on >= day,
        )
        .order_by(Release.ends_on, Release.created_at)
    ).all()


def terms_of(release_id: UUID) -> ReleaseTerms | None:
    """Return what was said at signing; None to everybody but the agency that wrote it."""
    return db.session.scalars(
        select(ReleaseTerms).where(ReleaseTerms.release_id == release_id)
    ).one_or_none()


def disclosure_terms_of(disclosure_id: UUID) -> DisclosureTerms | None:
    """Return why a law carried it; None to everybody but the agency that told it."""
    return db.session.scalars(
        select(DisclosureTerms).where(DisclosureTerms.disclosure_id == disclosure_id)
    ).one_or_none()


def disclosures_about(survivor_id: UUID) -> Sequence[Disclosure]:
    """Return what was told of one survivor under a law, as this viewer may know it."""
    return db.session.scalars(
        select(Disclosure)
        .where(Disclosure.survivor_id == survivor_id)
        .order_by(Disclosure.ends_on.desc())
    ).all()


def is_ordered(triple: Triple, agency_id: UUID, day: date) -> bool:
    """Say whether a court's order that is on record gives an agency content of another's."""
    orders = db.session.scalars(
        select(Disclosure).where(
            Disclosure.survivor_id == triple.survivor,
            Disclosure.from_agency_id == triple.owner,
            Disclosure.to_agency_id == agency_id,
            Disclosure.basis == DisclosureBasis.COURT_ORDER,
        )
    )
    return any(
        order.is_in_force_on(day) and triple.category in order.categories and is_genuine(order)
        for order in orders
    )
