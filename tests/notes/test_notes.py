"""Notes: who writes them, about what, and to whom they cross."""

from flask import Flask

from safetynet.access import job
from safetynet.audit import Result
from safetynet.notes import Note, NoteKind
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.scenes import Scene

TEXT = "She asked for the blue coat to be kept for her."
FORM = {"kind": "visit", "occurred_at": "2025-03-01T10:30", "text": TEXT}


def write(browser: Browser, scene: Scene, category: Category) -> str:
    """Write a note as whoever is signed in; return its address."""
    answer = browser.post(f"{scene.path}/notes", FORM, category=category)
    assert answer.status_code == 303
    return str(answer.location)


def test_an_advocate_writes_a_note_and_reads_it(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.advocate)
    assert browser.get(f"{scene.path}/notes/new").status_code == 200
    address = write(browser, scene, Category.SAFETY_RISK)
    assert TEXT in browser.get(address).text
    assert TEXT in browser.get(f"{scene.path}/notes").text
    assert TEXT in browser.get(scene.path).text
    with app.app_context(), job("test: look"):
        (note,) = rows(Note)
        assert (note.text, note.kind) == (TEXT, NoteKind.VISIT)
        assert note.owner_id == cast.harbor_id
        # Half past ten in California was half past six in the evening in UTC.
        assert note.occurred_at.isoformat() == "2025-03-01T18:30:00+00:00"


def test_an_agency_writes_only_about_what_it_knows(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.probation)
    page = browser.get(f"{scene.path}/notes/new").text
    assert "Juvenile court" in page
    assert "Mental health" not in page
    refused = browser.post(f"{scene.path}/notes", FORM, category=Category.MENTAL_HEALTH)
    assert refused.status_code == 422
    assert browser.post(f"{scene.path}/notes", FORM, category="").status_code == 422


def test_a_note_ahead_of_time_is_refused(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    ahead = FORM | {"occurred_at": "2999-01-01T10:00", "category": "safety_risk"}
    answer = browser.as_(cast.advocate).post(f"{scene.path}/notes", ahead)
    assert answer.status_code == 422
    assert TEXT in answer.text


def test_safety_crosses_by_seat_unless_the_writer_is_covered(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    seen_by_team = write(browser.as_(cast.probation), scene, Category.SAFETY_RISK)
    court = write(browser, scene, Category.JUVENILE_COURT)
    covered = write(browser.as_(cast.advocate), scene, Category.SAFETY_RISK)
    browser.as_(cast.provider)
    assert browser.get(seen_by_team).status_code == 200
    assert browser.get(court).status_code == 404
    assert browser.get(covered).status_code == 404


def test_a_release_carries_one_category(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.advocate)
    risk, plan = (write(browser, scene, c) for c in (Category.SAFETY_RISK, Category.PLAN))
    scenes.release(app, scene, cast.provider, Category.PLAN, obtained_by=cast.advocate)
    browser.as_(cast.provider)
    assert TEXT in browser.get(plan).text
    assert browser.get(risk).status_code == 404
    assert browser.get(f"{scene.path}/notes").text.count(TEXT) == 1


def test_only_its_author_changes_a_note(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    address = write(browser.as_(cast.advocate), scene, Category.PLAN)
    assert browser.get(f"{address}/edit").status_code == 200
    changed = FORM | {"text": "The red coat.", "version": "1"}
    assert browser.post(address, changed).status_code == 303
    assert "The red coat." in browser.get(address).text
    browser.as_(cast.supervisor)
    assert "The red coat." in browser.get(address).text
    assert browser.get(f"{address}/edit").status_code == 403
    assert browser.post(address, changed, version="2").status_code == 403


def test_nobody_overwrites_an_edit_unseen(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    address = write(browser.as_(cast.advocate), scene, Category.PLAN)
    assert browser.post(address, FORM, text="First.", version="1").status_code == 303
    late = browser.post(address, FORM, text="Second.", version="1")
    assert late.status_code == 409
    assert "First." in late.text
    assert "Second." in late.text


def test_law_enforcement_may_not_write_notes(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    scenes.seat(app, scene, cast.officer)
    browser.as_(cast.officer)
    assert browser.get(f"{scene.path}/notes").status_code == 200
    assert browser.post(f"{scene.path}/notes", FORM, category="safety_risk").status_code == 403


def test_an_outsider_does_not_learn_of_notes(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    address = write(browser.as_(cast.advocate), scene, Category.SAFETY_RISK)
    browser.as_(cast.outsider)
    for path in (f"{scene.path}/notes", f"{scene.path}/notes/new", address, f"{address}/edit"):
        assert browser.get(path).status_code == 404
    assert browser.post(f"{scene.path}/notes", FORM, category="safety_risk").status_code == 404


def test_a_note_hangs_under_its_own_case_only(app: Flask, browser: Browser, cast: Cast) -> None:
    here, there = scenes.open_case(app, cast), scenes.open_case(app, cast)
    address = write(browser.as_(cast.advocate), here, Category.SAFETY_RISK)
    assert browser.get(address.replace(str(here.case_id), str(there.case_id))).status_code == 404


def test_notes_are_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    address = write(browser.as_(cast.advocate), scene, Category.SAFETY_RISK)
    written = last_entry(app)
    assert written.result is Result.CHANGED
    assert {(t.table, t.category, t.effect) for t in written.touches} == {
        ("notes", "safety_risk", Result.CREATED)
    }
    browser.get(address)
    read = last_entry(app)
    assert [(t.table, t.survivor) for t in read.touches] == [("notes", scene.survivor_id)]
    browser.as_(cast.outsider).get(address)
    assert last_entry(app).result is Result.REFUSED
