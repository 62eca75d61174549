"""`Mapped[Sealed]`: text that the database never sees, opened only when somebody reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Annotated, Any, Protocol, overload

from sqlalchemy import Dialect, LargeBinary, inspect
from sqlalchemy.orm import InstrumentedAttribute, mapped_column
from sqlalchemy.sql import operators
from sqlalchemy.types import TypeDecorator

from safetynet.vault.compartments import Triple
from safetynet.vault.envelope import Place
from safetynet.vault.opening import Opening


class UnsealedError(Exception):
    """Readable text was about to reach the database in a sealed column."""


class NobodyOpensError(Exception):
    """Sealed text was read outside the door and outside every named job."""


class SealedText(TypeDecorator[Any]):
    """Stored as an envelope; a value that is still readable will not be sent."""

    impl = LargeBinary
    cache_ok = True

    class comparator_factory(TypeDecorator.Comparator[Any]):  # noqa: N801
        def operate(self, op: Any, *others: Any, **options: Any) -> Any:
            if op in (operators.is_, operators.is_not):
                return super().operate(op, *others, **options)
            raise TypeError(
                "Sealed text cannot be searched or sorted; ask the search room (search.queries)"
            )

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is None or isinstance(value, bytes):
            return value
        raise UnsealedError("a sealed column was given readable text")


class SealedCodeText(SealedText):
    """Stored just as sealed words are; read without the remark that may follow."""

    cache_ok = True


Sealed = Annotated[str, mapped_column(SealedText())]
"""Text encrypted under the compartment key of its row, bound to its place."""

SealedCode = Annotated[str, mapped_column(SealedCodeText())]
"""Sealed text that a program reads: a date, a secret, a list of codes. A reader never meets what
follows REMARK in it, so that a canary can sit in every sealed field and the field still works."""

REMARK = "\x1e"


def without_remark(code: str) -> str:
    return code.partition(REMARK)[0]


_opening: ContextVar[Opening | None] = ContextVar("opening", default=None)


@contextmanager
def opened_by(opening: Opening) -> Iterator[None]:
    """Let sealed text be read and written inside the block, through this opening alone."""
    token = _opening.set(opening)
    try:
        yield
    finally:
        opening.close()
        _opening.reset(token)


def current_opening() -> Opening:
    if (opening := _opening.get()) is None:
        raise NobodyOpensError
    return opening


class SealedRow(Protocol):
    """What a sealed attribute needs to know of its row."""

    id: Any
    seal_version: int

    @property
    def triple(self) -> Triple: ...


class LazyAttribute:
    """Stands in front of the mapped attribute and opens what it finds."""

    def __init__(self, mapped: InstrumentedAttribute[Any], column: str, *, is_code: bool) -> None:
        self._mapped, self.column, self.is_code = mapped, column, is_code

    @overload
    def __get__(self, row: None, kind: Any) -> InstrumentedAttribute[Any]: ...
    @overload
    def __get__(self, row: SealedRow, kind: Any) -> str | None: ...
    def __get__(self, row: SealedRow | None, kind: Any) -> InstrumentedAttribute[Any] | str | None:
        if row is None:
            return self._mapped
        text = self.whole(row)
        return without_remark(text) if text and self.is_code else text

    def __set__(self, row: Any, text: str | None) -> None:
        self._mapped.__set__(row, text)

    def whole(self, row: SealedRow) -> str | None:
        """Return the text with the remark that a reader of codes passes over."""
        stored = self.stored(row)
        if stored is None or isinstance(stored, str):
            return stored
        opening = current_opening()
        if not opening.holds(row.triple):
            opening.warm(triples_around(row))
        return opening.open(row.triple, Place(self.column, row.id, row.seal_version), stored)

    def stored(self, row: Any) -> Any:
        """Return what the row holds now: an envelope, text not yet sealed, or None."""
        return self._mapped.__get__(row, type(row))


def triples_around(row: Any) -> set[Triple]:
    """Return the triples of all sealed rows loaded beside this one, to fetch their keys at once."""
    session = inspect(row).session
    beside = session.identity_map.values() if session else ()
    return {other.triple for other in beside if lazy_attributes(type(other))} | {row.triple}


def give_lazy_attributes(model: type[Any]) -> None:
    """Put a lazy attribute in front of each sealed column of a newly mapped model."""
    lazy = {}
    for column in model.__table__.columns:
        if isinstance(column.type, SealedText):
            place = f"{model.__tablename__}.{column.key}"
            is_code = isinstance(column.type, SealedCodeText)
            lazy[column.key] = LazyAttribute(getattr(model, column.key), place, is_code=is_code)
            setattr(model, column.key, lazy[column.key])
    if lazy and not hasattr(model, "triple"):
        raise TypeError(f"{model.__name__} holds sealed text, so it must be Owned")
    model.__sealed__ = lazy


def lazy_attributes(model: type[Any]) -> dict[str, LazyAttribute]:
    """Return the sealed attributes of a model, by name."""
    return getattr(model, "__sealed__", {})
