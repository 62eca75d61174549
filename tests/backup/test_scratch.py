"""The databases in which a backup is proved go away, whoever looks into them meanwhile."""

from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import create_engine, make_url, text

from config import Config
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
        real = replace(plain, database_url=settings["DATABASE_URL"])
        with scratch_databases(real, plain) as scratch:
            name = make_url(scratch.database_url).database
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
