"""A rare word finds the same services as any other, without all texts being read for it."""

from pathlib import Path
from uuid import uuid4

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import insert, select

from config import Config
from safetynet import clock, create_app
from safetynet.access import job
from safetynet.db import as_foundation, db, reading_engine, writing_engine
from safetynet.directory import Organization, Service, queries, word_index
from safetynet.directory.codes import Unlisted
from tests.browser import Browser
from tests.cast import Cast
from tests.directory.test_directory import listed, read
from tests.directory.test_searching import names_on
from tests.statements import counted

BEFORE = "0104"
"""The version before SQLite kept an index of words."""


def found_with(browser: Browser, words: str) -> list[str]:
    return names_on(browser.get(f"/directory?words={words}").text)[0]


@pytest.mark.parametrize("few", [200, 0], ids=["few hold it", "many hold it"])
@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("lighthouse", ["The lighthouse"]),
        ("light", ["The lighthouse"]),
        ("LÍGHT+the", ["The lighthouse"]),
        ("light+beds", ["The lighthouse"]),
        ("house", []),
        ("o'neil", ["Night beds"]),
        ('"light"', ["The lighthouse"]),
        ("light*", ["The lighthouse"]),
        ("light+OR+night", []),
        ("safe_house", ["Night beds"]),
        ("ñandú", ["Night beds"]),
        ("приют", ["Night beds"]),
        ("beds", ["Night beds", "The lighthouse"]),
        ("zeppelin", []),
    ],
)
def test_the_same_is_found_however_many_hold_it(
    browser: Browser,
    cast: Cast,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    fits: list[str],
    few: int,
) -> None:
    listed(app, None, "One", name="The lighthouse", description="Beds")
    two = "Beds at O'Neil's, a safe_house of ñandúes, Приюты"
    listed(app, None, "Two", name="Night beds", description=two)
    monkeypatch.setattr(queries, "FEW", few)
    assert found_with(browser.as_(cast.advocate), asked) == fits


def test_an_entry_is_found_by_what_it_says_now(browser: Browser, cast: Cast, app: Flask) -> None:
    service = listed(app, None, "Beds", name="Lighthouse")
    browser.as_(cast.coordinator)
    sent = {"name": "Harbor light", "types": ["shelter"], "is_active": "y", "languages": ["en"]}
    version = str(read(app, service, "version"))
    browser.post(f"/directory/{service}/edit", sent | {"version": version})
    assert found_with(browser, "lighthouse") == []
    assert found_with(browser, "harbor") == ["Harbor light"]
    without_active = {name: value for name, value in sent.items() if name != "is_active"}
    version = str(read(app, service, "version"))
    browser.post(f"/directory/{service}/edit", without_active | {"version": version})
    assert found_with(browser, "harbor") == []


@pytest.mark.parametrize("why", [Unlisted.INACTIVE, Unlisted.EXCLUDED, Unlisted.WITHDRAWN])
def test_a_rare_word_finds_nothing_that_is_not_listed(
    browser: Browser, cast: Cast, app: Flask, why: Unlisted
) -> None:
    listed(app, None, "Gone", name="Zeppelin", is_active=False, unlisted=why)
    assert found_with(browser.as_(cast.advocate), "zeppelin") == []


def test_what_is_gone_is_in_no_index(app: Flask, database: str) -> None:
    if database != "sqlite":
        pytest.skip("PostgreSQL keeps no index of words beside the table")
    listed(app, None, "Gone", name="Zeppelin")
    with app.app_context(), as_foundation(), writing_engine().begin() as connection:
        held = "SELECT count(*) FROM service_words WHERE service_words MATCH 'zeppelin'"
        assert connection.exec_driver_sql(held).scalar() == 1
        connection.exec_driver_sql("DELETE FROM services")
        assert connection.exec_driver_sql(held).scalar() == 0


def test_a_rare_word_does_not_read_every_text(
    browser: Browser, cast: Cast, app: Flask, database: str
) -> None:
    if database != "sqlite":
        pytest.skip("PostgreSQL reads its texts as they lie")
    for number in range(3):
        listed(app, None, f"Beds {number}", name=f"Night beds {number}")
    browser.as_(cast.advocate)
    with counted(app) as told:
        browser.get("/directory?words=beds")
    asked = next(sql for sql in told.main if "instr(services.search_text" in sql)
    with app.app_context(), as_foundation(), reading_engine().connect() as connection:
        values = tuple(f"{number}" for number in range(asked.count("?")))
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", values).all()
    said = [line.detail for line in plan]
    assert any("SEARCH services" in line and "(id=?)" in line for line in said), said
    assert not any("SCAN services" in line for line in said), said


def test_services_from_before_are_in_the_index(tmp_path: Path) -> None:
    app = create_app(Config.throw_away(tmp_path))
    with app.app_context(), as_foundation():
        flask_migrate.upgrade(revision=BEFORE)
        row = {"id": uuid4(), "created_at": clock.now(), "version": 1}
        with writing_engine().begin() as connection:
            connection.execute(insert(Organization), [row | {"name": "Beds"}])
            facts = {
                "organization_id": row["id"],
                "name": "Lighthouse",
                "types": [],
                "languages": [],
            }
            words = {"search_text": " lighthouse ", "takes_referrals": True, "is_active": True}
            connection.execute(insert(Service), [row | facts | words | {"is_confidential": False}])
        flask_migrate.upgrade()
        with job("test: look"):
            wanted = select(Service.name).where(word_index.are_held(["light"]))
            assert db.session.scalars(wanted).all() == ["Lighthouse"]


def test_the_index_is_kept_as_the_migrations_leave_it(tmp_path: Path) -> None:
    """A migration that builds the table of services anew has to make its triggers again."""
    app = create_app(Config.throw_away(tmp_path))
    made = "SELECT name, sql FROM sqlite_master WHERE sql LIKE '%service_words%'"
    with app.app_context(), as_foundation():
        flask_migrate.upgrade()
        with writing_engine().connect() as connection:
            rows = connection.exec_driver_sql(made).all()
            kept = {row.name: row.sql for row in rows}
    assert {name: kept.get(name) for name in word_index.MADE} == word_index.MADE
