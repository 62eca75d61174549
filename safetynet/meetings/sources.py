"""Whose words may stand in the record of a review, and why (CR-01, CR-02, 42 CFR Part 2)."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from safetynet.access import Actor
from safetynet.agencies import Agency, AgencyClass
from safetynet.db import db
from safetynet.meetings.models import (
    CATEGORY_OF,
    CONCLUDING_IS,
    DISSENT_IS,
    WISHES_ARE,
    AnswerBasis,
    Dissent,
    ReviewAnswer,
    ReviewRow,
    TeamLine,
    Wishes,
)
from safetynet.meetings.queries import seated_agencies
from safetynet.sharing import sits_about
from safetynet.vault import Category, Triple

NEEDED = {AgencyClass.VICTIM_SERVICES: None, AgencyClass.SUBSTANCE_USE: Category.SUBSTANCE_USE}
"""Which kind of content must be released of whom (VAWA, VOCA, FVPSA; 42 CFR Part 2); None asks for
the kind that is being written."""


def basis_to_record(
    actor: Actor, survivor_id: UUID, source: Agency, category: Category
) -> AnswerBasis | None:
    """Return why `actor` may write down what `source` said, or None.

    A member of the source writes its own words. The chair writes the team's, or what a member of
    the personnel team told; of a covered provider, or of a substance-use programme, only what a
    release to the chair's office carries.
    """
    return _basis(actor, survivor_id, source.id, source.kind, category)


def sources_at(case_id: UUID, actor: Actor, agencies: Mapping[UUID, Agency]) -> dict[UUID, Agency]:
    """Return whose words may come up about a case: to the chair the team first, then those seated.

    `agencies` are all of them, by id.
    """
    seated = {agency.id: agency for agency in seated_agencies([case_id]).get(case_id, [])}
    if actor.rights.team is None or not actor.keeps_team_words:
        return seated
    return {first: agencies[first] for first in (actor.rights.team, actor.agency_id)} | seated


def live_basis(
    actor: Actor, survivor_id: UUID, source_id: UUID, category: Category
) -> AnswerBasis | None:
    """Return the same as a row is saved, trusting nothing but the database and the rights.

    The team statute covers who sits at the table, so the source must have a seat there.
    """
    kind = db.session.scalar(select(Agency.kind).where(Agency.id == source_id))
    if kind is None:
        return None
    basis = _basis(actor, survivor_id, source_id, kind, category)
    if basis is AnswerBasis.TEAM_STATUTE and source_id != actor.agency_id:
        return basis if sits_about(survivor_id, source_id) else None
    return basis


def told_in(row: ReviewRow) -> tuple[UUID, Category]:
    """Return whose information a line holds, and of which kind it is."""
    match row:
        case ReviewAnswer():
            return row.source_id, CATEGORY_OF[row.question]
        case Wishes():
            return row.told_by_id, WISHES_ARE
        case Dissent():
            return row.agency_id, DISSENT_IS
        case TeamLine():
            return row.source_id, CONCLUDING_IS
    raise TypeError(type(row))


def needs_release(source: Agency) -> bool:
    """Say whether federal law keeps what this agency tells out of the record without a release."""
    return source.kind in NEEDED


def _basis(
    actor: Actor, survivor_id: UUID, source_id: UUID, kind: AgencyClass, category: Category
) -> AnswerBasis | None:
    if not actor.keeps_team_words:
        return AnswerBasis.OWN if actor.agency_id == source_id else None
    if source_id == actor.rights.team:
        return AnswerBasis.TEAM
    if kind not in NEEDED:
        return AnswerBasis.TEAM_STATUTE
    released = actor.basis_for(Triple(survivor_id, source_id, NEEDED[kind] or category))
    return AnswerBasis.RELEASE if released else None
