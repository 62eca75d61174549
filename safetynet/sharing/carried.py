"""What releases and disclosures carry to an agency, verified again only when one changed."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from flask import current_app
from sqlalchemy import BindParameter, ColumnElement, and_

from safetynet import clock
from safetynet.access import Basis
from safetynet.db import gather, is_genuine
from safetynet.db.spelling import AGENCIES_AT_ONCE, Asked, spelled
from safetynet.sharing.keys import shared_by, with_keys
from safetynet.sharing.models import Disclosure, DisclosureBasis, Release, TeamSeat
from safetynet.vault import Category, Triple

G = TypeVar("G", TeamSeat, Release, Disclosure)
Day = date | BindParameter[date]

RELEASE = "release"
OPENS_COVERED = frozenset(
    {DisclosureBasis.MANDATED_REPORT, DisclosureBasis.ANSWER, DisclosureBasis.COURT_ORDER}
)
"""The laws that oblige a covered provider to tell (CR-02)."""


@dataclass(frozen=True)
class _Read:
    """What was verified, and the wording of rows that it stands for."""

    wording: tuple[str, ...]
    covered: Set[UUID]
    carried: Mapping[Triple, Basis]


def spelled_grants(agency: Asked, day: Day) -> tuple[ColumnElement[Any], ...]:
    """Return the grants in force to an agency as two texts, to notice any change by."""
    release, disclosure = Release.__table__.c, Disclosure.__table__.c
    return (
        spelled(
            (
                *(release.id, release.survivor_id, release.from_agency_id),
                *(release.categories, release.starts_on, release.ends_on),
            ),
            _released_to(agency, day),
        ),
        spelled(
            (
                *(disclosure.id, disclosure.survivor_id, disclosure.from_agency_id),
                *(disclosure.basis, disclosure.categories),
                *(disclosure.starts_on, disclosure.ends_on),
            ),
            _disclosed_to(agency, day),
        ),
    )


def carried_to(
    agency: UUID, day: date, wording: tuple[str, ...], covered: Set[UUID]
) -> Mapping[Triple, Basis]:
    """Return what single grants carry to an agency; `wording` is what `spelled_grants` says now."""
    known: dict[UUID, _Read] = current_app.extensions.setdefault("carried grants", {})
    held = known.get(agency)
    if held is None or (held.wording, held.covered) != (wording, covered):
        if len(known) >= AGENCIES_AT_ONCE:
            known.clear()
        carried = _read(agency, day, covered) if any(wording) else {}
        held = known[agency] = _Read(wording, covered, carried)
    return held.carried


def _read(agency: UUID, day: date, covered: Set[UUID]) -> Mapping[Triple, Basis]:
    found = gather({Disclosure: _disclosed_to(agency, day), Release: _released_to(agency, day)})
    carried: dict[Triple, Basis] = {}
    for told in genuine(found.of(Disclosure)):
        carried |= by_disclosure(told, covered)
    for release in with_keys(genuine(found.of(Release))):
        carried |= by_release(release)
    return carried


def _released_to(agency: Asked, day: Day) -> ColumnElement[bool]:
    return and_(
        Release.to_agency_id == agency,
        Release.revoked_at.is_(None),
        Release.starts_on <= day,
        Release.ends_on >= day,
    )


def _disclosed_to(agency: Asked, day: Day) -> ColumnElement[bool]:
    return and_(
        Disclosure.to_agency_id == agency,
        Disclosure.ended_at.is_(None),
        Disclosure.starts_on <= day,
        Disclosure.ends_on >= day,
    )


def by_disclosure(told: Disclosure, covered: Set[UUID]) -> dict[Triple, Basis]:
    """Return what a law carries to its recipient; no team statute opens a covered one (CR-02)."""
    if told.from_agency_id in covered and told.basis not in OPENS_COVERED:
        return {}
    basis = Basis(told.basis.value, clock.end_of(told.ends_on), told.id)
    return {
        Triple(told.survivor_id, told.from_agency_id, Category(category)): basis
        for category in told.categories
        if Category(category) is not Category.PRIVILEGED
    }


def by_release(release: Release) -> dict[Triple, Basis]:
    """Return what a release carries to its recipient; privileged notes never (CR-13)."""
    basis = Basis(RELEASE, clock.end_of(release.ends_on), release.id, release.id)
    return dict.fromkeys(shared_by(release), basis)


def genuine(grants: Iterable[G]) -> list[G]:
    """Keep the grants that the application itself wrote; the others open nothing."""
    return [grant for grant in grants if is_genuine(grant)]
