"""The second person: never whoever asked, by no form and by no statement."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from safetynet import clock
from safetynet.access import Role, job
from safetynet.exports.models import ExportWords
from safetynet.notes.models import Note
from safetynet.sharing import Release
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.exports.conftest import (
    HARBORS,
    TEXT,
    TREATED,
    Later,
    approved,
    ask,
    asked,
    password_of,
    step,
    the_copy,
    version_of,
)
from tests.house.inside import Hand
from tests.ledger import last_entry
from tests.retention.conftest import supervisor_of
from tests.scenes import Scene


def revoke(app: Flask, signed: UUID) -> None:
    with app.app_context(), job("test: stop"):
        [row] = rows(Release, Release.id == signed)
        row.revoke(clock.now())


def edit(app: Flask, text: str) -> None:
    """Let somebody write the note about her safety anew."""
    with app.app_context(), job("test: edit"):
        [note] = [row for row in rows(Note) if row.text == TEXT]
        note.text = text


def test_another_of_the_agency_reads_it_and_approves(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    browser.as_(approver)
    assert f"{hers.number}: a copy of records waits for a second person" in browser.get("/").text
    page = browser.get(path).text
    assert TEXT in page and TREATED not in page and HARBORS not in page
    assert step(browser, path, "approval").status_code == 303
    assert last_entry(app).permission == "export:approve"
    copy = the_copy(app)
    assert (copy["is_approved"], copy["decided_by_id"], copy["pages"]) == (True, approver.id, 2)
    assert copy["serial"] and copy["ends_at"] - clock.now() > timedelta(days=6)
    home = browser.as_(cast.probation).get("/").text
    assert f"{hers.number}: a copy of records was approved" in home


def test_nobody_approves_what_they_asked_for_themselves(
    app: Flask, browser: Browser, hers: Scene, signed: UUID, approver: Player
) -> None:
    """A supervisor who asks needs another one, also where the form is sent by hand."""
    path = asked(browser.as_(approver), hers, signed)
    page = browser.get(path).text
    assert "Waits for a second person" in page and ">Approve<" not in page
    for word in ("approval", "refusal", "password"):
        assert step(browser, path, word).status_code == 403
    assert "waits for a second person" not in browser.get("/").text
    assert the_copy(app)["is_approved"] is None


def test_not_even_sql_makes_one_person_two(
    app: Flask,
    browser: Browser,
    cast: Cast,
    hers: Scene,
    signed: UUID,
    approver: Player,
    hand: Hand,
) -> None:
    asked(browser.as_(cast.probation), hers, signed)
    with pytest.raises(IntegrityError):
        hand.run("UPDATE exports SET is_approved = :yes, decided_by_id = requested_by_id", yes=True)


def test_an_approval_that_sql_wrote_lets_nothing_out(
    app: Flask,
    browser: Browser,
    cast: Cast,
    hers: Scene,
    signed: UUID,
    approver: Player,
    hand: Hand,
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    said = {"yes": True, "by": approver.id, "end": clock.now() + timedelta(days=3)}
    forged = "UPDATE exports SET is_approved = :yes, decided_by_id = :by, ends_at = :end"
    assert hand.run(f"{forged}, serial = 'AAAA-BBBB'", **said) == 1
    assert "It was changed without SafetyNet" in browser.get(path).text
    assert step(browser, path, "delivery").status_code == 404
    assert browser.get(f"{path}/AAAA-BBBB.pdf").status_code == 404
    assert "counts for nothing" in browser.told(step(browser.as_(approver), path, "password"))


def test_rows_that_sql_put_into_it_do_not_leave(
    app: Flask,
    browser: Browser,
    cast: Cast,
    hers: Scene,
    signed: UUID,
    approver: Player,
    hand: Hand,
) -> None:
    """What was approved is under the MAC too: ids of other rows would be other content."""
    path = asked(browser.as_(cast.probation), hers, signed)
    hand.run("UPDATE exports SET held = '[]'")
    assert "counts for nothing" in browser.told(step(browser.as_(approver), path, "approval"))
    assert the_copy(app)["is_approved"] is None


def test_of_two_second_persons_one_decides(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    third = scenes.colleague(app, cast.probation, Role.SUPERVISOR)
    version = version_of(browser, path)
    browsers = [Browser(app).as_(player) for player in (approver, third)]
    words = ("approval", "refusal")
    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(lambda o, w: o.post(f"{path}/{w}", version=version), browsers, words)
        )
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    first = approver if answers[0].status_code == 303 else third
    assert the_copy(app)["decided_by_id"] == first.id


def test_what_is_declined_does_not_go_out(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    assert step(browser.as_(approver), path, "refusal").status_code == 303
    assert step(browser, path, "approval").status_code == 409
    browser.as_(cast.probation)
    assert "The second person declined it." in browser.get(path).text
    assert step(browser, path, "delivery").status_code == 404


def test_what_ended_meanwhile_is_not_approved(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    revoke(app, signed)
    browser.as_(approver)
    assert "What let it go out has ended" in browser.get(path).text
    assert "has ended" in browser.told(step(browser, path, "approval"))
    assert the_copy(app)["is_approved"] is None


def test_what_was_edited_meanwhile_is_not_approved(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    edit(app, "Nobody saw her.")
    assert "edited or destroyed" in browser.told(step(browser.as_(approver), path, "approval"))


def test_another_agencys_supervisor_does_not_learn_of_it(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    for stranger in (cast.supervisor, supervisor_of(app, cast, "elsewhere")):
        browser.as_(stranger)
        assert "waits for a second person" not in browser.get("/").text
        for word in ("approval", "refusal", "password", "recall"):
            assert step(browser, path, word).status_code == 404
    browser.as_(cast.privacy_officer)
    assert step(browser, path, "approval").status_code == 403


def test_the_password_is_shown_to_whoever_approved_for_ten_minutes(
    app: Flask,
    browser: Browser,
    cast: Cast,
    hers: Scene,
    signed: UUID,
    approver: Player,
    later: Later,
) -> None:
    """Whoever asked sends the file, whoever approved tells the password."""
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    password = password_of(app)
    assert password in browser.get(f"{path}/password").text
    assert password not in browser.get(path).text
    third = scenes.colleague(app, cast.probation, Role.SUPERVISOR)
    assert browser.as_(third).get(f"{path}/password").status_code == 404
    assert step(browser, path, "password").status_code == 404
    assert browser.as_(cast.probation).get(f"{path}/password").status_code == 403
    later(minutes=11)
    assert browser.as_(approver).get(f"{path}/password").status_code == 404
    assert step(browser, path, "password").status_code == 303
    assert password_of(app) != password


def test_no_two_passwords_are_alike_and_none_is_readable_in_the_database(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    password = password_of(app)
    assert len(password) == 19 and password.count("-") == 3
    with app.app_context(), job("test: look"):
        assert ExportWords.__sealed__.keys() == {"purpose", "password"}  # type: ignore[attr-defined]


def test_a_copy_of_nobody_but_the_agencys_own(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID
) -> None:
    """What another agency shared with this one is not this one's to pass on."""
    scenes.release(app, hers, cast.probation, Category.SAFETY_RISK, obtained_by=cast.advocate)
    browser.as_(cast.probation)
    assert ask(browser, hers, f"release {signed}").status_code == 303
    with app.app_context(), job("test: look"):
        mine = {row.id for row in rows(Note) if row.owner_id == cast.probation.agency_id}
    assert {UUID(code.split()[1]) for code in the_copy(app)["held"]} <= mine
