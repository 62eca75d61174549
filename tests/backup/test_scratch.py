"""The databases in which a backup is proved go away, whoever looks into them meanwhile."""

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from config import Config
from safetynet.backup import scratch
from safetynet.backup.scratch import scratch_databases
from tests.backup.conftest import empty_databases


def test_autovacuum_in_a_scratch_database_does_not_keep_it(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if database != "postgresql":
        pytest.skip("SQLite is proved in a folder")
    postgres_server = request.getfixturevalue("postgres_server")
    plain = Config.throw_away(tmp_path)
    with empty_databases(postgres_server) as settings:
        real = replace(plain, database_url=settings["OWNER_DATABASE_URL"])
        with scratch_databases(real, plain) as made:
            name = make_url(made.database_url).database
            # A superuser's connection, as autovacuum's is; it leaves after a while, as that does.
            engine = create_engine(make_url(postgres_server).set(database=name))
            connection = engine.connect()
            Timer(1.0, engine.dispose).start()
            Timer(1.0, connection.invalidate).start()
    looking = create_engine(postgres_server)
    with looking.connect() as connection:
        named = text("SELECT count(*) FROM pg_database WHERE datname = :name")
        assert connection.scalar(named, {"name": name}) == 0
    looking.dispose()


@pytest.mark.parametrize(("busy", "is_gone"), [(5, True), (6, False)])
def test_a_scratch_database_in_use_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, busy: int, is_gone: bool
) -> None:
    """PostgreSQL says so after five seconds: as one that may be gone by the next time."""
    asked: list[str] = []

    def refused(_url: str, statement: str) -> None:
        asked.append(statement)
        if "FORCE" in statement:
            raise ProgrammingError(statement, {}, Exception("only a superuser"))
        if len(asked) <= 2 * busy:
            raise OperationalError(statement, {}, Exception("in use"))

    monkeypatch.setattr(scratch, "_run", refused)
    with nullcontext() if is_gone else pytest.raises(OperationalError):
        scratch._drop("postgresql://nowhere", "one")
    assert len(asked) == 12
