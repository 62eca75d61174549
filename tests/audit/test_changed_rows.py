"""A row that SQL put in, changed, took out or put back is named, whatever its MAC says."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import Table, delete, insert, select, text, update

from safetynet import clock
from safetynet.access import job
from safetynet.audit import the_sequencer
from safetynet.audit.acting import Visit
from safetynet.audit.entry import Result, Touch
from safetynet.cases import Case
from safetynet.db import Model, db, writing_engine
from safetynet.sharing import Release
from safetynet.survivors.models import Name
from safetynet.vault.compartments import NOBODY
from tests.audit.test_rows import by_sql, run
from tests.cast import Cast
from tests.scenes import Scene, open_case, release, write_name


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return open_case(app, cast)


def _table(model: type[Model]) -> Table:
    return Model.metadata.tables[model.__tablename__]


def row_of(app: Flask, model: type[Model], identity: UUID) -> dict[str, Any]:
    table = _table(model)
    with app.app_context(), writing_engine().connect() as connection:
        found = connection.execute(select(table).where(table.c.id == identity))
        return dict(found.mappings().one())


def _named(app: Flask, model: type[Model], identity: UUID, words: str) -> None:
    """Expect that verifying names this row, in words, and ends with 1."""
    said = run(app, "verify", "--json")
    assert said.exit_code == 1
    found = [one["sentence"] for one in json.loads(said.stdout)["changed_rows"]]
    assert len(found) == 1
    assert found[0].startswith(f"{model.__tablename__} {identity}: ")
    assert words in found[0]
    assert "The ledger is whole." in run(app, "verify").output


def _a_name(app: Flask) -> UUID:
    with app.app_context(), job("test: look"):
        return db.session.scalars(select(Name.id)).first() or NOBODY


def test_a_revoked_release_put_back_is_named(app: Flask, cast: Cast, scene: Scene) -> None:
    """Its MAC is genuine: it was in force once."""
    signed = release(app, scene, cast.outsider, obtained_by=cast.advocate)
    before = row_of(app, Release, signed)
    with app.app_context(), job("test: revoke"):
        db.session.scalars(select(Release).where(Release.id == signed)).one().revoke(clock.now())
    assert run(app, "verify").exit_code == 0
    by_sql(app, update(_table(Release)).where(_table(Release).c.id == signed).values(before))
    _named(app, Release, signed, "not as entry")


def test_a_whole_older_row_put_back_is_named(app: Flask, cast: Cast, scene: Scene) -> None:
    """Every envelope in it opens: only the ledger knows that there is a newer one."""
    name = _a_name(app)
    before = row_of(app, Name, name)
    with app.app_context(), job("test: another name"):
        db.session.scalars(select(Name).where(Name.id == name)).one().parts = Name.joined(
            "Ana", last="New"
        )
    by_sql(app, update(_table(Name)).where(_table(Name).c.id == name).values(before))
    _named(app, Name, name, "not as entry")


def test_a_copy_of_a_row_is_named(app: Flask, cast: Cast, scene: Scene) -> None:
    copy = row_of(app, Case, scene.case_id) | {"id": uuid4(), "number": "26-9999", "ordinal": 9}
    by_sql(app, insert(_table(Case)).values(copy))
    said = run(app, "verify", "--json")
    told = json.loads(said.stdout)
    assert said.exit_code == 1
    assert told["changed_rows"][0]["sentence"] == (
        f"cases {copy['id']}: the ledger knows nothing of this row"
    )
    assert told["forged"] == [{"table": "cases", "row": str(copy["id"])}]


def test_a_row_taken_out_is_named(app: Flask, cast: Cast, scene: Scene) -> None:
    name = write_name(app, scene, cast.probation, "Ana", "Li")
    by_sql(app, delete(_table(Name)).where(_table(Name).c.id == name))
    _named(app, Name, name, "is gone")


def test_a_row_that_the_house_deleted_is_not_missed(app: Flask, cast: Cast, scene: Scene) -> None:
    name = write_name(app, scene, cast.probation, "Ana", "Li")
    gone = row_of(app, Name, name)
    with app.app_context(), job("test: delete"):
        db.session.delete(db.session.scalars(select(Name).where(Name.id == name)).one())
    assert run(app, "verify").exit_code == 0
    by_sql(app, insert(_table(Name)).values(gone))
    _named(app, Name, name, "knows nothing")


def test_a_row_that_cannot_be_read_is_named_by_its_table(
    app: Flask, cast: Cast, scene: Scene, database: str
) -> None:
    if database == "postgresql":
        pytest.skip("PostgreSQL keeps to its types")
    by_sql(app, text("UPDATE cases SET created_at = 'yesterday'"))
    said = run(app, "verify", "--json")
    assert said.exit_code == 1
    found = [one["sentence"] for one in json.loads(said.stdout)["changed_rows"]]
    assert found == ["cases: a row holds what SafetyNet never writes"]


def test_the_next_reading_goes_on_from_the_mark(
    app: Flask, cast: Cast, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that were noted before the mark are compared after it, too."""
    monkeypatch.setattr("safetynet.audit.verify.growth.OUT_OF_ORDER", 0)
    name = write_name(app, scene, cast.probation, "Ana", "Li")
    with app.app_context():
        the_sequencer().sequence_now()
    assert run(app, "verify").exit_code == 0
    write_name(app, scene, cast.probation, "Anna", "Li")
    told = json.loads(run(app, "verify", "--json").stdout)
    assert (told["since"] > 0, told["changed_rows"]) == (True, [])
    by_sql(app, delete(_table(Name)).where(_table(Name).c.id == name))
    _named(app, Name, name, "is gone")


def test_what_a_visit_changed_twice_ended_as_the_second_says() -> None:
    touch = Touch("cases", UUID(int=1), NOBODY, NOBODY, "", Result.CREATED, after=b"a" * 16)
    other = Touch("cases", UUID(int=2), NOBODY, NOBODY, "", Result.CREATED, after=b"b" * 16)
    later = Touch("cases", UUID(int=1), NOBODY, NOBODY, "", Result.CHANGED, after=b"c" * 16)
    visit = Visit(UUID(int=3), "job:test", changed=[touch, other, later])
    assert [told.after for told in visit.touches] == [None, b"b" * 16, b"c" * 16]
