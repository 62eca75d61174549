"""Which documents there are: of a case, of a referral, of a release, of a request."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from safetynet.access import current_actor
from safetynet.agencies import bylines
from safetynet.cases import Case
from safetynet.db import db
from safetynet.files.models import Document
from safetynet.files.words import FORMAT_WORDS, KIND_WORDS

PAGE = 50
_ON_THE_PANEL = 5


def documents_of(case: Case, page: int = 1) -> Sequence[Document]:
    """Return a page of a case's documents, the latest first, and one more if there are older."""
    return db.session.scalars(
        select(Document)
        .where(_around(case), _told())
        .order_by(Document.created_at.desc(), Document.id)
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()


def _around(case: Case) -> ColumnElement[bool]:
    """Narrow to what lies on a case file, or came with a referral of the same young person."""
    with_her = and_(Document.referral_id.is_not(None), Document.survivor_id == case.survivor_id)
    return or_(Document.case_id == case.id, with_her)


def _told() -> ColumnElement[bool]:
    """Leave out what another agency removed: of that its own people alone still hear."""
    return or_(Document.removed_at.is_(None), Document.owner_id == current_actor().agency_id)


def with_referral(referral_id: UUID) -> Sequence[Document]:
    """Return what came with a referral, the latest first."""
    return db.session.scalars(
        select(Document)
        .where(Document.referral_id == referral_id, _told())
        .order_by(Document.created_at.desc(), Document.id)
    ).all()


def named_in(documents: Iterable[Document]) -> dict[UUID, str]:
    """Return who added these documents, and who removed those that are gone."""
    people = {by for one in documents for by in (one.by_id, one.removed_by_id) if by}
    return bylines(people)


def papers_of(release_id: UUID) -> Sequence[Document]:
    """Return the signed papers of a release that are there."""
    return _standing(Document.release_id == release_id)


def served_with(process_id: UUID) -> Sequence[Document]:
    """Return what lies with a request at the desk."""
    return _standing(Document.process_id == process_id)


def _standing(*where: ColumnElement[bool]) -> Sequence[Document]:
    return db.session.scalars(
        select(Document)
        .where(Document.removed_at.is_(None), *where)
        .order_by(Document.created_at.desc(), Document.id)
    ).all()


def on_the_case_file(case: Case) -> dict[str, Any]:
    """Return what the panel shows: the latest documents, and whether there are more."""
    found = db.session.scalars(
        select(Document)
        .where(_around(case), Document.removed_at.is_(None))
        .order_by(Document.created_at.desc(), Document.id)
        .limit(_ON_THE_PANEL + 1)
    ).all()
    shown = found[:_ON_THE_PANEL]
    return {
        "documents": shown,
        "has_more": len(found) > len(shown),
        "bylines": bylines(document.by_id for document in shown),
        "kinds": KIND_WORDS,
        "formats": FORMAT_WORDS,
    }
