"""Counts SQL statements, on the main database and on the keyring, for pages that must stay lean."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event

from safetynet.db import db
from safetynet.vault import vault

NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE")


@dataclass
class Statements:
    """What was sent while counting; `main` and `keyring` are lists of SQL."""

    main: list[str] = field(default_factory=list)
    keyring: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.main) + len(self.keyring)

    def __str__(self) -> str:
        return "\n".join(f"{sql[:120]!r}" for sql in (*self.main, *self.keyring))


@contextmanager
def counted(app: Flask) -> Iterator[Statements]:
    """Count everything that requests inside the block send to both databases."""
    found = Statements()
    with ExitStack() as stack:
        with app.app_context():
            engines = dict.fromkeys(db.engines.values())
            keyring = vault().keyring.store.engine
        for engine in engines:
            stack.enter_context(_listening(engine, found.main))
        stack.enter_context(_listening(keyring, found.keyring))
        yield found


@contextmanager
def _listening(engine: Engine, sent: list[str]) -> Iterator[None]:
    def note(_conn: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        if not sql.lstrip().upper().startswith(NOT_COUNTED):
            sent.append(sql)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", note)
