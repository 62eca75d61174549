"""Documents that go with a referral: sent with the form or added later, seen as its words are."""

import io
import re
from typing import Any

import pytest
from flask import Flask

from safetynet.access import job
from safetynet.audit import Result
from safetynet.files.models import CATEGORY_OF, Document, DocumentKind
from safetynet.files.words import WITH_A_REFERRAL
from safetynet.referrals import Referral
from safetynet.referrals.bases import RELEASABLE
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.files import makers
from tests.files.sending import files_of
from tests.ledger import last_entry
from tests.referrals.telling import FACTS, coded, released, send, typed, version_of

TITLE = "Report about Marigold by the night shift"
NAME = "Thistledown, Marigold.pdf"


def a_file(data: bytes = b"", name: str = NAME) -> tuple[io.BytesIO, str]:
    return io.BytesIO(data or makers.pdf()), name


def attached(number: int = 0, **more: Any) -> dict[str, Any]:
    """Return what the form of a referral says of one document."""
    said = {"title": TITLE, "kind": "referral", "file": a_file()} | more
    return {f"documents-{number}-{name}": value for name, value in said.items()}


def added(browser: Browser, path: str, **more: Any) -> Any:
    return browser.post(
        f"{path}/documents", {"title": TITLE, "kind": "referral", "file": a_file()} | more
    )


def document_on(page: str) -> str:
    """Return the address of the one document on a referral's page."""
    [at] = set(re.findall(r'href="(/documents/[^"]+)"', page))
    return str(at)


@pytest.fixture
def path(browser: Browser, cast: Cast) -> str:
    """A referral that probation told the office under the team's statute."""
    return send(browser, cast.probation, typed("team_statute"))


# On the page of a referral ------------------------------------------------------------------------


def test_its_sender_adds_a_report_and_the_office_reads_it(
    app: Flask, browser: Browser, cast: Cast, path: str
) -> None:
    browser.as_(cast.probation)
    assert "Medical papers do not go with a referral" in browser.get(f"{path}/documents/new").text
    answer = added(browser, path)
    assert answer.status_code == 303 and answer.location == path
    entry = last_entry(app)
    assert entry.result is Result.CHANGED
    assert ("documents", Category.REFERRAL_NARRATIVE) in {
        (touch.table, touch.category) for touch in entry.touches
    }
    page = browser.as_(cast.coordinator).get(path).text
    assert TITLE in page and NAME not in page
    at = document_on(page)
    assert path in browser.get(at).text
    assert browser.get(f"{at}/file").data.startswith(b"%PDF-")
    taken = last_entry(app)
    assert taken.result is Result.EXPORTED
    assert [touch.table for touch in taken.touches] == ["documents"]


def test_nobody_else_learns_that_it_exists(
    app: Flask, browser: Browser, cast: Cast, path: str
) -> None:
    added(browser.as_(cast.probation), path)
    at = document_on(browser.get(path).text)
    for player in (cast.advocate, cast.outsider, cast.child_welfare):
        browser.as_(player)
        assert browser.get(path).status_code == 404
        for part in ("", "/look", "/file", "/removal"):
            assert browser.get(at + part).status_code == 404
        assert browser.get(f"{path}/documents/new").status_code == 404
        assert added(browser, path).status_code == 404
    assert len(files_of(app)) == 1


def test_whoever_triages_adds_nothing_to_what_another_agency_told(
    app: Flask, browser: Browser, cast: Cast, path: str
) -> None:
    browser.as_(cast.coordinator)
    assert f"{path}/documents/new" not in browser.get(path).text
    assert browser.get(f"{path}/documents/new").status_code == 403
    assert added(browser, path).status_code == 403
    added(browser.as_(cast.probation), path)
    at = document_on(browser.get(path).text)
    assert browser.as_(cast.coordinator).get(f"{at}/removal").status_code == 403


def test_it_crosses_as_what_the_referral_tells_of_its_kind(browser: Browser, cast: Cast) -> None:
    """The report is narrative, which this release does not name; the birth certificate is not."""
    path = send(browser, cast.advocate, typed("release") | released("identity"))
    added(browser, path)
    at = document_on(browser.get(path).text)
    added(browser, path, title="Birth certificate", kind="identity")
    page = browser.as_(cast.coordinator).get(path).text
    assert TITLE not in page and FACTS not in page
    assert "Birth certificate" in page
    assert browser.get(at).status_code == browser.get(f"{at}/file").status_code == 404


def test_every_kind_that_is_offered_may_be_carried() -> None:
    assert {CATEGORY_OF[kind] for kind in WITH_A_REFERRAL} <= {*RELEASABLE}


def test_a_wrong_kind_or_file_is_said_at_its_field(
    app: Flask, browser: Browser, cast: Cast, path: str
) -> None:
    browser.as_(cast.probation)
    for kind in ("", "medical", "served", "other"):
        assert added(browser, path, kind=kind).status_code == 422
    refused = added(browser, path, file=a_file(b"MZ\x90\0\x03"))
    assert refused.status_code == 422 and "whatever its name says" in refused.text
    assert TITLE in refused.text
    assert "This is a picture" in added(browser, path, file=a_file(makers.photo())).text
    assert files_of(app) == []


