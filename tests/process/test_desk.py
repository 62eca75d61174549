"""Registering what was served, and what the desk did about it."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.db import as_foundation, reading_engine
from safetynet.process import queries
from safetynet.process.models import LegalProcess, ProcessStep, ServedPaper
from safetynet.process.states import AFTER, LEADS_TO, State, WrongStateError, steps_in
from safetynet.retention.models import LegalHold
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.sweep import ONCE
from tests.ledger import last_entry
from tests.process.conftest import ISSUER, LATER, Register, on_day, take, typed, version_of
from tests.retention.conftest import supervisor_of
from tests.scenes import LAST, NAME, Scene
from tests.sharing.test_conflicts import block


def test_a_request_is_registered_under_a_number_of_the_desks_own(
    app: Flask, browser: Browser, desk: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    path = register(number=her.number)
    page = browser.get(path).text
    reference = f"LP-{clock.today().year}-001"
    assert reference in page and "Marlowe and Finch" in page and NAME in page
    title = page[page.index("<title>") : page.index("</title>")]
    assert reference in title and LAST not in title and LAST not in path
    assert last_entry(app).permission == "process:read"
    assert f"LP-{clock.today().year}-002" in browser.get(register()).text
    assert reference in browser.get("/legal-process").text


def test_registering_is_on_the_ledger_without_a_word_of_the_paper(
    app: Flask, browser: Browser, desk: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    register(number=her.number)
    entry = last_entry(app)
    assert entry.permission == "process:keep"
    touched = {touch.table for touch in entry.touches}
    assert {"legal_processes", "served_papers", "legal_holds"} <= touched
    assert LAST not in str(entry) and "Marlowe" not in str(entry)


def test_somebody_whom_nobody_here_knows_is_registered_too(
    app: Flask, browser: Browser, desk: Player, register: Register
) -> None:
    browser.as_(desk)
    page = browser.get(register(person="Nobody Anybody Knows")).text
    assert "none of this agency’s" in page
    with app.app_context(), job("test: look"):
        [row] = rows(LegalProcess)
        assert row.survivor_id is None and not rows(LegalHold)


def test_a_case_of_others_is_answered_as_one_that_is_not_there(
    app: Flask, browser: Browser, cast: Cast, her: Scene
) -> None:
    """Registering tells nobody who exists elsewhere."""
    browser.as_(supervisor_of(app, cast, "elsewhere"))
    form_key = {"form_key": "0f0e0d0c-0b0a-4908-8706-050403020100"}
    answers = [
        browser.post("/legal-process", typed(number=number, **form_key))
        for number in (her.number, "SN-1999-001")
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    there, invented = (
        answer.text.split('<form method="post" action="/legal-process"') for answer in answers
    )
    assert "works on no case with this number" in there[1]
    assert ONCE.sub("", there[1].replace(her.number, "")) == ONCE.sub(
        "", invented[1].replace("SN-1999-001", "")
    )
    with app.app_context(), job("test: look"):
        assert not rows(LegalProcess)


def test_whom_a_conflict_hides_is_hidden_at_the_desk_too(
    app: Flask, browser: Browser, cast: Cast, desk: Player, her: Scene, register: Register
) -> None:
    """To the blocked, neither she nor what was served about her was ever there (CR-23)."""
    browser.as_(desk)
    path = register(number=her.number)
    block(app, her, desk, by=cast.coordinator)
    assert browser.get(path).status_code == 404
    assert her.number not in browser.get("/legal-process").text
    assert "001 is to be answered" not in browser.get("/").text
    for number in (her.number, "SN-1999-001"):
        answer = browser.post("/legal-process", typed(number=number))
        assert answer.status_code == 422 and "works on no case" in answer.text
    assert "002" in browser.get(register()).text


def test_an_agency_that_left_the_table_still_answers_for_its_own(
    app: Flask, browser: Browser, cast: Cast, desk: Player, her: Scene, register: Register
) -> None:
    scenes.unseat(app, her, cast.probation)
    browser.as_(desk)
    assert her.number in browser.get(register(number=her.number)).text


def test_registering_sets_a_legal_hold_that_a_privacy_officer_lifts(
    app: Flask, browser: Browser, cast: Cast, desk: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    register(number=her.number)
    page = browser.as_(cast.privacy_officer).get("/retention/holds").text
    assert her.number in page and "001, County Probation" in page
    assert "Marlowe" not in page and LAST not in page
    with app.app_context(), job("test: look"):
        [held] = rows(LegalHold)
        assert held.cleared_at is None
    browser.as_(desk)
    said = typed(number=her.number)
    del said["hold"]
    assert browser.post("/legal-process", said).status_code == 303
    with app.app_context(), job("test: look"):
        assert len(rows(LegalHold)) == 1


def test_a_hold_is_not_proposed_where_it_would_say_whom_a_shelter_works_with(
    browser: Browser, cast: Cast, desk: Player
) -> None:
    page = browser.as_(desk).get("/legal-process/new").text
    assert re.search(r'<input[^>]*\bchecked\b[^>]*name="hold"', page)
    page = browser.as_(cast.supervisor).get("/legal-process/new").text
    assert not re.search(r'<input[^>]*\bchecked\b[^>]*name="hold"', page)
    assert "Only if she or he agreed" in page


def test_what_was_typed_stays_when_something_is_wrong(browser: Browser, desk: Player) -> None:
    browser.as_(desk)
    wrong = typed(kind="court_order", issuer="  ", **on_day("due_on", -LATER))
    answer = browser.post("/legal-process", wrong)
    assert answer.status_code == 422
    for sentence in ("Write who asks", "which judge signed it", "not before it was served"):
        assert sentence in answer.text
    assert "All records about her since January." in answer.text and "CV-2026-118" in answer.text
    ahead = browser.post("/legal-process", typed(**on_day("served_on", timedelta(days=2))))
    assert ahead.status_code == 422 and "Enter today or an earlier day" in ahead.text


def test_only_the_agencys_own_desk_reads_it(
    app: Flask, browser: Browser, cast: Cast, desk: Player, her: Scene, register: Register
) -> None:
    """A stranger does not learn that there is a request; the team has no desk at all."""
    browser.as_(desk)
    path = register(number=her.number)
    reference = browser.get(path).text.split("<h1>")[1].split("</h1>")[0].split(", ")[1]
    for player in (cast.probation, cast.advocate, cast.coordinator, cast.prosecutor, cast.analyst):
        browser.as_(player)
        assert [browser.get(at).status_code for at in (path, "/legal-process")] == [403, 403]
        assert reference not in browser.get("/").text
    browser.as_(cast.supervisor)
    assert browser.get(path).status_code == 404
    assert browser.get(f"{path}/letter").status_code == 404
    assert take(browser, path, "counsel_told") == 404
    assert reference not in browser.get("/legal-process").text


def test_the_countys_privacy_officer_learns_how_much_waits_and_until_when(
    browser: Browser, cast: Cast, desk: Player, her: Scene, register: Register
) -> None:
    """That somebody's records are asked for somewhere would say whom that agency works with."""
    late = {**on_day("served_on", -LATER), **on_day("due_on", -timedelta(days=1))}
    browser.as_(desk)
    paths = [register(number=her.number), register(**late), register(**late)]
    assert take(browser, paths[2], "answered") == 303
    page = browser.as_(cast.privacy_officer).get("/legal-process").text
    row = page[page.index("County Probation</th>") :]
    day = row[: row.index("</tr>")]
    assert "2" in day and "1" in day and f"{clock.today() - timedelta(days=1):%Y}" in day
    for hidden in (her.number, "LP-", "Subpoena</", *paths):
        assert hidden not in page
    for path in (paths[0], f"{paths[0]}/letter"):
        assert browser.get(path).status_code == 404
    assert take(browser, paths[0], "closed") == 404
    assert "At other agencies" not in browser.as_(desk).get("/legal-process").text


