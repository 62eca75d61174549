"""The laws as this county uses them: what its counsel signed off or, until then, what is shipped.

Asked where somebody tells or refers, once for a page; no other page pays for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import TypeVar

from sqlalchemy import select

from safetynet.db import db
from safetynet.sharing.law_settings import ByCounsel, LawSetting
from safetynet.sharing.laws import LAWS, Law, Laws
from safetynet.sharing.models import DisclosureBasis
from safetynet.vault import Category

S = TypeVar("S", bound=ByCounsel)


def settings() -> Sequence[LawSetting]:
    """Return every change that was proposed, confirmed or refused, the newest first."""
    return db.session.scalars(select(LawSetting).order_by(LawSetting.created_at.desc())).all()


def laws_on(day: date) -> Laws:
    """Return the laws that the county uses on a day; one statement."""
    return laws_by(settings(), day)


def law_on(basis: DisclosureBasis, day: date) -> Law | None:
    """Return one law as the county uses it on a day, or None where it does not."""
    return laws_on(day).get(basis)


def laws_by(found: Iterable[LawSetting], day: date) -> Laws:
    """Return the laws that these settings leave on a day."""
    said = in_force(found, day)
    laws = {
        basis: law_by(said[basis]) if basis in said else shipped for basis, shipped in LAWS.items()
    }
    return {basis: law for basis, law in laws.items() if law is not None}


def in_force(found: Iterable[LawSetting], day: date) -> dict[DisclosureBasis, LawSetting]:
    """Return the setting that holds for each law on a day, where one does."""
    return {one.law: one for one in begun(found, day)}


def begun(found: Iterable[S], day: date) -> list[S]:
    """Return what counsel signed off and holds on a day; of two about one thing the last counts.

    That is the one that began last; of those of one day the one that was confirmed last.
    """
    held = [
        (holds_from, one.decided_at, one)
        for one in found
        if (holds_from := one.holds_from) is not None and holds_from <= day
    ]
    return [one for _since, _at, one in sorted(held, key=itemgetter(0, 1))]


def law_by(setting: LawSetting) -> Law | None:
    """Return a law as a setting leaves it, or None where it says that the county uses it not.

    Whatever was saved, the outer limit holds.
    """
    law = LAWS[setting.law]
    kinds = law.most.intersection(map(Category, setting.categories))
    if not (setting.is_used and kinds):
        return None
    days = min(setting.days, law.most_days)
    return replace(law, days=days, categories=kinds, counsel=setting.counsel)
