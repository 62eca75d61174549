"""On what basis a sender may tell the review, what crosses by it, and for how long.

Defaults that the county's counsel signs off (who-sees-what: "A referral is itself a disclosure").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from safetynet.agencies import Agency, AgencyClass, HostKind
from safetynet.db import db
from safetynet.referrals.models import Referral
from safetynet.referrals.vocabulary import ReferralBasis
from safetynet.sharing import Disclosure, DisclosureBasis
from safetynet.sharing.laws import LAWS, runs_until
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

_TEAM = (
    Category.IDENTITY,
    Category.SAFETY_RISK,
    Category.EXPLOITATION_ACCOUNT,
    Category.PERSONS_OF_CONCERN,
    Category.REFERRAL_NARRATIVE,
)
_REPORT = (
    Category.IDENTITY,
    Category.LOCATION,
    Category.SAFETY_RISK,
    Category.PERSONS_OF_CONCERN,
    Category.REFERRAL_NARRATIVE,
)
"""What a report of suspected child abuse holds (Penal Code 11167(a))."""

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


@dataclass(frozen=True)
class Carried:
    """What crosses by a statute, and for how many days."""

    basis: DisclosureBasis
    categories: tuple[Category, ...]
    days: int
    from_report: bool
    """Whether the days run from a report of suspected abuse (CR-09)."""


CARRIED = {
    ReferralBasis.TEAM_STATUTE: Carried(DisclosureBasis.TEAM_STATUTE, _TEAM, 90, from_report=False),
    ReferralBasis.CHILD_STATUTE: Carried(
        DisclosureBasis.CHILD_STATUTE,
        _TEAM,
        LAWS[DisclosureBasis.CHILD_STATUTE].days,
        from_report=True,
    ),
    ReferralBasis.MANDATED_REPORT: Carried(
        DisclosureBasis.MANDATED_REPORT,
        _REPORT,
        LAWS[DisclosureBasis.MANDATED_REPORT].days,
        from_report=True,
    ),
}


def bases_for(kind: AgencyClass, host: HostKind, *, may_sign: bool) -> tuple[ReferralBasis, ...]:
    """Return what a sender of this class may choose; `may_sign`: the person may record releases.

    On a server of the police or the prosecution, a covered provider's entry would already be a
    disclosure: only coded referrals are left (CR-49).
    """
    if not may_name(kind, host):
        return (ReferralBasis.CODED,)
    return (
        *((ReferralBasis.RELEASE,) if may_sign else ()),
        *((ReferralBasis.TEAM_STATUTE, ReferralBasis.CHILD_STATUTE) if kind in _PERSONNEL else ()),
        *((ReferralBasis.MANDATED_REPORT,) if kind not in _NO_REPORTERS else ()),
        ReferralBasis.CODED,
    )


def may_name(kind: AgencyClass, host: HostKind) -> bool:
    """Say whether a sender may enter names on this server at all (CR-49)."""
    return not (host in _HOSTED_BY_LAW and kind is AgencyClass.VICTIM_SERVICES)


def last_day(basis: ReferralBasis, day: date, reported_on: date | None) -> date:
    """Return the last day on which a statute carries what is told on `day`."""
    carried = CARRIED[basis]
    return runs_until(carried.days, day, reported_on if carried.from_report else None)


def disclose(
    referral: Referral, office: Agency, day: date, reported_on: date | None
) -> Disclosure | None:
    """Let the coordinating office see what the referral's statute carries; None when nothing."""
    if referral.basis not in CARRIED or office.id == referral.from_agency_id:
        return None
    carried = CARRIED[referral.basis]
    told = Disclosure(
        survivor_id=referral.survivor_id,
        from_agency_id=referral.from_agency_id,
        to_agency_id=office.id,
        basis=carried.basis,
        categories=spelled(carried.categories),
        starts_on=day,
        ends_on=last_day(referral.basis, day, reported_on),
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
