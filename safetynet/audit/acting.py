"""In whose name this code runs, and what the ledger will say of it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import Executable

from safetynet.audit.entry import Result, Touch
from safetynet.vault.compartments import Triple

HOUSE = UUID(int=1)
"""Whoever runs a job on the machine itself, or has not signed in yet."""


class AnonymousChangeError(Exception):
    """Something was about to be written in nobody's name."""


class UncountedScanError(Exception):
    """Very many rows were about to be opened without a word of them on the ledger."""


@dataclass
class Visit:
    """One request or one job, while it runs; it becomes one ledger entry."""

    actor_id: UUID
    permission: str
    endpoint: str = ""
    sign_in: bytes = bytes(16)
    is_job: bool = False
    asked: UUID | None = None
    bases: list[str] = field(default_factory=list)
    changed: list[Touch] = field(default_factory=list)
    opened: dict[tuple[str, Triple], dict[UUID, None]] = field(default_factory=dict)
    also: tuple[Executable, ...] = ()
    """Small notes of the house that go into the entry's transaction: the sign-in's pulse."""
    result: Result | None = None
    """Set by a view whose visit is more than "opened": a disclosure, an export."""
    detail_hash: bytes | None = None
    walls_are_down: bool = False
    in_passing: bool = False
    """Set by a view that only writes on what was begun before, under an entry of its own: nothing
    is opened, and what changes says nothing new of anybody. It is kept without another entry."""

    scan: Counter[str] | None = None
    """How often the running scan has opened each `table.column`; None outside of one."""

    def note_opened(self, triple: Triple, column: str, row: UUID | None, count: int = 1, /) -> None:
        """Note that the sealed `table.column` of a row was read; only a scan names no row."""
        if self.scan is not None:
            self.scan[column] += count
        elif row is None:
            raise UncountedScanError
        else:
            self.opened.setdefault((_table_of(column), triple), {})[row] = None

    def note_basis(self, kind: str, id: UUID | None = None) -> None:  # noqa: A002
        """Note on what ground something was opened; a scan's grounds are too many to name."""
        if self.scan is None:
            self.bases.append(f"{kind} {id}" if id else kind)

    @contextmanager
    def scanning(self) -> Iterator[None]:
        """Count what is opened inside the block, instead of naming every row.

        A search opens each name that the viewer may see to find the few it shows. An entry that
        named them all would be hundreds of kilobytes long, and would answer "who looked at her?"
        with everybody who ever searched for somebody else. So the entry says how wide the search
        was, and whatever is shown must be opened again, outside the block.
        """
        self.scan = Counter()
        try:
            yield
        finally:
            counted, self.scan = self.scan, None
            self.bases += [
                f"scanned {_table_of(column)}: {count}" for column, count in sorted(counted.items())
            ]

    @property
    def touches(self) -> tuple[Touch, ...]:
        """Everything this visit opened or changed, in the order of first touch."""
        return (
            *(
                Touch(table, row, triple.survivor, triple.owner, triple.category, Result.OPENED)
                for (table, triple), rows in self.opened.items()
                for row in rows
            ),
            *_with_last_digests(self.changed),
        )

    def forget_changes(self) -> None:
        """A roll-back undid them; what was opened stays opened."""
        self.changed.clear()


def _table_of(column: str) -> str:
    return column.partition(".")[0]


def _with_last_digests(changed: list[Touch]) -> list[Touch]:
    """Keep the last digest of each row: one that was changed twice ended as the second says."""
    seen: set[tuple[str, UUID]] = set()
    told = []
    for touch in reversed(changed):
        row = touch.table, touch.row
        told.append(replace(touch, after=None) if row in seen and touch.after else touch)
        # That something was disclosed, or a tombstone set, leaves the row as it was before.
        if touch.after or touch.effect is Result.DELETED:
            seen.add(row)
    return told[::-1]


_visit: ContextVar[Visit | None] = ContextVar("visit", default=None)


@contextmanager
def acting(visit: Visit) -> Iterator[Visit]:
    """Put everything read and written inside the block to this visit."""
    token = _visit.set(visit)
    try:
        yield visit
    finally:
        _visit.reset(token)


def who() -> Visit:
    """Return the visit that runs now; raises AnonymousChangeError outside of one."""
    if (visit := _visit.get()) is None:
        raise AnonymousChangeError
    return visit


def visit_now() -> Visit | None:
    return _visit.get()
