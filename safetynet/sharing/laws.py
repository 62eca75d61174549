"""The laws under which an agency may tell another without a release, as shipped for California.

Starting points for a county's counsel, not advice.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from safetynet.agencies import AgencyClass
from safetynet.sharing.grid import SHAREABLE
from safetynet.sharing.models import DisclosureBasis
from safetynet.sharing.rights import BY_SEAT
from safetynet.vault import Category


class Need(StrEnum):
    """What must be written down before a law carries anything; also the names of the fields."""

    REPORTED_ON = "reported_on"
    """The day of a report of suspected abuse; its days run from there."""
    VERIFIED = "identities_verified"
    """Who takes part in the exchange was identified (WIC 18961.7)."""
    REFERENCE = "reference"
    """Of a court's order, or the paragraph that names the recipient."""
    JUDGE = "judge"
    REASON = "reason"


@dataclass(frozen=True)
class Law:
    """What a law carries, for how many days, and what it needs."""

    days: int
    categories: frozenset[Category]
    needs: frozenset[Need]
    recipients: frozenset[AgencyClass] | None = None
    """The classes that may receive; None for every one."""
    extends_once: bool = False


REPORTED = frozenset(
    {
        Category.IDENTITY,
        Category.LOCATION,
        Category.SAFETY_RISK,
        Category.EXPLOITATION_ACCOUNT,
        Category.PERSONS_OF_CONCERN,
        Category.REFERRAL_NARRATIVE,
    }
)
"""What a report of suspected child abuse holds (Penal Code 11167(a))."""
URGENT = frozenset(
    {
        Category.IDENTITY,
        Category.SAFE_CONTACT,
        Category.LOCATION,
        Category.SAFETY_RISK,
        Category.PERSONS_OF_CONCERN,
        Category.HEALTH,
    }
)
"""What somebody needs to keep her alive tonight."""

LAWS: dict[DisclosureBasis, Law] = {
    DisclosureBasis.CHILD_STATUTE: Law(
        days=30,
        categories=frozenset(BY_SEAT),
        needs=frozenset({Need.REPORTED_ON, Need.VERIFIED}),
        extends_once=True,
    ),
    DisclosureBasis.MANDATED_REPORT: Law(
        days=30,
        categories=REPORTED,
        needs=frozenset({Need.REPORTED_ON}),
        # Penal Code 11165.9: police, sheriff, probation where designated, county welfare.
        recipients=frozenset(
            {AgencyClass.LAW_ENFORCEMENT, AgencyClass.PROBATION, AgencyClass.CHILD_WELFARE}
        ),
    ),
    DisclosureBasis.CASE_FILE: Law(
        days=90,
        categories=frozenset({Category.JUVENILE_COURT}),
        needs=frozenset({Need.REFERENCE}),
    ),
    DisclosureBasis.COURT_ORDER: Law(
        days=365,
        categories=frozenset(SHAREABLE),
        needs=frozenset({Need.REFERENCE, Need.JUDGE, Need.REASON}),
    ),
    DisclosureBasis.EMERGENCY: Law(days=3, categories=URGENT, needs=frozenset({Need.REASON})),
}


def last_day(basis: DisclosureBasis, day: date, reported_on: date | None) -> date:
    """Return the last day on which a law carries what is told on `day`."""
    law = LAWS[basis]
    return runs_until(law.days, day, reported_on if Need.REPORTED_ON in law.needs else None)


def runs_until(days: int, day: date, reported_on: date | None) -> date:
    """Return the last of so many days, from the report where they run from it, or from `day`."""
    return (reported_on or day) + timedelta(days=days)
