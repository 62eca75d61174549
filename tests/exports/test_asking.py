"""Asking for a copy: on what is in force, of one's own, seen before it is sent on."""

from datetime import timedelta
from uuid import UUID

from flask import Flask

from safetynet.access import job
from safetynet.exports.models import Export
from safetynet.sharing import DisclosureBasis
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.exports.conftest import (
    COURT,
    HARBORS,
    PURPOSE,
    SECRET,
    TEXT,
    TREATED,
    ask,
    asked,
    in_writing,
    the_copy,
    told,
    typed,
)
from tests.ledger import last_entry
from tests.process.conftest import on_day
from tests.scenes import Scene
from tests.sharing.test_conflicts import block


def test_what_would_be_in_it_is_shown_first_with_its_pages(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID
) -> None:
    browser.as_(cast.probation)
    said = typed(f"release {signed}")
    del said["ask"]
    page = browser.post(f"{hers.path}/exports", said).text
    assert TEXT in page and "Safety and risk: 1 row" in page
    assert "2 pages, the cover included" in page
    assert not any(text in page for text in (TREATED, COURT, SECRET, HARBORS))
    with app.app_context(), job("test: look"):
        assert not rows(Export)


def test_it_is_asked_for_once_and_is_on_the_ledger_without_its_purpose(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID
) -> None:
    browser.as_(cast.probation)
    key = "2c0ffee0-0000-4000-8000-000000000001"
    first, again = (ask(browser, hers, f"release {signed}", form_key=key) for _ in range(2))
    assert first.status_code == again.status_code == 303 and first.location == again.location
    page = browser.get(first.location).text
    assert "Waits for a second person" in page and "To plan her appointments together" in page
    entry = last_entry(app)
    assert entry.permission == "export:read"
    copy = the_copy(app)
    assert (copy["pages"], copy["is_approved"], copy["serial"]) == (2, None, None)
    assert scenes.LAST not in page


def test_only_what_a_release_lets_be_given_in_writing_is_offered(
    app: Flask, browser: Browser, cast: Cast, hers: Scene
) -> None:
    """A form that was sent by hand gets no further than the page."""
    shown = scenes.release(
        app, hers, cast.provider, Category.SAFETY_RISK, obtained_by=cast.probation
    )
    others = in_writing(app, hers, cast.probation, Category.SAFETY_RISK, obtained_by=cast.advocate)
    browser.as_(cast.probation)
    page = browser.get(f"{hers.path}/exports/new").text
    assert "No agency can be given a copy today" in page and "release " + str(shown) not in page
    for grant in (f"release {shown}", f"release {others}", "release", "law", ""):
        assert ask(browser, hers, grant).status_code == 422
    with app.app_context(), job("test: look"):
        assert not rows(Export)


def test_what_the_release_does_not_name_stays(
    browser: Browser, cast: Cast, hers: Scene, signed: UUID
) -> None:
    browser.as_(cast.probation)
    answer = ask(browser, hers, f"release {signed}", "safety_risk", "plan")
    assert answer.status_code == 422 and "The basis does not name this: plan" in answer.text
    page = browser.get(f"{hers.path}/exports/new").text
    for kind in ("privileged", "juvenile_court", "legal_advice", "team_discussion", "file"):
        assert f'value="{kind}"' not in page
        for grant in (f"release {signed}", "own_request"):
            assert ask(browser, hers, grant, kind, verified="y").status_code == 422


def test_nothing_is_marked_as_legal_process_here(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, approver: Player
) -> None:
    """What a court orders leaves through the desk where it was registered (CR-38)."""
    ordered = told(app, hers, cast.probation, cast.provider, DisclosureBasis.COURT_ORDER)
    inspected = told(app, hers, cast.probation, cast.provider, DisclosureBasis.CASE_FILE)
    browser.as_(approver)
    page = browser.get(f"{hers.path}/exports/new").text
    assert "For a court, an attorney or the police" in page and 'href="/legal-process"' in page
    for grant in (ordered, inspected):
        assert str(grant) not in page
        assert ask(browser, hers, f"law {grant}").status_code == 422


