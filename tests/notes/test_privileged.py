"""Privileged notes stay with qualified colleagues (CR-13), who tell the limits first (CR-14)."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from safetynet import clock
from safetynet.access import Permission, job
from safetynet.audit import Result
from safetynet.db import db, writing_engine
from safetynet.notes import LimitsTold, PrivilegedNote, Qualification, QualificationKind
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.sweep import text_of
from tests.ledger import last_entry
from tests.scenes import Scene

TEXT = "Zanzibar marigold canary"
FORM = {"occurred_at": "2025-03-01T10:30", "text": TEXT}


def qualify(app: Flask, player: Player) -> None:
    with app.app_context(), job("test: qualify"):
        db.session.add(
            Qualification(
                member_id=player.id,
                agency_id=player.agency_id,
                kind=QualificationKind.TRAFFICKING_CASEWORKER,
                hours=40,
                recorded_on=clock.today() - timedelta(days=30),
                recorded_by_id=player.id,
            )
        )


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    """A case, and an advocate who is qualified."""
    qualify(app, cast.advocate)
    return scenes.open_case(app, cast)


def write(browser: Browser, scene: Scene) -> str:
    answer = browser.post(f"{scene.path}/privileged-notes", FORM)
    assert answer.status_code == 303
    return str(answer.location)


def test_a_qualified_advocate_writes_reads_and_changes(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    assert browser.get(f"{scene.path}/privileged-notes/new").status_code == 200
    address = write(browser, scene)
    assert TEXT in browser.get(address).text
    assert TEXT in browser.get(f"{scene.path}/privileged-notes").text
    assert browser.get(f"{address}/edit").status_code == 200
    assert browser.post(address, FORM, text="Less.", version="1").status_code == 303
    assert browser.post(address, FORM, text="More.", version="1").status_code == 409


def test_without_a_qualification_the_page_says_who_unlocks_it(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    address = write(browser.as_(cast.advocate), scene)
    browser.as_(cast.supervisor)
    refused = browser.get(f"{scene.path}/privileged-notes")
    assert refused.status_code == 403
    assert "supervisor" in refused.text
    assert browser.get(address).status_code == 404
    assert browser.post(f"{scene.path}/privileged-notes", FORM).status_code == 403


def test_a_qualified_colleague_reads_but_does_not_change(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    address = write(browser.as_(cast.advocate), scene)
    qualify(app, cast.supervisor)
    browser.as_(cast.supervisor)
    assert TEXT in browser.get(address).text
    assert browser.get(f"{address}/edit").status_code == 403
    assert browser.post(address, FORM, version="1").status_code == 403


def test_an_ended_qualification_opens_nothing(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    address = write(browser.as_(cast.advocate), scene)
    with app.app_context(), job("test: end"):
        rows(Qualification)[0].end(clock.today())
    assert browser.get(address).status_code == 404


def test_no_release_carries_a_privileged_note(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    address = write(browser.as_(cast.advocate), scene)
    qualify(app, cast.provider)
    scenes.release(app, scene, cast.provider, *Category, obtained_by=cast.advocate)
    for player in (cast.provider, cast.probation, cast.coordinator):
        assert browser.as_(player).get(address).status_code in {403, 404}
    assert browser.as_(cast.outsider).get(address).status_code == 404


def test_privileged_text_is_on_no_other_page(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    address = write(browser.as_(cast.advocate), scene)
    own_pages = {f"{scene.path}/privileged-notes", address, f"{address}/edit"}
    ids = {"case": scene.case_id}
    for player in (cast.advocate, cast.supervisor, cast.coordinator, cast.privacy_officer):
        browser.as_(player)
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and rule.arguments <= ids.keys():
                path = str(rule.rule).replace("<uuid:case>", str(scene.case_id))
                if path not in own_pages and not path.startswith(("/quick", "/sign")):
                    assert TEXT not in text_of(browser.get(path)), path


def test_an_advocate_is_reminded_until_the_limits_are_told(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    limits = f"{scene.path}/limits-of-confidentiality"
    browser.as_(cast.advocate)
    assert "Nobody has recorded" in browser.get(f"{scene.path}/privileged-notes").text
    assert browser.get(limits).status_code == 200
    assert browser.post(limits, told_on="2999-01-01", how="orally").status_code == 422
    answer = browser.post(limits, told_on="2025-03-01", how="orally")
    assert answer.status_code == 303
    assert {t.table for t in last_entry(app).touches} == {"limits_told"}
    assert "Nobody has recorded" not in browser.get(f"{scene.path}/privileged-notes").text
    with app.app_context(), job("test: look"):
        (told,) = rows(LimitsTold)
        assert (told.told_by_id, told.owner_id) == (cast.advocate.id, cast.harbor_id)
    assert browser.as_(cast.probation).get(limits).status_code == 403
    assert browser.as_(cast.outsider).get(limits).status_code == 404


def test_a_supervisor_records_and_ends_a_qualification(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    form = {"kind": "trafficking_caseworker", "recorded_on": "2025-03-01"}
    browser.as_(cast.supervisor)
    assert browser.get("/qualifications").status_code == 200
    member = {"member": str(cast.advocate.id)}
    assert browser.post("/qualifications", form | member, hours="12").status_code == 422
    assert browser.post("/qualifications", form | member, hours="40").status_code == 303
    # Neither herself nor somebody of another agency.
    for other in (cast.supervisor, cast.outsider):
        theirs = {"member": str(other.id), "hours": "40"}
        assert browser.post("/qualifications", form | theirs).status_code == 422
    with app.app_context(), job("test: look"):
        (held,) = rows(Qualification)
        assert held.member_id == cast.advocate.id
        identity = held.id
    assert browser.post(f"/qualifications/{identity}/end").status_code == 303
    with app.app_context(), job("test: look"):
        assert not rows(Qualification)[0].holds_on(clock.today())
    assert browser.as_(cast.advocate).get("/qualifications").status_code == 403


def test_privileged_notes_are_on_the_ledger_by_id_alone(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    address = write(browser.as_(cast.advocate), scene)
    entry = last_entry(app)
    assert entry.permission == Permission.NOTE_PRIVILEGED
    assert {(t.table, t.effect) for t in entry.touches} == {("privileged_notes", Result.CREATED)}
    browser.as_(cast.supervisor).get(address)
    assert last_entry(app).result is Result.REFUSED
    with app.app_context(), job("test: look"):
        assert rows(PrivilegedNote)[0].category is Category.PRIVILEGED


def test_a_qualification_that_sql_moved_opens_nothing(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.supervisor)
    assert browser.get(f"{scene.path}/privileged-notes/new").status_code == 403
    with app.app_context(), writing_engine().begin() as connection:
        connection.execute(update(Qualification).values(member_id=cast.supervisor.id))
    assert browser.get(f"{scene.path}/privileged-notes/new").status_code == 403
    assert browser.as_(cast.advocate).get(f"{scene.path}/privileged-notes/new").status_code == 403
