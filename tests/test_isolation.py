"""What a test leaves behind, the next one does not find; and nobody shares what he changed."""

from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import MetaData

from safetynet.db import as_foundation, db
from tests import scenes
from tests.cast import Cast
from tests.conftest import House, a_copy

LEFT = {"survivors", "cases", "ledger_entries", "compartment_keys", "ledger.journal"}
"""Among what a case leaves in tables and files."""


def checksums(app: Flask) -> dict[str, str]:
    """Return a checksum of every table's rows, the keyring's too, and of every other file."""
    found = {}
    with app.app_context(), as_foundation():
        for engine in (db.engine, app.extensions["vault"].keyring.store.engine):
            tables = MetaData()
            tables.reflect(engine)
            with engine.connect() as connection:
                for table in tables.sorted_tables:
                    rows = connection.execute(table.select()).all()
                    found[table.name] = checksum("\n".join(sorted(map(repr, rows))).encode())
    files = [path for path in app.extensions["config"].instance.rglob("*") if path.is_file()]
    return found | {p.name: checksum(p.read_bytes()) for p in files if ".db" not in p.suffix}


def checksum(content: bytes) -> str:
    return sha256(content).hexdigest()


def test_every_copy_of_the_house_is_the_house(house: House, cast: Cast, tmp_path: Path) -> None:
    with a_copy(house, tmp_path / "first") as app:
        before = checksums(app)
        scenes.open_case(app, cast)
        after = checksums(app)
    assert {name for name in after if after[name] != before[name]} >= LEFT
    with a_copy(house, tmp_path / "second") as app:
        assert checksums(app) == before


def shares(app: Flask) -> bool:
    with app.app_context():
        return any("compiled_cache" in one.get_execution_options() for one in db.engines.values())


def test_statements_are_shared_where_nothing_is_replaced(app: Flask) -> None:
    assert shares(app)


@pytest.mark.usefixtures("monkeypatch")
def test_a_test_that_replaces_parts_compiles_alone(app: Flask) -> None:
    assert not shares(app)
