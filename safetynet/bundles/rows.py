"""An agency's own rows about one young person, by kind and by day, as they were written."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select

from safetynet import clock
from safetynet.db import Owned, db, owned_models
from safetynet.drafts import Draft
from safetynet.files import Document
from safetynet.vault import Category


@dataclass(frozen=True)
class Scope:
    """Which of an agency's rows about one young person: the kinds, and when they were written."""

    agency_id: UUID
    survivor_id: UUID
    categories: frozenset[Category]
    since: date | None = None
    until: date | None = None


def rows_in(scope: Scope) -> list[Owned]:
    """Return the rows of a scope as they were written, as far as walls let the reader see them."""
    found = [row for model in producible() for row in _rows_of(model, scope)]
    return sorted(found, key=lambda row: (row.created_at, str(row.id)))


def producible() -> list[type[Owned]]:
    """Return every table but the drafts: what nobody saved is no record of the agency's."""
    return [model for model in owned_models() if model is not Draft]


def _rows_of(model: type[Owned], scope: Scope) -> Iterator[Owned]:
    if model.CATEGORY is not None and model.CATEGORY not in scope.categories:
        return
    yield from db.session.scalars(select(model).where(*_within(model, scope)))


def _within(model: type[Owned], scope: Scope) -> Iterator[ColumnElement[bool]]:
    yield model.owner_id == scope.agency_id
    yield model.survivor_id == scope.survivor_id
    yield model.category.in_(scope.categories)
    if model is Document:
        yield Document.removed_at.is_(None)
    if scope.since is not None:
        yield model.created_at >= clock.start_of(scope.since)
    if scope.until is not None:
        yield model.created_at < clock.end_of(scope.until)


def counted(rows: Iterable[Owned]) -> dict[Category, int]:
    return dict(sorted(Counter(row.category for row in rows).items()))


def fingerprint_of(rows: Iterable[Owned]) -> str:
    """Return a digest of which rows these are and of how often each was written; opens nothing."""
    said = sorted(f"{row.__tablename__} {row.id} {row.seal_version}" for row in rows)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
