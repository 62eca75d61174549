"""How pages speak of the laws under which an agency may tell another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from safetynet.sharing.grid import SHAREABLE
from safetynet.sharing.laws import Law, Need
from safetynet.sharing.models import DisclosureBasis
from safetynet.sharing.telling import Lack
from safetynet.sharing.words import kinds_said

LAW_WORDS = {
    DisclosureBasis.CHILD_STATUTE: _l("Child abuse team (WIC 18961.7)"),
    DisclosureBasis.MANDATED_REPORT: _l("Mandated report (Penal Code 11166)"),
    DisclosureBasis.CASE_FILE: _l("Juvenile case file, to somebody whom WIC 827 names"),
    DisclosureBasis.COURT_ORDER: _l("Court order"),
    DisclosureBasis.EMERGENCY: _l("Emergency, to keep somebody alive"),
}
"""The laws that a person may choose; the others come of seats and referrals."""

BY_LAW_WORDS = LAW_WORDS | {
    DisclosureBasis.TEAM_STATUTE: _l("Review team (Penal Code 13753)"),
    DisclosureBasis.ANSWER: _l("Answer to a referral"),
}

NEED_WORDS = {
    Need.REPORTED_ON: _l("the day of the report of suspected abuse"),
    Need.VERIFIED: _l("that everybody who takes part was identified"),
    Need.REFERENCE: _l("the order’s number, or the paragraph that names the recipient"),
    Need.JUDGE: _l("who ordered it, and when"),
    Need.REASON: _l("why, in a sentence"),
}


def days_said(law: Law) -> str:
    """Return for how long a law carries, and from when its days count."""
    if law.runs_from_a_report:
        said = ngettext("%(num)d day from the report", "%(num)d days from the report", law.days)
    else:
        said = ngettext("%(num)d day", "%(num)d days", law.days)
    return str(said)


def carried_said(law: Law) -> str:
    """Return what a law carries, within a sentence."""
    if law.categories == frozenset(SHAREABLE):
        return str(_("every kind of content, except privileged notes and the team’s own words"))
    return kinds_said(law.kinds)


def needs_said(law: Law) -> str:
    """Return what must be written down before a law carries anything; "" for nothing."""
    return "; ".join(str(word) for need, word in NEED_WORDS.items() if need in law.needs)


def law_said(law: Law | None) -> str:
    """Return in one line how a county uses a law."""
    if law is None:
        return str(_("Not used in this county"))
    return str(_("%(days)s: %(kinds)s", days=days_said(law), kinds=carried_said(law)))


def with_days(words: Any, law: Law) -> str:
    """Return a law's name with its days, as a choice says it."""
    return str(_("%(law)s: %(days)s", law=words, days=days_said(law)))


@dataclass(frozen=True)
class LawSaid:
    """A law as people read it where they tell by it."""

    name: str
    carries: str
    needs: str
    counsel: str
    """Who signed it off; empty as shipped."""


def each_said(words: Mapping[Any, Any], laws: Mapping[Any, Law]) -> list[LawSaid]:
    """Return, of the laws for which there are words, those that are in use."""
    return [
        LawSaid(str(word), law_said(laws[key]), needs_said(laws[key]), laws[key].counsel)
        for key, word in words.items()
        if key in laws
    ]


LACK_WORDS = {
    Lack.NOT_USED: _l("This county tells nothing by this law"),
    Lack.NOTHING: _l("Choose what is told"),
    Lack.NOT_CARRIED: _l("This law does not carry one of these; a release would"),
    Lack.COVERED: _l(
        "A victim services agency tells by release, court order or mandated report only"
    ),
    Lack.RECIPIENT: _l("Such a report goes to the police, probation or child welfare"),
    Lack.ELSEWHERE: _l(
        "That law tells nobody in another county: a report of suspected abuse does, an emergency, "
        "or a release"
    ),
    Lack.CONFLICT: _l("To this agency only a court’s order or a mandated report carries anything"),
    Lack.MATTER: _l("To this agency only a release or a court’s order carries this"),
    Lack.NO_REPORT: _l("Enter the day of the report; the law’s days run from it"),
    Lack.AHEAD: _l("That day has not come yet"),
    Lack.OVER: _l("The days of this law are over; a new report begins new ones"),
    Lack.NOT_VERIFIED: _l("Make sure first who takes part in the exchange"),
    Lack.NO_REFERENCE: _l("Enter the order’s number, or the paragraph that names the recipient"),
    Lack.NO_JUDGE: _l("Enter who ordered it, and when"),
    Lack.NO_REASON: _l("Write why, in a sentence: 20 characters at least"),
    Lack.TOO_LONG: _l("Choose a day from today to the law’s own last day"),
}
"""What keeps a law from carrying something, said at the field where it can be mended."""