def test_each_step_has_a_day_an_author_and_a_sealed_word(
    app: Flask, browser: Browser, desk: Player, register: Register
) -> None:
    browser.as_(desk)
    path = register()
    assert take(browser, path, "counsel_told", "Object to the whole of it.") == 303
    assert last_entry(app).permission == "process:keep"
    page = browser.get(path).text
    assert "Object to the whole of it." in page and "Other Supervisor, County Probation" in page


def test_why_somebody_was_not_told_is_always_written_down(
    browser: Browser, desk: Player, register: Register
) -> None:
    browser.as_(desk)
    path = register()
    for kind in ("survivor_not_told", "telling_forbidden", "objected"):
        assert take(browser, path, kind) == 422
    assert take(browser, path, "survivor_not_told", "Nobody has reached her yet.") == 303
    assert take(browser, path, "telling_forbidden", "Sealed order of Judge Ames.") == 303
    assert "silent about this" in browser.get(path).text
    assert take(browser, path, "survivor_told") == 303
    assert "silent about this" not in browser.get(path).text


def test_a_day_to_answer_by_waits_on_the_home_page_and_goes_overdue(
    browser: Browser, desk: Player, register: Register
) -> None:
    browser.as_(desk)
    path = register(**on_day("served_on", -LATER), **on_day("due_on", -timedelta(days=1)))
    home = browser.get("/").text
    assert "001 is to be answered" in home and "Overdue" in home
    assert "overdue" in browser.get("/legal-process").text
    assert take(browser, path, "answered") == 303
    assert "is to be answered" not in browser.get("/").text
    assert "overdue" not in browser.get(path).text