def test_a_law_that_lets_an_agency_tell_carries_no_case_file(
    app: Flask, browser: Browser, cast: Cast, hers: Scene
) -> None:
    """A juvenile case file is never copied, whatever was told (CR-18)."""
    law = told(app, hers, cast.probation, cast.provider, DisclosureBasis.CHILD_STATUTE)
    browser.as_(cast.probation)
    assert "Child abuse team (WIC 18961.7)" in browser.get(f"{hers.path}/exports/new").text
    assert ask(browser, hers, f"law {law}", "juvenile_court").status_code == 422
    assert ask(browser, hers, f"law {law}").status_code == 303


def test_no_law_opens_a_covered_agency_on_paper_either(
    app: Flask, browser: Browser, cast: Cast, hers: Scene
) -> None:
    law = told(app, hers, cast.advocate, cast.provider, DisclosureBasis.CHILD_STATUTE)
    signed = in_writing(app, hers, cast.provider, Category.SAFETY_RISK, obtained_by=cast.advocate)
    browser.as_(cast.advocate)
    assert ask(browser, hers, f"law {law}").status_code == 422
    assert ask(browser, hers, f"release {signed}").status_code == 303


def test_whom_a_conflict_of_interest_keeps_out_is_given_nothing(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID
) -> None:
    block(app, hers, cast.provider, by=cast.coordinator, agency=True)
    browser.as_(cast.probation)
    assert ask(browser, hers, f"release {signed}").status_code == 422


def test_days_narrow_it_and_an_empty_copy_is_not_asked_for(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID
) -> None:
    browser.as_(cast.probation)
    yesterday = on_day("until", -timedelta(days=1))
    answer = ask(browser, hers, f"release {signed}", **yesterday)
    assert answer.status_code == 200
    assert "Your agency wrote nothing of this kind in these days." in answer.text
    upside_down = ask(browser, hers, f"release {signed}", **on_day("since"), **yesterday)
    assert upside_down.status_code == 422
    with app.app_context(), job("test: look"):
        assert not rows(Export)


def test_she_asks_for_her_own_when_it_was_verified_who_she_is(
    browser: Browser, cast: Cast, hers: Scene
) -> None:
    browser.as_(cast.probation)
    answer = ask(browser, hers, "own_request")
    assert answer.status_code == 422 and "Verify first who asks" in answer.text
    assert ask(browser, hers, "own_request", verified="y").status_code == 303


def test_neither_an_analyst_nor_a_stranger_has_a_way_to_it(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID
) -> None:
    """No identified data to funders: whoever counts has no way to a row (CR-41)."""
    path = asked(browser.as_(cast.probation), hers, signed)
    refused = (cast.analyst, cast.observer, cast.administrator, cast.coordinator, cast.prosecutor)
    for player in refused:
        browser.as_(player)
        for at in ("/exports", path, f"{path}/password", f"{hers.path}/exports/new"):
            assert browser.get(at).status_code == 403
        assert ask(browser, hers, f"release {signed}").status_code == 403
    for player in (cast.provider, cast.advocate, cast.supervisor, cast.outsider):
        browser.as_(player)
        assert browser.get(path).status_code == 404
        assert path not in browser.get("/exports").text
    assert browser.get(f"{hers.path}/exports/new").status_code == 404
    assert ask(browser, hers, f"release {signed}").status_code == 404


def test_the_privacy_officer_sees_shells_and_no_word(
    browser: Browser, cast: Cast, hers: Scene, signed: UUID
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    browser.as_(cast.privacy_officer)
    listed, page = browser.get("/exports").text, browser.get(path).text
    assert hers.number in listed and "Bridge Clinic" in listed and path in listed
    assert "Safety and risk" in page and "waits for a second person" in listed
    for hidden in (TEXT, PURPOSE, scenes.LAST):
        assert hidden not in page + listed
    assert browser.get(f"{hers.path}/exports/new").status_code == 403
