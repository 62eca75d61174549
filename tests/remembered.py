"""What every app of a run would work out alike; each test makes its own, and they share this.

Nothing here knows of a test's data: a template is known by its source, the code that builds an
address by its rule.
"""

from collections.abc import Callable, Iterable
from types import CodeType
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Compiled, Engine
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]

_MOST_STATEMENTS = 2000


class _Templates(BytecodeCache):
    """Compiled templates by name, file and checksum of their source."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.code


class _Rule(Rule):
    """A rule whose two builders are compiled once a run: they took most of a new app's time."""

    builders: dict[tuple[object, ...], Builder] = {}  # noqa: RUF012 - shared on purpose.

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        # Defaults would be written into the code by the converters of one app's map.
        if self.defaults:
            return super()._compile_builder(append_unknown)
        key = (self.rule, *self._trace, append_unknown)
        if key not in self.builders:
            self.builders[key] = super()._compile_builder(append_unknown)
        return self.builders[key]


class _Statements(dict[Any, Compiled]):
    """SQL by statement, for engines whose dialects differ only in being another test's.

    SQLAlchemy asks by (dialect, statement, …) and makes a dialect for each engine.
    """

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_by_kind(key), default)

    def __setitem__(self, key: Any, compiled: Compiled) -> None:
        if len(self) >= _MOST_STATEMENTS:
            self.clear()
        super().__setitem__(_by_kind(key), compiled)


_statements = _Statements()


def _by_kind(key: Any) -> tuple[Any, ...]:
    dialect, *asked = key
    return (type(dialect), dialect.dbapi, *asked)


def share_statements(engines: Iterable[Engine]) -> None:
    """Let these engines of an app use the SQL that other tests' apps compiled."""
    for engine in engines:
        engine.update_execution_options(compiled_cache=_statements)


def remember() -> None:
    """Let every app made from now on use what others worked out."""
    Flask.jinja_options = {"bytecode_cache": _Templates()}
    Flask.url_rule_class = _Rule
