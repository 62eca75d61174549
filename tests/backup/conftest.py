"""A small demonstration county in an instance folder of its own, as commands see it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.test_commands import sn


@dataclass(frozen=True)
class Place:
    """An installation, and how its commands are called."""

    instance: Path
    settings: dict[str, str] = field(default_factory=dict)

    def sn(self, *words: str) -> CompletedProcess[str]:
        return sn(self.instance, *words, **self.settings)

    @property
    def recovery_key(self) -> str:
        return str(self.instance / "recovery.key")


@pytest.fixture(scope="module")
def county(
    database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """Build the county once; on PostgreSQL in databases of its own."""
    folder = tmp_path_factory.mktemp(f"backup-{database}") / "instance"
    server = request.getfixturevalue("postgres_server") if database == "postgresql" else None
    with empty_databases(server) as settings:
        place = Place(folder, settings)
        done = place.sn("demo", "load", "--survivors", "2")
        assert done.returncode == 0, done.stderr
        yield place


@contextmanager
def empty_databases(server: str | None) -> Iterator[dict[str, str]]:
    """Yield the settings that name two empty databases; on SQLite there is nothing to name."""
    if server is None:
        yield {}
        return
    word = uuid4().hex[:8]
    owner, user = f"sn_keeper_{word}", f"sn_user_{word}"
    main, keys = f"sn_main_{word}", f"sn_keys_{word}"
    _run(server, f"CREATE ROLE {owner} LOGIN CREATEDB", f"CREATE ROLE {user} LOGIN")
    _run(server, f"CREATE DATABASE {main} OWNER {owner}", f"CREATE DATABASE {keys} OWNER {user}")
    yield {
        name: make_url(server).set(database=database, username=role).render_as_string(False)
        for name, database, role in (
            ("DATABASE_URL", main, user),
            ("OWNER_DATABASE_URL", main, owner),
            ("KEYRING_URL", keys, user),
        )
    }
    _run(server, *(f"DROP DATABASE {name} WITH (FORCE)" for name in (main, keys)))
    _run(server, f"DROP ROLE {owner}", f"DROP ROLE {user}")


def _run(server: str, *statements: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
