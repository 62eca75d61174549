"""The laws under which an agency may tell another without a release, as shipped for California.

Starting points for a county's counsel, not advice. What a county made of them is in
`county_laws`, which everybody asks.
"""

from collections.abc import Mapping
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
    """What a law carries, for how many days, and what it needs; then how far a county may go."""

    days: int
    categories: frozenset[Category]
    needs: frozenset[Need]
    most_days: int
    most: frozenset[Category]
    """The outer limit: kinds and days beyond it no county's counsel can sign off here."""
    recipients: frozenset[AgencyClass] | None = None
    """The classes that may receive; None for every one."""
    extends_once: bool = False
    counsel: str = ""
    """Who signed it off for this county; empty as shipped."""

    @property
    def kinds(self) -> tuple[Category, ...]:
        """What it carries, in the order in which pages name kinds of content."""
        return tuple(kind for kind in Category if kind in self.categories)

    @property
    def runs_from_a_report(self) -> bool:
        """Whether the days count from a report of suspected abuse, and not from the telling."""
        return Need.REPORTED_ON in self.needs

    def last_day(self, day: date, reported_on: date | None) -> date:
        """Return the last day on which it carries what is told on `day`."""
        first = (reported_on or day) if self.runs_from_a_report else day
        return first + timedelta(days=self.days)


Laws = Mapping[DisclosureBasis, Law]
"""The laws that a county uses; one that is absent carries nothing there."""

BY_RELEASE_ALONE = frozenset(
    {
        Category.SUBSTANCE_USE,
        Category.MENTAL_HEALTH,
        Category.REPRODUCTIVE_HIV,
        Category.EDUCATION,
        Category.LEGAL_ADVICE,
        Category.PROGRAMME,
        Category.RESEARCH,
        Category.FILE,
    }
)
"""Under federal law, or the young person's own decision, whatever a state's law says (CR-10,
CR-11), as a file may be too: a release that names it carries it, or a court's order."""
_MOST_URGENT = frozenset(SHAREABLE) - BY_RELEASE_ALONE
_MOST = _MOST_URGENT - {Category.SAFE_CONTACT}
"""A number that somebody dangerous may overhear goes to few, and never by a standing rule."""

TOLD_TO_THE_REVIEW = frozenset(BY_SEAT) - {Category.PLAN, Category.LINKAGE}
REPORTED = frozenset(
    {
        Category.IDENTITY,
        Category.LOCATION,
        Category.SAFETY_RISK,
        Category.PERSONS_OF_CONCERN,
        Category.REFERRAL_NARRATIVE,
    }
)
"""What a report of suspected child abuse holds (Penal Code 11167(a)): who, where, what is feared
and by whom. The account of exploitation itself is not in it."""
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

OUT_OF_THE_COUNTY = frozenset({DisclosureBasis.MANDATED_REPORT, DisclosureBasis.EMERGENCY})
"""What may tell an agency of another county. Penal Code 13753 and WIC 18961.7 speak of the members
of this county's teams; what a court or a lawyer gets goes through the desk."""

LAWS: Laws = {
    # Around the table the same law is a seat's (rights.BY_SEAT), which no county changes here.
    DisclosureBasis.TEAM_STATUTE: Law(
        days=90,
        most_days=365,
        categories=TOLD_TO_THE_REVIEW,
        most=TOLD_TO_THE_REVIEW
        | {Category.LOCATION, Category.JUVENILE_COURT, Category.CHILD_WELFARE},
        needs=frozenset(),
    ),
    DisclosureBasis.CHILD_STATUTE: Law(
        days=30,
        most_days=30,
        categories=frozenset(BY_SEAT),
        most=_MOST,
        needs=frozenset({Need.REPORTED_ON, Need.VERIFIED}),
        extends_once=True,
    ),
    DisclosureBasis.MANDATED_REPORT: Law(
        days=30,
        most_days=90,
        categories=REPORTED,
        most=_MOST,
        needs=frozenset({Need.REPORTED_ON}),
        # Penal Code 11165.9: police, sheriff, probation where designated, county welfare.
        recipients=frozenset(
            {AgencyClass.LAW_ENFORCEMENT, AgencyClass.PROBATION, AgencyClass.CHILD_WELFARE}
        ),
    ),
    DisclosureBasis.CASE_FILE: Law(
        days=90,
        most_days=365,
        categories=frozenset({Category.JUVENILE_COURT}),
        most=frozenset({Category.JUVENILE_COURT, Category.CHILD_WELFARE}),
        needs=frozenset({Need.REFERENCE}),
    ),
    DisclosureBasis.COURT_ORDER: Law(
        days=365,
        most_days=365,
        categories=frozenset(SHAREABLE),
        most=frozenset(SHAREABLE),
        needs=frozenset({Need.REFERENCE, Need.JUDGE, Need.REASON}),
    ),
    DisclosureBasis.EMERGENCY: Law(
        days=3,
        most_days=7,
        categories=URGENT,
        most=_MOST_URGENT,
        needs=frozenset({Need.REASON}),
    ),
}
