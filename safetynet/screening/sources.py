"""Where people around a young person are named whom somebody might call, sign with, or trust."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, true

from safetynet.among import among
from safetynet.db import Owned, db
from safetynet.linkages import LinkageNote
from safetynet.plans import SafetyLine, Section
from safetynet.referrals import Voice
from safetynet.screening.models import Kind
from safetynet.sharing import ReleaseTerms
from safetynet.survivors import PersonTie, SafeContact
from safetynet.vault import ShreddedError

TIES = {PersonTie.GUARDIAN: Kind.GUARDIAN, PersonTie.HOUSEHOLD: Kind.HOUSEHOLD}


@dataclass(frozen=True)
class Source:
    """A sealed column that names people, and as whom."""

    kind: Kind
    model: type[Owned]
    column: str
    where: ColumnElement[bool]

    @property
    def table(self) -> str:
        return str(self.model.__tablename__)

    def rows(self, which: ColumnElement[bool]) -> Sequence[Any]:
        named = getattr(self.model, self.column).is_not(None)
        return db.session.scalars(select(self.model).where(named, self.where, which)).all()


SOURCES = (
    Source(Kind.CONTACT, SafeContact, "person", true()),
    Source(Kind.SAFE_PERSON, Voice, "safe_people", true()),
    Source(Kind.SAFE_ADULT, SafetyLine, "text", SafetyLine.section == Section.SAFE_ADULTS),
    Source(Kind.LINKAGE, LinkageNote, "contact", true()),
    Source(Kind.SIGNER, ReleaseTerms, "signer_names", true()),
)
"""Who must *not* learn of something is no such person, nor whom somebody is afraid of."""

BY_TABLE = {source.table: source for source in SOURCES}


@dataclass(frozen=True)
class Named:
    """A line that names people around somebody, with where it stands."""

    kind: Kind
    row: UUID
    survivor: UUID
    agency: UUID
    line: str


def named_about(survivors: Sequence[UUID]) -> Iterator[Named]:
    """Yield all such lines about these young people."""
    for source in SOURCES:
        yield from _named(source, among(source.model.survivor_id, survivors))


def named_in_rows(rows: dict[str, list[UUID]]) -> Iterator[Named]:
    """Yield the lines in these rows, by table."""
    for table, ids in rows.items():
        source = BY_TABLE[table]
        yield from _named(source, among(source.model.id, ids))


def _named(source: Source, which: ColumnElement[bool]) -> Iterator[Named]:
    for row in source.rows(which):
        if line := said(row, source.column):
            kind = TIES.get(getattr(row, "tie", None), source.kind)  # type: ignore[arg-type]
            yield Named(kind, row.id, row.survivor_id, row.owner_id, line)


def said(row: Owned, column: str) -> str:
    """Return what a row says; nothing where its key was destroyed meanwhile."""
    try:
        return getattr(row, column) or ""
    except ShreddedError:
        return ""
