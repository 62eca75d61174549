"""What every table has, and the decision that every text column must take: Sealed or Plain."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import (
    ARRAY,
    JSON,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    LargeBinary,
    MetaData,
    PickleType,
    String,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from safetynet import clock
from safetynet.vault.columns import SealedText, give_lazy_attributes
from safetynet.vault.compartments import Category, Triple, triple_of


class PlainText(TypeDecorator[str]):
    """Text that the database may read."""

    impl = String
    cache_ok = True


class PlainJson(TypeDecorator[Any]):
    """A list or map of codes that the database may read; never words that a person typed."""

    impl = JSON
    cache_ok = True


Plain = Annotated[str, mapped_column(PlainText())]
"""Text stored readable, because the database must search or sort it."""

PlainCodes = Annotated[list[str], mapped_column(PlainJson(), default=list)]
"""A list of codes from one of our vocabularies."""


class Moment(TypeDecorator[datetime]):
    """UTC both ways; SQLite forgets the zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo:
            return value
        return value.replace(tzinfo=UTC)


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


class Model(DeclarativeBase):
    """Every table. A text column says Sealed or Plain; an undecided one will not import."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        StrEnum: Enum(StrEnum, values_callable=_values, native_enum=False, length=40),
        datetime: Moment(),
        bytes: LargeBinary(),
    }

    IS_WATCHED: ClassVar[bool] = True
    """Whether the ledger keeps a digest of each row; False where rows carry no decision."""
    IN_PASSING: ClassVar[frozenset[str]] = frozenset()
    """Columns that change without an entry of their own, and so are in no digest."""

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-3)
    created_at: Mapped[datetime] = mapped_column(default=clock.now, sort_order=-2)
    version: Mapped[int] = mapped_column(sort_order=-1)
    """Rises with every change; a form carries the one it was shown, so no edit is lost unseen."""

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version}

    def __repr__(self) -> str:
        """Name the row and nothing in it, so that logs and tracebacks stay clean."""
        return f"<{type(self).__name__} {self.id}>"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if any("__table__" in base.__dict__ for base in cls.__mro__[1:]):
            raise TypeError(f"{cls.__name__}: give it a table of its own; walls stand by table")
        super().__init_subclass__(**kwargs)
        if "__table__" not in cls.__dict__:
            return
        for column in cls.__table__.columns:
            if _is_undecided(column.type):
                raise TypeError(f"{cls.__name__}.{column.key}: annotate it Sealed or Plain")
        give_lazy_attributes(cls)


class Owned(Model):
    """A row with sealed text: one survivor, one owning agency, one category.

    Rows without a survivor use `survivor_id = NOBODY`. The compartment is the digest of the
    triple: what walls compare and keys hang on. Triples never change.
    """

    __abstract__ = True
    CATEGORY: ClassVar[Category | None] = None
    """Set it where all rows of a table are of one kind; otherwise each row says its own."""

    survivor_id: Mapped[UUID] = mapped_column(index=True)
    category: Mapped[Category]
    compartment: Mapped[bytes] = mapped_column(LargeBinary(16), index=True)
    seal_version: Mapped[int] = mapped_column(default=0)

    @declared_attr
    def owner_id(cls) -> Mapped[UUID]:  # noqa: N805
        """Return the agency whose words these are."""
        return mapped_column(ForeignKey("agencies.id"), index=True)

    @property
    def triple(self) -> Triple:
        return triple_of(self.survivor_id, self.owner_id, self.category)


def owned_models() -> list[type[Owned]]:
    """Return every model whose rows belong to one survivor, agency and category."""
    return [m.class_ for m in Model.registry.mappers if issubclass(m.class_, Owned)]


@event.listens_for(Mapper, "init")
def _give_identity(row: Model, _args: Any, values: dict[str, Any]) -> None:
    """Give a row its id at birth, so that it can be linked to and logged before it is saved."""
    values.setdefault("id", uuid4())
    if isinstance(row, Owned) and row.CATEGORY is not None:
        values.setdefault("category", row.CATEGORY)


_DECIDED = (PlainText, PlainJson, SealedText, Moment, Enum)
_MAY_HOLD_WORDS = (String, JSON, ARRAY, PickleType)


def _is_undecided(kind: TypeEngine[Any]) -> bool:
    if isinstance(kind, _DECIDED):
        return False
    if isinstance(kind, TypeDecorator) and not isinstance(kind, _MAY_HOLD_WORDS):
        return _is_undecided(kind.impl_instance)
    return isinstance(kind, _MAY_HOLD_WORDS)
