"""The throw-away PostgreSQL is real, private and gone afterwards."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.pgfix import postgres, why_no_postgres

pytestmark = pytest.mark.skipif(bool(why_no_postgres()), reason=why_no_postgres() or "")


def test_it_runs_and_leaves_nothing_behind() -> None:
    with postgres() as url:
        engine = sa.create_engine(url)
        with engine.connect() as connection:
            said = {
                name: connection.scalar(sa.text(f"SHOW {name}"))
                for name in ("server_version_num", "listen_addresses", "fsync", "data_directory")
            }
        engine.dispose()
    assert int(said["server_version_num"]) >= 150_000
    assert said["listen_addresses"] == ""
    assert said["fsync"] == "off"
    assert not Path(said["data_directory"]).exists()


def test_a_server_that_runs_already_is_used_as_it_is() -> None:
    with postgres(running="postgresql://elsewhere/tests") as url:
        assert url == "postgresql://elsewhere/tests"
