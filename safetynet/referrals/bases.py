"""On what basis a sender may tell the review, what crosses by it, and for how long.

A referral is itself a disclosure; by which laws, and for how long, the county's counsel says
(`sharing.county_laws`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from safetynet.agencies import Agency, AgencyClass, HostKind
from safetynet.db import db
from safetynet.referrals.models import Referral
from safetynet.referrals.vocabulary import ReferralBasis
from safetynet.sharing import Disclosure, DisclosureBasis
from safetynet.sharing.laws import Law, Laws
from safetynet.vault import Category

_PERSONNEL = frozenset(
    {
        AgencyClass.LAW_ENFORCEMENT,
        AgencyClass.PROSECUTION,
        AgencyClass.PROBATION,
        AgencyClass.CHILD_WELFARE,
        AgencyClass.COORDINATING,
    }
)
"""State statutes lift state duties only: health (HIPAA), substance use (42 CFR Part 2), education
(FERPA) and covered victim services (VAWA, VOCA, FVPSA) stay bound by federal law."""
_NO_REPORTERS = frozenset({AgencyClass.DEFENCE})
"""Counsel hears in confidence and is no mandated reporter."""
_HOSTED_BY_LAW = frozenset({HostKind.LAW_ENFORCEMENT, HostKind.PROSECUTION})

RELEASABLE = (
    Category.IDENTITY,
    Category.REFERRAL_NARRATIVE,
    Category.SAFETY_RISK,
    Category.SAFE_CONTACT,
    Category.LOCATION,
    Category.EXPLOITATION_ACCOUNT,
    Category.PERSONS_OF_CONCERN,
    Category.JUVENILE_COURT,
    Category.CHILD_WELFARE,
    Category.EDUCATION,
)
"""What a release may name here: the kinds of content a referral holds."""
USUALLY_RELEASED = RELEASABLE[:3]
ANSWER_DAYS = 90


STATUTES = {
    ReferralBasis.TEAM_STATUTE: DisclosureBasis.TEAM_STATUTE,
    ReferralBasis.CHILD_STATUTE: DisclosureBasis.CHILD_STATUTE,
    ReferralBasis.MANDATED_REPORT: DisclosureBasis.MANDATED_REPORT,
}
"""The laws that let a sender tell the review."""

Carried = Mapping[ReferralBasis, Law]
"""What crosses with a referral by each law that the county uses."""


def carried_by(laws: Laws) -> Carried:
    """Return what a referral carries by the county's laws: of their kinds those that it holds."""
    held = {
        basis: replace(laws[law], categories=laws[law].categories.intersection(RELEASABLE))
        for basis, law in STATUTES.items()
        if law in laws
    }
    return {basis: law for basis, law in held.items() if law.categories}


def bases_for(
    kind: AgencyClass, host: HostKind, carried: Carried, *, may_sign: bool
) -> tuple[ReferralBasis, ...]:
    """Return what a sender of this class may choose; `may_sign`: the person may record releases.

    `carried` says which laws the county uses.

    On a server of the police or the prosecution, a covered provider's entry would already be a
    disclosure: only coded referrals are left (CR-49).
    """
    if not may_name(kind, host):
        return (ReferralBasis.CODED,)
    fitting = (
        *((ReferralBasis.TEAM_STATUTE, ReferralBasis.CHILD_STATUTE) if kind in _PERSONNEL else ()),
        *((ReferralBasis.MANDATED_REPORT,) if kind not in _NO_REPORTERS else ()),
    )
    return (
        *((ReferralBasis.RELEASE,) if may_sign else ()),
        *(basis for basis in fitting if basis in carried),
        ReferralBasis.CODED,
    )


def may_name(kind: AgencyClass, host: HostKind) -> bool:
    """Say whether a sender may enter names on this server at all (CR-49)."""
    return not (host in _HOSTED_BY_LAW and kind is AgencyClass.VICTIM_SERVICES)


def disclose(
    referral: Referral, office: Agency, law: Law | None, day: date, reported_on: date | None
) -> Disclosure | None:
    """Let the coordinating office see what the referral's law carries; None when nothing.

    `law` is what `carried_by` says of the referral's basis.
    """
    if law is None or referral.basis is None or office.id == referral.from_agency_id:
        return None
    told = Disclosure(
        survivor_id=referral.survivor_id,
        from_agency_id=referral.from_agency_id,
        to_agency_id=office.id,
        basis=STATUTES[referral.basis],
        categories=spelled(law.kinds),
        starts_on=day,
        ends_on=law.last_day(day, reported_on),
    )
    db.session.add(told)
    return told


def answer(referral: Referral, from_agency: UUID, day: date) -> None:
    """Let the sender read the office's own words on this referral."""
    if from_agency == referral.from_agency_id:
        return
    db.session.add(
        Disclosure(
            survivor_id=referral.survivor_id,
            from_agency_id=from_agency,
            to_agency_id=referral.from_agency_id,
            basis=DisclosureBasis.ANSWER,
            categories=spelled([Category.REFERRAL_NARRATIVE]),
            starts_on=day,
            ends_on=day + timedelta(days=ANSWER_DAYS),
        )
    )


def spelled(categories: Iterable[Category]) -> list[str]:
    return [category.value for category in categories]
