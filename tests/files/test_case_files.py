"""The gate of the juvenile case file (WIC 827, CR-18): to look at it is not to copy it."""

import io

from flask import Flask

from safetynet import clock
from safetynet.access import Role, job
from safetynet.bundles import Scope, rows_in
from safetynet.db import db
from safetynet.files.models import Document
from safetynet.process.bundle import rows_leaving
from safetynet.sharing import Disclosure, DisclosureBasis
from safetynet.sharing.grid import SHAREABLE
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.files import makers
from tests.files.sending import TITLE, files_of, send, stored
from tests.process.conftest import typed
from tests.scenes import Scene


def told(app: Flask, scene: Scene, by: Player, to: Player, basis: DisclosureBasis) -> None:
    """Let one agency tell another what it has of the juvenile court."""
    with app.app_context(), job("test: tell"):
        db.session.add(
            Disclosure(
                survivor_id=scene.survivor_id,
                from_agency_id=by.agency_id,
                to_agency_id=to.agency_id,
                basis=basis,
                categories=[Category.JUVENILE_COURT.value],
                starts_on=clock.today(),
                ends_on=clock.today(),
            )
        )


def case_file(browser: Browser, scene: Scene, by: Player) -> str:
    return stored(browser.as_(by), scene, kind="juvenile_case_file")


def test_who_has_such_papers_by_law_adds_one(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    at = case_file(browser, scene, cast.probation)
    assert "Out of a juvenile case file" in browser.get(at).text
    assert browser.get(f"{at}/file").status_code == 200


def test_everybody_else_needs_the_courts_order(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    scenes.seat(app, scene, cast.prosecutor)
    for player in (cast.advocate, cast.provider, cast.prosecutor):
        browser.as_(player)
        refused = send(browser, scene, kind="juvenile_case_file")
        assert refused.status_code == 422
        assert "juvenile court’s order" in refused.text
    assert files_of(app) == []
    at = stored(browser, scene, kind="juvenile_case_file", court_order="JV-2231, 3 March")
    assert "JV-2231" in browser.get(at).text


def test_a_prosecutor_looks_and_takes_no_copy(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    at = case_file(browser, scene, cast.probation)
    scenes.seat(app, scene, cast.prosecutor)
    told(app, scene, cast.probation, cast.prosecutor, DisclosureBasis.CASE_FILE)
    page = browser.as_(cast.prosecutor).get(at)
    assert TITLE in page.text
    assert "Download" not in page.text
    look = browser.get(f"{at}/look")
    assert "data:image/png;base64," in look.text
    assert 'class="on-screen-only"' in look.text
    assert browser.get(f"{at}/file").status_code == 403


def test_a_release_lets_look_and_not_copy_either(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    at = case_file(browser, scene, cast.probation)
    court = Category.JUVENILE_COURT
    scenes.release(app, scene, cast.provider, court, obtained_by=cast.probation)
    browser.as_(cast.provider)
    assert browser.get(f"{at}/look").status_code == 200
    assert browser.get(f"{at}/file").status_code == 403


def test_a_courts_order_on_record_lets_copy(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    at = case_file(browser, scene, cast.probation)
    scenes.seat(app, scene, cast.prosecutor)
    told(app, scene, cast.probation, cast.prosecutor, DisclosureBasis.CASE_FILE)
    told(app, scene, cast.probation, cast.prosecutor, DisclosureBasis.COURT_ORDER)
    browser.as_(cast.prosecutor)
    assert "Download" in browser.get(at).text
    assert browser.get(f"{at}/file").status_code == 200


def test_what_no_screen_shows_is_shown_by_its_owner(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.probation)
    at = stored(browser, scene, makers.package(), kind="juvenile_case_file")
    told(app, scene, cast.probation, cast.provider, DisclosureBasis.CASE_FILE)
    page = browser.as_(cast.provider).get(f"{at}/look").text
    assert "Ask County Probation to show it to you" in page


def test_it_is_never_produced(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    case_file(browser, scene, cast.probation)
    stored(browser, scene, kind="court_order", title="The order itself")
    scope = Scope(cast.probation.agency_id, scene.survivor_id, frozenset(SHAREABLE))
    with app.app_context(), job("test: produce"):
        there = [row.title for row in rows_in(scope) if isinstance(row, Document)]
        leaving = [row.title for row in rows_leaving(scope) if isinstance(row, Document)]
    assert sorted(there) == [TITLE, "The order itself"]
    assert leaving == ["The order itself"]


def test_no_agenda_minutes_or_search_names_it(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    case_file(browser, scene, cast.probation)
    for path in ("/", "/meetings", "/search?q=clinic", f"{scene.path}/events", "/cases"):
        assert TITLE not in browser.get(path).text


def test_at_the_desk_nobody_but_the_desk_reads_it(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    desk = scenes.colleague(app, cast.probation, Role.SUPERVISOR)
    browser.as_(desk)
    process = str(browser.post("/legal-process", typed()).location)
    assert browser.get(f"{process}/documents/new").status_code == 200
    sent = {"title": "The subpoena", "file": (io.BytesIO(makers.pdf()), "x.pdf")}
    assert browser.post(f"{process}/documents", sent).status_code == 303
    page = browser.get(process).text
    assert "The subpoena" in page
    at = page.partition('href="/documents/')[2].partition('"')[0]
    assert browser.get(f"/documents/{at}/file").status_code == 200
    officer = scenes.colleague(app, cast.probation, Role.PRIVACY_OFFICER)
    assert browser.as_(officer).get(f"/documents/{at}").status_code == 200
    for player in (cast.probation, cast.advocate, cast.coordinator, cast.privacy_officer):
        assert browser.as_(player).get(f"/documents/{at}").status_code == 404
