import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from safetynet.access import current_actor
from safetynet.cases import Case
from safetynet.db import db
from safetynet.referrals import Referral, referrals_by_survivor, referrals_numbered
from safetynet.search.likeness import ALIKE, Sought
from safetynet.survivors import Name, names_by_survivor, scan_names

MOST = 50
"""Hits shown; somebody who sees more than these will not find her among them."""
_NUMBER = re.compile(r"(?:SN-?)?(?:(\d{4})-)?(\d{1,6})", re.IGNORECASE)
_REFERRAL = re.compile(r"R-\d{4}-\d{1,6}", re.IGNORECASE)


@dataclass(frozen=True)
class Hit:
    """Somebody who may be meant: her visible names, and where her visible record opens."""

    case: Case | None
    names: Sequence[Name]
    referral: Referral | None = None
    """Looked up only where there is no case: the way in to somebody who was just referred."""
    shared: UUID | None = None
    """Who it is, where another agency shares something and there is neither case nor referral."""


def by_number(typed: str) -> list[Hit]:
    """Return the visible cases whose number is, begins or ends like what was typed.

    Somebody who was referred and has no case is found by the referral's number.
    """
    if _REFERRAL.fullmatch(typed):
        return _referred(typed.upper())
    if not (match := _NUMBER.fullmatch(typed)):
        return []
    year, digits = match.groups()
    begins = typed.upper() if typed.upper().startswith("SN-") else f"SN-{typed}"
    alike = [Case.number.startswith(begins, autoescape=True)]
    alike.append(Case.number == f"SN-{year}-{digits.zfill(3)}" if year else _ending(digits))
    found = db.session.scalars(
        select(Case).where(or_(*alike)).order_by(Case.number.desc()).limit(MOST)
    ).all()
    names = names_by_survivor(case.survivor_id for case in found)
    return [Hit(case, names.get(case.survivor_id, [])) for case in found]


def _ending(digits: str) -> ColumnElement[bool]:
    return Case.number.endswith(f"-{digits.zfill(3)}", autoescape=True)


def _referred(number: str) -> list[Hit]:
    found = {one.survivor_id: one for one in referrals_numbered(number, MOST)}
    names, cases = names_by_survivor(found), _cases_of(list(found))
    return [Hit(cases.get(her), names.get(her, []), one) for her, one in found.items()]


def by_name(typed: str) -> list[Hit]:
    """Return who has a visible name like what was typed, the most alike first."""
    sought = Sought(typed)
    best: dict[UUID, float] = {}
    for survivor, name in scan_names():
        score = sought.likeness(name)
        if score >= ALIKE and score > best.get(survivor, 0.0):
            best[survivor] = score
    shown = sorted(best, key=lambda survivor: -best[survivor])[:MOST]
    names = names_by_survivor(shown)
    cases = _cases_of(shown)
    referred = referrals_by_survivor([survivor for survivor in shown if survivor not in cases])
    shared = current_actor().rights.shared_about - cases.keys() - referred.keys()
    return [
        Hit(cases.get(her), names.get(her, []), referred.get(her), her if her in shared else None)
        for her in shown
    ]


def _cases_of(survivors: Sequence[UUID]) -> dict[UUID, Case]:
    """Return each survivor's latest visible case."""
    found = db.session.scalars(
        select(Case).where(Case.survivor_id.in_(survivors)).order_by(Case.opened_on, Case.number)
    )
    return {case.survivor_id: case for case in found}
