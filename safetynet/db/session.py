"""The session: it reads through the walls or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import current_app
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Connection, Engine, inspect, select

_looking: ContextVar[bool] = ContextVar("looking", default=False)
_foundation: ContextVar[bool] = ContextVar("foundation", default=False)


class WallBypassedError(Exception):
    """Ask through the models: raw SQL and bare tables would pass the walls."""


class UnauditedChangeError(Exception):
    """Change rows one by one, so that each change is checked and on the ledger."""


@contextmanager
def only_looking() -> Iterator[None]:
    """Use the reading engine inside the block; a write there fails."""
    token = _looking.set(True)
    try:
        yield
    finally:
        _looking.reset(token)


@contextmanager
def as_foundation() -> Iterator[None]:
    """Let the ledger and the migrations reach the bare connection."""
    token = _foundation.set(True)
    try:
        yield
    finally:
        _foundation.reset(token)


def is_foundation() -> bool:
    return _foundation.get()


class HouseSession(FlaskSession):
    """Closes the ways around `do_orm_execute`: get, refresh, connection."""

    def get_bind(self, mapper: Any = None, clause: Any = None, bind: Any = None, **kw: Any) -> Any:
        if bind is not None:
            return bind
        engines = self._db.engines
        return engines["reader"] if _looking.get() and "reader" in engines else engines[None]

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        """Select instead of asking the identity map, so that the walls are asked every time."""
        model = entity.class_ if hasattr(entity, "class_") else entity
        return self.scalars(select(model).where(model.id == ident)).one_or_none()

    def refresh(self, instance: Any, *args: Any, **options: Any) -> None:
        if self.get(type(instance), inspect(instance).identity[0]) is None:
            raise WallBypassedError
        super().refresh(instance, *args, **options)

    def connection(self, *args: Any, **options: Any) -> Connection:
        if not _foundation.get():
            raise WallBypassedError
        return super().connection(*args, **options)

    def bulk_save_objects(self, *_args: Any, **_options: Any) -> None:
        raise UnauditedChangeError

    bulk_insert_mappings = bulk_update_mappings = bulk_save_objects


def writing_engine() -> Engine:
    """Return the engine that may write, for the ledger and the command line."""
    engine: Engine = current_app.extensions["sqlalchemy"].engine
    return engine


def reading_engine() -> Engine:
    """Return the engine that only looks, where there is one."""
    engines: dict[str | None, Engine] = dict(current_app.extensions["sqlalchemy"].engines)
    return engines.get("reader", engines[None])
