"""What every form asks about the law by which a sender tells the review."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import ValidationError

from safetynet.referrals.bases import Carried
from safetynet.referrals.vocabulary import ReferralBasis
from safetynet.referrals.words import BASIS_WORDS
from safetynet.sharing.law_words import LawSaid, each_said, with_days
from safetynet.sharing.laws import Law


def basis_words(bases: Iterable[ReferralBasis], carried: Carried) -> dict[ReferralBasis, Any]:
    """Return the bases as choices say them, each law with its days."""
    return {
        basis: with_days(BASIS_WORDS[basis], carried[basis])
        if basis in carried
        else BASIS_WORDS[basis]
        for basis in bases
    }


def carries_said(bases: Iterable[ReferralBasis], carried: Carried) -> Sequence[LawSaid]:
    """Return in words what crosses by each of the bases that is a law."""
    return each_said(BASIS_WORDS, {basis: carried[basis] for basis in bases if basis in carried})


def check_report(law: Law | None, reported_on: date | None, today: date) -> None:
    """Let a law that runs from a report have its day, and not have run out (CR-09).

    Raises ValidationError.
    """
    if law is None or not law.runs_from_a_report:
        return
    if reported_on is None:
        raise ValidationError(_("Say when the report was made"))
    if reported_on > today:
        raise ValidationError(_("The report cannot lie in the future"))
    if law.last_day(today, reported_on) < today:
        raise ValidationError(_("The law’s days since the report are over; choose another basis"))
