"""The nightly run: it warns first, destroys on the day, and may be stopped anywhere."""

import json

import pytest
from flask import Flask
from sqlalchemy import select, update

from safetynet import clock
from safetynet.access import job
from safetynet.audit import Result
from safetynet.audit.verify import verify
from safetynet.db import as_foundation, db, reading_engine, writing_engine
from safetynet.notes.models import Note
from safetynet.retention.due import years_after
from safetynet.retention.models import Deadline, Destruction, PastCase
from safetynet.survivors import Name
from safetynet.vault import Category, Triple, vault
from safetynet.vault.keyring import Keyring
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.retention.conftest import TEXT, Later, Run
from tests.scenes import BORN, LAST, Scene, write_note

YEARS_7, YEARS_10 = 7 * 366, 10 * 366


def said(output: str) -> dict[str, int]:
    return {name: int(count) for name, count in json.loads(output).items()}


def notes_left(app: Flask) -> int:
    with app.app_context(), job("test: count"):
        return len(rows(Note))


def test_a_fresh_case_is_left_alone(app: Flask, scene: Scene, run: Run) -> None:
    assert said(run("--json"))["listed"] == 0
    assert notes_left(app) == 2


def test_the_keeper_is_warned_30_days_before_and_then_it_is_gone(
    app: Flask, cast: Cast, browser: Browser, scene: Scene, later: Later, run: Run
) -> None:
    later(YEARS_7)
    first = said(run("--json"))
    assert first["warned"] > 0 and first["destroyed"] == 0
    assert scene.number in browser.as_(cast.supervisor).get("/").text
    assert "will be destroyed" in browser.get("/").text
    later(YEARS_7 + 29)
    assert said(run("--json"))["destroyed"] == 0
    later(YEARS_7 + 30)
    assert said(run("--json"))["destroyed"] > 0
    with app.app_context(), job("test: look"):
        assert not rows(Name)
        # The clinic's health note is kept for ten years.
        [note] = rows(Note)
        assert note.category is Category.HEALTH
    assert said(run("--json"))["destroyed"] == 0


def test_a_dry_run_changes_nothing(app: Flask, scene: Scene, later: Later, run: Run) -> None:
    later(YEARS_7)
    assert said(run("--json", "--dry-run"))["warned"] > 0
    assert "would be destroyed" in run("--dry-run")
    with app.app_context(), job("test: look"):
        assert not rows(Deadline)


def test_each_destruction_is_one_entry_with_its_compartments_and_no_text(
    app: Flask, cast: Cast, scene: Scene, later: Later, run: Run
) -> None:
    later(YEARS_10)
    run()
    later(YEARS_10 + 30)
    run()
    entry = last_entry(app)
    assert entry.result is Result.DESTROYED
    destroyed = [touch for touch in entry.touches if touch.effect is Result.DESTROYED]
    assert {touch.survivor for touch in destroyed} == {scene.survivor_id}
    assert all(touch.fields == () for touch in destroyed)
    with app.app_context():
        assert verify(reading_engine(), app.extensions["ledger"]).is_clean


def test_a_tombstone_that_sql_changed_is_named(
    app: Flask, scene: Scene, later: Later, run: Run
) -> None:
    """The touches that say "destroyed" do not take the place of the row's digest."""
    later(YEARS_10)
    run()
    later(YEARS_10 + 30)
    run()
    table = Destruction.__table__
    with app.app_context(), as_foundation(), writing_engine().begin() as connection:
        connection.execute(update(table).values(rows=99))  # type: ignore[arg-type]
    with app.app_context():
        found = verify(reading_engine(), app.extensions["ledger"], rows=True).changed_rows
    assert found and all("destructions" in one.sentence for one in found)


def test_new_content_brings_grace(
    app: Flask, cast: Cast, scene: Scene, later: Later, run: Run
) -> None:
    later(YEARS_10)
    run()
    write_note(app, scene, cast.provider, Category.HEALTH, TEXT)
    later(YEARS_10 + 30)
    run()
    with app.app_context(), job("test: look"):
        assert {note.category for note in rows(Note)} == {Category.HEALTH}
        [deadline] = rows(Deadline, Deadline.record_class == "health")
        assert (deadline.due_on - clock.today()).days == 60


@pytest.fixture
def due(scene: Scene, later: Later, run: Run) -> Scene:
    """Everything of it is to be destroyed by the next run."""
    later(YEARS_10)
    run()
    later(YEARS_10 + 30)
    return scene


@pytest.fixture
def advocate(browser: Browser, cast: Cast, due: Scene) -> Browser:
    """Signed in after all that time, not before."""
    return browser.as_(cast.advocate)


class StoppedError(Exception):
    """Stands for a kill."""


@pytest.mark.parametrize("at", [0, 4, 9, 10, 14])
def test_a_stopped_run_is_finished_by_the_next(
    app: Flask,
    advocate: Browser,
    due: Scene,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    at: int,
) -> None:
    destroy, calls = Keyring.destroy, iter(range(100))

    def stopping(keyring: Keyring, triple: Triple) -> None:
        destroy(keyring, triple)
        if next(calls) == at:
            raise StoppedError

    monkeypatch.setattr(Keyring, "destroy", stopping)
    with pytest.raises((StoppedError, AssertionError)):
        run()
    monkeypatch.undo()
    # Rows that no key opens: a clean page, and never a fault.
    assert advocate.get(due.path).status_code in {200, 410}
    run("--json")
    with app.app_context(), job("test: look"):
        assert not rows(Note) and not rows(Name) and not rows(Deadline)
        assert len(rows(PastCase)) == 1
    with app.app_context():
        assert verify(reading_engine(), app.extensions["ledger"]).is_clean
    assert advocate.get(due.path).status_code == 200


def test_rows_that_a_backup_brought_back_are_taken_away(
    app: Flask, cast: Cast, scene: Scene, run: Run
) -> None:
    """A restore destroys the keys again; the rows that they opened lie there until the run."""
    gone = Triple(scene.survivor_id, cast.harbor_id, Category.IDENTITY)
    with app.app_context():
        vault().keyring.destroy(gone)
    assert said(run("--json"))["finished"] == 1
    with app.app_context(), job("test: look"):
        assert not rows(Name)
        [stone] = rows(Destruction)
        assert (stone.authority, stone.number) == ("restored", scene.number)


def test_what_survives_for_counting_leads_to_nobody(
    app: Flask, cast: Cast, scene: Scene, later: Later, run: Run
) -> None:
    """Whoever knows all about one young person finds nothing in the row that is new, or hers."""
    is_grown = clock.today() >= years_after(BORN, 18)
    later(YEARS_7)
    run()
    later(YEARS_7 + 30)
    run()
    with app.app_context(), job("test: look"):
        [past] = rows(PastCase)
        columns = {column.name for column in PastCase.__table__.columns}
        assert columns == {"id", "created_at", "version", "opened_in", "closed_in", "age_range"}
        assert past.age_range == ("18_to_24" if is_grown else "15_to_17")
        assert (past.created_at.astimezone(clock._zone)).day == 1
        held = [str(getattr(past, name)) for name in columns]
        known = (str(scene.survivor_id), str(scene.case_id), scene.number, LAST)
        assert not any(word in text for text in held for word in known)
        # Nor does the ledger name the row beside her.
        assert past.id not in {touch.row for touch in last_entry(app).touches}
        assert db.session.scalar(select(Destruction.id).where(Destruction.id == past.id)) is None
