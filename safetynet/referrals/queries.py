from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from safetynet.alike import Where, known_by
from safetynet.cases import Case
from safetynet.db import Gathered, db, gather
from safetynet.referrals.models import (
    Circumstance,
    Concern,
    ExploitationAccount,
    PersonOfConcern,
    Referral,
    Remark,
    RemarkKind,
    RiskNow,
    Voice,
)
from safetynet.referrals.vocabulary import ReferralStatus
from safetynet.sharing.never_signs import who_never_signs


def referrals_by_survivor(survivors: Sequence[UUID]) -> dict[UUID, Referral]:
    """Return each survivor's latest visible referral."""
    found = db.session.scalars(
        select(Referral)
        .where(Referral.survivor_id.in_(survivors))
        .order_by(Referral.created_at, Referral.number)
    )
    return {referral.survivor_id: referral for referral in found}


@known_by
def _where_referred(survivors: Collection[UUID]) -> dict[UUID, Where]:
    return {
        her: Where(one.number, "referrals.show", {"referral": one.id})
        for her, one in referrals_by_survivor([*survivors]).items()
    }


def referrals_numbered(begins: str, limit: int) -> Sequence[Referral]:
    """Return the visible referrals whose number begins like this, the newest number first."""
    return db.session.scalars(
        select(Referral)
        .where(Referral.number.startswith(begins, autoescape=True))
        .order_by(Referral.number.desc())
        .limit(limit)
    ).all()


def told_under(referral_id: UUID) -> Gathered:
    """Return the visible rows of every kind under a referral, in one statement."""
    return gather({kind: kind.referral_id == referral_id for kind in KINDS})


KINDS = (
    Concern,
    Voice,
    RiskNow,
    ExploitationAccount,
    PersonOfConcern,
    Circumstance,
    Remark,
)


def on_the_case_file(case: Case) -> dict[str, Any]:
    """Return what is visible of how a case's survivor came, over all her referrals.

    That is the concerns, her own voice, and what the sender added later.
    """
    her = case.survivor_id
    found = gather(
        {
            Concern: Concern.survivor_id == her,
            Voice: Voice.survivor_id == her,
            Remark: and_(Remark.survivor_id == her, Remark.kind == RemarkKind.ADDITION),
        }
    )
    return {
        "concerns": found.of(Concern),
        "voices": found.of(Voice),
        "additions": found.of(Remark),
    }


def to_answer(agency_id: UUID, limit: int) -> Sequence[Referral]:
    """Return an agency's own referrals with an open question, the oldest first."""
    return db.session.scalars(
        select(Referral)
        .where(Referral.status == ReferralStatus.RETURNED, Referral.from_agency_id == agency_id)
        .order_by(Referral.triaged_at)
        .limit(limit)
    ).all()


def own_referral(agency_id: UUID, typed: str | None) -> Referral | None:
    """Return an agency's own referral by an id that somebody sent, if it is one."""
    try:
        named = UUID(typed or "")
    except ValueError:
        return None
    return db.session.scalars(
        select(Referral).where(Referral.id == named, Referral.from_agency_id == agency_id)
    ).one_or_none()


def earlier_case(number: str) -> Case | None:
    """Return the visible case of a number."""
    return db.session.scalars(select(Case).where(Case.number == number)).one_or_none()


@who_never_signs
def persons_of_concern(survivor_id: UUID) -> list[str]:
    """Return the names of persons of concern around a survivor, from every referral in view."""
    wanted = select(PersonOfConcern).where(PersonOfConcern.survivor_id == survivor_id)
    return [person.name for person in db.session.scalars(wanted)]
