"""Documents on a case file: added, read, handed out and removed, each on the ledger."""

import io
import re
from dataclasses import replace

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.audit import Result
from safetynet.cases import Case
from safetynet.cases.models import ClosingKind
from safetynet.files.models import Document, DocumentKind, Scan
from safetynet.files.words import ON_A_CASE_FILE
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.files import makers
from tests.files.sending import TITLE, files_of, ids_of, send, stored
from tests.ledger import last_entry
from tests.scenes import Scene


def test_an_advocate_adds_a_letter_and_reads_it(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    assert browser.get(f"{scene.path}/documents/new").status_code == 200
    at = stored(browser, scene)
    added = last_entry(app)
    assert added.result is Result.CHANGED
    assert "documents" in {touch.table for touch in added.touches}
    page = browser.get(at).text
    assert TITLE in page
    assert "Not scanned for viruses" in page
    assert "clean" not in page.lower()
    for listed in (scene.path, f"{scene.path}/documents"):
        assert TITLE in browser.get(listed).text
    look = browser.get(f"{at}/look")
    assert "data:image/png;base64," in look.text
    assert 'class="on-screen-only"' in look.text
    seen = last_entry(app)
    assert seen.result is Result.OPENED
    assert {touch.category for touch in seen.touches} == {Category.HEALTH}


def test_it_is_handed_out_as_a_file_that_can_do_nothing(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    answer = browser.get(f"{stored(browser, scene)}/file")
    assert answer.data.startswith(b"%PDF-")
    name = answer.headers["Content-Disposition"]
    assert re.fullmatch(r"attachment; filename=document-[0-9a-f]{8}\.pdf", name)
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content_type == "application/pdf"
    taken = last_entry(app)
    assert taken.result is Result.EXPORTED
    assert [touch.table for touch in taken.touches] == ["documents"]


def test_nothing_of_it_lies_on_the_disk_in_clear(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    text = b"She has an appointment on Tuesday.\n" * 9_000
    browser.as_(cast.advocate)
    at = stored(browser, scene, text, name="Quillfeather.txt")
    [file] = files_of(app)
    assert re.fullmatch(r"[0-9a-f]{32}", file.name)
    assert file.stat().st_mode & 0o077 == 0
    assert b"appointment" not in file.read_bytes()
    assert len(text) > 4 * 64 * 1024
    assert browser.get(f"{at}/file").data == text
    shown = browser.get(f"{at}/look").text
    assert "appointment on Tuesday" in shown


def test_every_kind_has_its_compartment(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.probation)
    kinds = list(ON_A_CASE_FILE)
    for kind in kinds:
        stored(browser, scene, b"words", kind=kind.value)
    with app.app_context(), job("test: look"):
        found = rows(Document)
        assert [document.kind for document in found] == kinds
        assert not [one for one in found if one.category is Category.OFFICE]
        assert {one.scan for one in found} == {Scan.NOT_SCANNED}


def test_what_is_missing_or_wrong_is_said_at_its_field(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    assert "Choose a file" in send(browser, scene, name="").text
    assert send(browser, scene, title=" ").status_code == 422
    for kind in ("", "served", "referral", "dossier"):
        assert send(browser, scene, kind=kind).status_code == 422
    program = send(browser, scene, b"MZ\x90\0\x03", name="letter.pdf")
    assert program.status_code == 422
    assert "whatever its name says" in program.text
    assert files_of(app) == []


def test_what_is_too_large_is_not_stored(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file beyond its limit is said at its field; a request beyond all is not even read."""
    monkeypatch.setitem(app.extensions, "config", replace(app.extensions["config"], file_mb=1))
    browser.as_(cast.advocate)
    refused = send(browser, scene, b"a" * (1 << 20) + b"a", name="long.txt")
    assert refused.status_code == 422
    assert "The file is too large" in refused.text
    app.config["MAX_CONTENT_LENGTH"] = 2 << 20
    assert send(browser, scene, b"a" * (3 << 20), name="longer.txt").status_code == 413
    assert files_of(app) == []


def test_a_picture_warns_and_is_kept_only_where_somebody_insists(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    warned = send(browser, scene, makers.photo(), name="IMG_0001.jpg")
    assert warned.status_code == 422
    assert "This is a picture" in warned.text
    assert files_of(app) == []
    at = stored(browser, scene, makers.photo(), is_needed="y")
    assert makers.SECRET not in browser.get(f"{at}/file").data
    assert "data:image/jpeg;base64," in browser.get(f"{at}/look").text


def test_sent_twice_it_is_stored_once(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    key = "0b6b6a4e-5f8c-4f0e-9a57-0d2b5b1c7a11"
    first = send(browser, scene, form_key=key)
    again = send(browser, scene, form_key=key)
    assert first.location == again.location
    assert len(files_of(app)) == len(ids_of(app)) == 1


def test_it_crosses_as_its_kind_of_content_does(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    at = stored(browser, scene)
    browser.as_(cast.probation)
    for path in (at, f"{at}/look", f"{at}/file"):
        assert browser.get(path).status_code == 404
    assert TITLE not in browser.get(scene.path).text
    release = scenes.release(app, scene, cast.probation, Category.HEALTH, obtained_by=cast.advocate)
    assert TITLE in browser.get(scene.path).text
    assert browser.get(f"{at}/file").data.startswith(b"%PDF-")
    opened = last_entry(app)
    assert "release" in opened.basis
    assert browser.get(f"{at}/removal").status_code == 403
    browser.as_(cast.advocate)
    browser.post(f"{scene.path}/releases/{release}/revocation")
    browser.as_(cast.probation)
    assert browser.get(f"{at}/file").status_code == 404


def test_an_outsider_does_not_learn_that_it_exists(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    at = stored(browser.as_(cast.advocate), scene)
    browser.as_(cast.outsider)
    invented = "/documents/0b6b6a4e-5f8c-4f0e-9a57-0d2b5b1c7a11"
    for part in ("", "/look", "/file", "/removal"):
        here, nowhere = browser.get(at + part), browser.get(invented + part)
        assert here.status_code == 404
        assert here.data == nowhere.data
    assert send(browser, scene).status_code == 404
    assert len(files_of(app)) == 1


def test_who_has_no_seat_reads_what_was_released(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    at = stored(browser.as_(cast.advocate), scene)
    scenes.release(app, scene, cast.outsider, Category.HEALTH, obtained_by=cast.advocate)
    browser.as_(cast.outsider)
    page = browser.get(f"/shared/{scene.survivor_id}").text
    assert TITLE in page
    assert at in page
    assert f"/shared/{scene.survivor_id}" in browser.get(at).text
    assert browser.get(f"{at}/file").status_code == 200


def test_removed_it_is_gone_and_why_stays(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    at = stored(browser, scene)
    scenes.release(app, scene, cast.probation, Category.HEALTH, obtained_by=cast.advocate)
    assert browser.get(f"{at}/removal").status_code == 200
    assert browser.post(f"{at}/removal", {"version": 1}).status_code == 422
    assert len(files_of(app)) == 1
    gone = browser.post(f"{at}/removal", {"version": 1, "reason": "Of somebody else."})
    assert gone.status_code == 303
    assert files_of(app) == []
    assert last_entry(app).result is Result.CHANGED
    assert "Of somebody else." in browser.get(f"{scene.path}/documents").text
    assert "Of somebody else." in browser.get(at).text
    assert TITLE not in browser.get(scene.path).text
    for path in (f"{at}/file", f"{at}/removal"):
        assert browser.get(path).status_code == 403
    assert browser.get(f"{at}/look").status_code == 404
    browser.as_(cast.probation)
    assert TITLE not in browser.get(f"{scene.path}/documents").text
    assert browser.get(at).status_code == 403


def test_a_removal_by_two_at_once_is_one(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    at = stored(browser, scene)
    typed = {"version": 1, "reason": "Twice."}
    assert browser.post(f"{at}/removal", typed).status_code == 303
    assert browser.post(f"{at}/removal", typed).status_code == 403


def test_the_signed_paper_lies_with_its_release(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    release = scenes.release(app, scene, cast.probation, Category.PLAN, obtained_by=cast.advocate)
    browser.as_(cast.advocate)
    page = f"{scene.path}/releases/{release}"
    assert f"{page}/paper" in browser.get(page).text
    assert browser.get(f"{page}/paper").status_code == 200
    sent = {"title": "Signed paper", "file": (io.BytesIO(makers.pdf()), "x.pdf")}
    answer = browser.post(f"{page}/paper", sent)
    assert answer.status_code == 303
    assert str(answer.location) in browser.get(page).text
    with app.app_context(), job("test: look"):
        [document] = rows(Document)
        assert (document.kind, document.release_id) == (DocumentKind.SIGNED_RELEASE, release)
    browser.as_(cast.probation)
    assert browser.get(f"{page}/paper").status_code == 403
    assert "Signed paper" not in browser.get(page).text


def test_nothing_is_added_to_a_closed_case(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    at = stored(browser, scene)
    with app.app_context(), job("test: close"):
        [case] = rows(Case)
        case.close(ClosingKind.SAFE_AND_STABLE, clock.now())
    browser.as_(cast.advocate)
    assert send(browser, scene).status_code == 403
    assert browser.get(f"{at}/file").status_code == 200


def test_roles_without_content_have_no_documents(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    at = stored(browser.as_(cast.advocate), scene)
    for player in (cast.analyst, cast.observer, cast.administrator):
        assert browser.as_(player).get(at).status_code == 403
    assert browser.as_(cast.privacy_officer).get(at).status_code == 404