def test_a_paper_of_the_courts_file_needs_the_courts_order(browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.advocate, typed("release") | released("identity"))
    refused = added(browser, path, kind="juvenile_case_file")
    assert refused.status_code == 422 and "Enter its number" in refused.text
    assert added(browser, path, kind="juvenile_case_file", court_order="JV 1").status_code == 303


def test_removed_its_bytes_are_gone_and_the_office_sees_it_no_more(
    app: Flask, browser: Browser, cast: Cast, path: str
) -> None:
    added(browser.as_(cast.probation), path)
    at = document_on(browser.get(path).text)
    form = {"reason": "It was about her sister.", "version": "1"}
    assert browser.post(f"{at}/removal", form).status_code == 303
    assert files_of(app) == []
    assert "It was about her sister." in browser.get(path).text
    page = browser.as_(cast.coordinator).get(path).text
    assert TITLE not in page and "It was about her sister." not in page


def test_it_lies_on_the_case_file_for_whoever_may_see_it(
    browser: Browser, app: Flask, cast: Cast
) -> None:
    release = released("identity", "referral_narrative")
    path = send(browser, cast.advocate, typed("release") | release)
    added(browser, path)
    accepted = browser.as_(cast.coordinator).post(
        f"{path}/acceptance",
        {"lead": str(cast.probation.agency_id), "with_sender": "y"},
        version=version_of(app, path),
    )
    assert accepted.status_code == 303, accepted.text
    case = str(accepted.location)
    assert TITLE in browser.get(f"{case}/documents").text
    assert TITLE in browser.as_(cast.advocate).get(case).text
    browser.as_(cast.probation)
    assert browser.get(case).status_code == 200
    for page in (case, f"{case}/documents", path):
        assert TITLE not in browser.get(page).text


# With the form -----------------------------------------------------------------------------------


def test_two_go_with_the_form(app: Flask, browser: Browser, cast: Cast) -> None:
    form = (
        typed("team_statute") | attached() | attached(1, title="Order of March", kind="court_order")
    )
    path = send(browser, cast.probation, form)
    entry = last_entry(app)
    assert "documents" in {touch.table for touch in entry.touches}
    assert "Marigold" not in repr(entry)
    page = browser.get(path).text
    assert TITLE in page and "Order of March" in page
    page = browser.as_(cast.coordinator).get(path).text
    # The team's statute carries no juvenile court record.
    assert TITLE in page and "Order of March" not in page
    with app.app_context(), job("test: look"):
        kinds = {document.kind for document in rows(Document)}
    assert kinds == {DocumentKind.REFERRAL, DocumentKind.COURT_ORDER}


def test_a_file_that_is_refused_keeps_the_whole_referral_back(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    form = typed("team_statute") | attached() | attached(1, file=a_file(b"MZ\x90\0\x03"))
    answer = browser.as_(cast.probation).post("/referrals/new", form)
    assert answer.status_code == 422
    assert FACTS in answer.text and TITLE in answer.text
    assert "whatever its name says" in answer.text
    assert "Choose the file again" in answer.text, "of the other one"
    with app.app_context(), job("test: look"):
        assert rows(Referral) == rows(Document) == []


def test_a_page_that_comes_back_says_that_the_file_is_gone(browser: Browser, cast: Cast) -> None:
    """Browsers keep no file: neither after a mistake, nor when there is room made for another."""
    browser.as_(cast.probation)
    wrong = browser.post("/referrals/new", typed("team_statute", urgency="") | attached())
    assert wrong.status_code == 422 and "Choose the file again" in wrong.text
    more = browser.post("/referrals/new", typed("team_statute", more="documents") | attached())
    assert more.status_code == 200 and "Choose the file again" in more.text
    assert 'name="documents-1-file"' in more.text and TITLE in more.text


def test_a_title_without_a_file_and_a_file_without_a_title_are_said(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    browser.as_(cast.probation)
    for number, said in (("file", "Choose a file"), ("title", "Say in a few words what this is")):
        form = typed("team_statute") | attached()
        del form[f"documents-0-{number}"]
        answer = browser.post("/referrals/new", form)
        assert answer.status_code == 422 and said in answer.text
    assert files_of(app) == []


def test_the_form_takes_files_without_a_script(browser: Browser, cast: Cast) -> None:
    page = browser.as_(cast.probation).get("/referrals/new").text
    assert 'enctype="multipart/form-data"' in page


def test_a_coded_referral_holds_no_document(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.as_(cast.advocate)
    refused = browser.post("/referrals/new", coded() | attached())
    assert refused.status_code == 422 and "or document" in refused.text
    path = send(browser, cast.advocate, coded())
    assert f"{path}/documents/new" not in browser.get(path).text
    assert browser.get(f"{path}/documents/new").status_code == 403
    assert added(browser, path).status_code == 403
    assert files_of(app) == []
