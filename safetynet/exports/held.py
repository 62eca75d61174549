"""The rows of a copy: chosen once, named by their ids, and found again or not at all."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from safetynet.among import among
from safetynet.bundles import Scope, rows_in
from safetynet.db import Owned, db, owned_models
from safetynet.exports.grants import NEVER
from safetynet.exports.models import Export
from safetynet.files import Document
from safetynet.meetings.models import ReviewRow
from safetynet.vault import Category


class ChangedError(Exception):
    """A row of the copy was edited or destroyed, or this person may not see it any more."""


def rows_to_copy(scope: Scope) -> list[Owned]:
    """Return what a copy of a scope would hold: some kinds never, no document, no word of a review.

    What an agency said there belongs to the team's discussion (Penal Code 13753(c), CR-16).
    """
    narrowed = replace(scope, categories=scope.categories - NEVER)
    return [row for row in rows_in(narrowed) if _may_leave(row)]


def _may_leave(row: Owned) -> bool:
    return row.category not in NEVER and not isinstance(row, (ReviewRow, Document))


def named(rows: Iterable[Owned]) -> list[str]:
    """Return rows as a copy keeps them: which they are, and how often each was written."""
    return [f"{row.__tablename__} {row.id} {row.seal_version}" for row in rows]


def held_rows(export: Export) -> list[Owned]:
    """Return the rows of a copy as they were approved; raises ChangedError."""
    by_table: dict[str, list[UUID]] = {}
    for code in export.held:
        table, row, _seal_version = code.split()
        by_table.setdefault(table, []).append(UUID(row))
    models = {model.__tablename__: model for model in owned_models()}
    found = [
        row
        for table, ids in by_table.items()
        for row in _rows_of(models[table], ids, export.kinds, export)
    ]
    by_name = dict(zip(named(found), found, strict=True))
    if by_name.keys() != set(export.held):
        raise ChangedError
    return [by_name[code] for code in export.held]


def _rows_of(
    model: type[Owned], ids: list[UUID], kinds: frozenset[Category], export: Export
) -> list[Owned]:
    """Load them through the walls: of this agency, about her, of kinds that may leave."""
    asked = select(model).where(
        among(model.id, ids),
        model.owner_id == export.agency_id,
        model.survivor_id == export.survivor_id,
        model.category.in_(kinds),
    )
    return [row for row in db.session.scalars(asked) if _may_leave(row)]
