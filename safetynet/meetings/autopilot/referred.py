"""Why a referral brings a case to the table: it is new, or the young person was here before."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select

from safetynet import clock
from safetynet.cases import Asked, Case, CaseStatus, Reason, Rule, gives_reasons
from safetynet.db import db
from safetynet.meetings.autopilot.asking import reviewed_since
from safetynet.meetings.reasons import A_YEAR
from safetynet.referrals import Referral, ReferralStatus, Urgency

REFERRAL = Rule(
    "referral",
    _l("A referral was accepted, and the case was not reviewed since."),
    weight=62,
)
REPEAT = Rule(
    "repeat",
    _l(
        "A referral came within this many days of an earlier review, and the case was not reviewed "
        "since; a year is 365."
    ),
    weight=68,
    days=A_YEAR,
)
URGENT = Rule(
    "urgent",
    _l("An accepted referral could not wait for days, and the case was not reviewed since."),
    weight=90,
    is_heavy=True,
)


@gives_reasons(REFERRAL)
def newly_referred(asked: Asked) -> Iterator[Reason]:
    for row in _unreviewed(asked):
        ago = (asked.day - clock.day_of(row.triaged_at)).days
        if ago > 0:
            words = ngettext(
                "new referral, accepted %(num)d day ago",
                "new referral, accepted %(num)d days ago",
                ago,
            )
        else:
            words = _("new referral, accepted today")
        yield asked.because(row.case_id, words)


@gives_reasons(REPEAT)
def referred_again(asked: Asked) -> Iterator[Reason]:
    for row in _unreviewed(asked):
        if row.is_repeat and not row.last_reviewed_on:
            yield asked.because(row.case_id, _("repeat referral"))
        elif row.last_reviewed_on and _after(row) <= asked.days:
            words = ngettext(
                "repeat referral, %(num)d day after the last review",
                "repeat referral, %(num)d days after the last review",
                _after(row),
            )
            yield asked.because(row.case_id, words)


def _after(row: Any) -> int:
    reviewed: date = row.last_reviewed_on
    return int((row.referred_on - reviewed).days)


@gives_reasons(URGENT)
def referred_urgently(asked: Asked) -> Iterator[Reason]:
    for row in _unreviewed(asked):
        if row.urgency is Urgency.HOURS:
            yield asked.because(row.case_id, _("urgent referral"))


def _unreviewed(asked: Asked) -> list[Any]:
    """Return the visible accepted referrals whose case was not reviewed since."""
    if "referrals" not in asked.shared:
        asked.shared["referrals"] = db.session.execute(_accepted()).all()
    found: list[Any] = asked.shared["referrals"]
    return found


def _accepted() -> Any:
    return (
        select(
            Referral.case_id,
            Referral.triaged_at,
            Referral.referred_on,
            Referral.last_reviewed_on,
            Referral.is_repeat,
            Referral.urgency,
        )
        .join(Case, Case.id == Referral.case_id)
        .where(
            Referral.status == ReferralStatus.ACCEPTED,
            Referral.triaged_at.is_not(None),
            Case.status != CaseStatus.CLOSED,
            ~reviewed_since(Referral.case_id, Referral.triaged_at),
        )
    )
