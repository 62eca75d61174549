"""What every app of a run would work out alike; each test makes its own, and they share this.

Nothing here knows of a test's data: a template is known by its source, the code that builds an
address by its rule.
"""

from collections.abc import Iterable, Mapping
from types import CodeType
from typing import Any, NamedTuple

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket, FileSystemBytecodeCache
from sqlalchemy import Compiled, Engine
from werkzeug.routing import BaseConverter
from werkzeug.routing.rules import RulePart

from safetynet.edge.addresses import Builder, House, LateRule

Asked = tuple[str, str, tuple[Any, ...], Mapping[str, Any]]

_MOST_STATEMENTS = 2000


class _Templates(BytecodeCache):
    """Compiled templates by name, file and checksum of their source."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.code


_kept: dict[tuple[str, str], CodeType] = {}
_load = FileSystemBytecodeCache.load_bytecode


def _load_once(self: FileSystemBytecodeCache, bucket: Bucket) -> None:
    """Read what an app keeps beside its templates once a run, and not for each test's app."""
    key = self._get_cache_filename(bucket), bucket.checksum
    if key in _kept:
        bucket.code = _kept[key]
        return
    _load(self, bucket)
    if bucket.code is not None:
        _kept[key] = bucket.code


class _Parsed(NamedTuple):
    """What the text of a rule says where these kinds of converters take its words."""

    parts: list[RulePart]
    trace: list[tuple[bool, str]]
    asked: list[Asked]
    kinds: list[type[BaseConverter]]


class _Rule(LateRule):
    """A rule parsed, and its two builders compiled, once a run."""

    builders: dict[tuple[object, ...], Builder] = {}  # noqa: RUF012 - shared on purpose.
    parsed: dict[str, _Parsed] = {}  # noqa: RUF012 - shared on purpose.

    def get_converter(
        self, variable_name: str, converter_name: str, args: Any, kwargs: Any
    ) -> BaseConverter:
        self._asked.append((variable_name, converter_name, args, kwargs))
        return super().get_converter(variable_name, converter_name, args, kwargs)

    def _parse_rule(self, rule: str) -> Iterable[RulePart]:
        self._asked: list[Asked] = []
        kept = self.parsed.get(rule)
        if kept is None or kept.kinds != self._kinds(kept.asked):
            before = len(self._trace)
            parts = list(super()._parse_rule(rule))
            kinds = self._kinds(self._asked)
            self.parsed[rule] = _Parsed(parts, self._trace[before:], self._asked, kinds)
            return parts
        self._trace += kept.trace
        for one in kept.asked:
            # A converter belongs to its map.
            self._converters[one[0]] = self.get_converter(*one)
            self.arguments.add(one[0])
        return kept.parts

    def _kinds(self, asked: list[Asked]) -> list[type[BaseConverter]]:
        return [self.map.converters[converter] for _name, converter, *_how in asked]

    def compile_builder(self, append_unknown: bool) -> Builder:
        # Defaults would be written into the code by the converters of one app's map.
        if self.defaults:
            return super().compile_builder(append_unknown)
        key = (self.rule, *self._trace, append_unknown)
        if key not in self.builders:
            self.builders[key] = super().compile_builder(append_unknown)
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
    FileSystemBytecodeCache.load_bytecode = _load_once  # type: ignore[method-assign]
    House.url_rule_class = _Rule
