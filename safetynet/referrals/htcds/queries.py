from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from safetynet.among import among
from safetynet.db import Owned, db
from safetynet.referrals.htcds.models import WordsAsSent
from safetynet.referrals.models import Circumstance, Concern, ExploitationAccount, Referral
from safetynet.survivors import Address, BirthDate, Name, Particular, SafeContact

_ABOUT_HER = (Name, BirthDate, Particular, SafeContact, Address)
_IN_A_REFERRAL: tuple[type[Any], ...] = (Concern, ExploitationAccount, Circumstance, WordsAsSent)


def referrals_between(agency_id: UUID, since: date, until: date, most: int) -> Sequence[Referral]:
    """Return an agency's own referrals of some days, both included, in the order of their numbers;
    at most `most`."""
    return db.session.scalars(
        select(Referral)
        .where(Referral.from_agency_id == agency_id, Referral.referred_on.between(since, until))
        .order_by(Referral.created_at, Referral.batch_row, Referral.number)
        .limit(most)
    ).all()


def records_of(
    agency_id: UUID, referrals: Sequence[Referral]
) -> Iterator[tuple[Referral, list[Owned]]]:
    """Yield each referral with the rows about it that its own agency wrote, in that order."""
    about, under = defaultdict[UUID, list[Owned]](list), defaultdict[UUID, list[Owned]](list)
    survivors, ids = [one.survivor_id for one in referrals], [one.id for one in referrals]
    for model in _ABOUT_HER:
        for row in db.session.scalars(
            select(model)
            .where(model.owner_id == agency_id, among(model.survivor_id, survivors))
            .order_by(model.created_at)
        ):
            about[row.survivor_id].append(row)
    for kind in _IN_A_REFERRAL:
        for row in db.session.scalars(
            select(kind)
            .where(kind.owner_id == agency_id, among(kind.referral_id, ids))
            .order_by(kind.created_at)
        ):
            under[row.referral_id].append(row)
    for one in referrals:
        yield one, [*about[one.survivor_id], *under[one.id]]