def test_no_request_falls_off_the_list(
    browser: Browser, desk: Player, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    browser.as_(desk)
    late, closed, first, _next = (
        register(**on_day("due_on", timedelta(days=ahead))) for ahead in (9, 1, 2, 3)
    )
    assert take(browser, closed, "closed") == 303
    page = browser.get("/legal-process").text
    assert first in page and late not in page and "page=2" in page
    page = browser.get("/legal-process?page=2").text
    assert page.index(late) < page.index(closed) and "page=3" not in page


def test_an_objection_is_followed_by_what_the_court_said(
    browser: Browser, desk: Player, register: Register
) -> None:
    browser.as_(desk)
    path = register()
    assert take(browser, path, "objected", "Motion to quash, filed by counsel.") == 303
    assert take(browser, path, "narrowed", "Only attendance since May.") == 303
    assert take(browser, path, "objected", "Still too wide.") == 303
    assert take(browser, path, "quashed", "Judge Ames quashed it.") == 303
    assert take(browser, path, "narrowed", "No.") == 422
    assert take(browser, path, "closed") == 303
    assert "Write down a step" not in browser.get(path).text
    assert take(browser, path, "counsel_told") == 409


@pytest.mark.parametrize("state", State)
def test_a_step_leads_only_where_the_table_says(state: State) -> None:
    assert all(LEADS_TO[step] in AFTER[state] for step in steps_in(state) if step in LEADS_TO)
    assert state is not State.CLOSED or not steps_in(state)


def test_a_step_out_of_its_turn_is_refused(
    app: Flask, browser: Browser, desk: Player, register: Register
) -> None:
    """The form does not offer it; nor is it taken from somebody who saw another state."""
    browser.as_(desk)
    path = register()
    assert take(browser, path, "answered") == 303
    with app.app_context(), job("test: out of turn"):
        [process] = rows(LegalProcess)
        for state in set(State) - {State.CLOSED}:
            with pytest.raises(WrongStateError):
                process.move(state)


def test_of_two_at_once_the_second_is_shown_that_it_moved_on(
    app: Flask, browser: Browser, desk: Player, register: Register
) -> None:
    browser.as_(desk)
    path = register()
    shown = version_of(browser, path)
    said = {"kind": "counsel_told", "version": shown, **on_day("day")}
    key = "2c0ffee0-0000-4000-8000-000000000001"
    first, again = (browser.post(f"{path}/steps", said, form_key=key) for _ in range(2))
    assert first.status_code == again.status_code == 303
    assert browser.post(f"{path}/steps", said).status_code == 409
    with app.app_context(), job("test: look"):
        assert len(rows(ProcessStep)) == 1


def test_the_words_of_the_paper_are_sealed(
    app: Flask, browser: Browser, desk: Player, register: Register
) -> None:
    browser.as_(desk)
    register()
    table = ServedPaper.__table__
    with app.app_context(), as_foundation(), reading_engine().connect() as connection:
        [row] = connection.execute(table.select()).mappings()
        stored = b" ".join(bytes(row[one]) for one in ("issuer", "issuer_reference", "person"))
        assert ISSUER[:7].encode() not in stored and LAST.encode() not in stored
