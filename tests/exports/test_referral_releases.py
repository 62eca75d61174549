"""A release about somebody who was referred and never came to a table: a transfer rests on it."""

import io
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from safetynet.access import job
from safetynet.audit import Result
from safetynet.cases import Case
from safetynet.sharing import Release, ReleaseTerms
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.exports.crossing import REDWOOD, another_county, asked
from tests.ledger import last_entry
from tests.referrals.telling import FIRST, coded, send
from tests.referrals.telling import typed as told
from tests.sharing.test_releases import _typed as signed


@pytest.fixture
def redwood(app: Flask) -> Player:
    return another_county(app)


@pytest.fixture
def path(browser: Browser, cast: Cast) -> str:
    """A referral of probation's that waits in the inbox."""
    return send(browser, cast.probation, told("team_statute"))


def typed(cast: Cast, to: Player, **changed: Any) -> dict[str, Any]:
    return signed(
        cast,
        to_agency_id=str(to.agency_id),
        explained_by_id=str(cast.probation.id),
        categories=["identity", "referral_narrative"],
        how=["written"],
        **changed,
    )


def test_its_sender_writes_one_and_a_packet_rests_on_it(
    app: Flask, browser: Browser, cast: Cast, redwood: Player, path: str
) -> None:
    browser.as_(cast.probation)
    assert f"{path}/releases/new" in browser.get(path).text
    assert REDWOOD in browser.get(f"{path}/releases/new").text
    answer = browser.post(f"{path}/releases", typed(cast, redwood))
    assert answer.status_code == 303, answer.text
    said = browser.told(answer)
    assert f"{REDWOOD} now sees of your agency" in said and FIRST not in said
    with app.app_context(), job("test: look"):
        [release] = rows(Release)
        [terms] = rows(ReleaseTerms)
        assert release.survivor_id == terms.survivor_id
        assert rows(Case) == []
        release_id = release.id
    packet = asked(browser, f"{path}/packet", release_id, "referral_narrative")
    assert browser.get(packet).status_code == 200


def test_it_is_on_the_ledger_and_can_be_stopped(
    app: Flask, browser: Browser, cast: Cast, redwood: Player, path: str
) -> None:
    browser.as_(cast.probation).post(f"{path}/releases", typed(cast, redwood))
    entry = last_entry(app)
    assert entry.result is Result.CHANGED and entry.permission == "release:write"
    assert {"releases", "release_terms"} <= {touch.table for touch in entry.touches}
    assert REDWOOD in browser.get("/releases").text
    with app.app_context(), job("test: look"):
        [release] = [row.id for row in rows(Release)]
    browser.told(browser.post(f"/releases/{release}/revocation"))
    assert REDWOOD not in browser.get("/releases").text


@pytest.fixture
def printed(app: Flask, browser: Browser, cast: Cast, redwood: Player, path: str) -> str:
    """Where the paper of a release of probation's lies, without its language."""
    browser.as_(cast.probation).post(f"{path}/releases", typed(cast, redwood))
    with app.app_context(), job("test: look"):
        [release] = [row.id for row in rows(Release)]
    return f"{path}/releases/{release}"


def test_its_paper_prints_where_there_is_no_case(
    app: Flask, browser: Browser, path: str, printed: str
) -> None:
    page = browser.get(path).text
    for language in ("en", "es"):
        assert f"{printed}/{language}.pdf" in page
        answer = browser.get(f"{printed}/{language}.pdf")
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        assert FIRST not in answer.headers["Content-Disposition"]
        said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
        assert REDWOOD in said and FIRST in said
        entry = last_entry(app)
        assert entry.result is Result.EXPORTED and entry.detail_hash
    with app.app_context(), job("test: look"):
        assert rows(Case) == []


def test_only_who_obtained_it_prints_it_from_there(
    browser: Browser, cast: Cast, path: str, printed: str
) -> None:
    for player, refused in ((cast.coordinator, 403), (cast.advocate, 404), (cast.outsider, 404)):
        assert browser.as_(player).get(f"{printed}/en.pdf").status_code == refused
    assert f"{printed}/en.pdf" not in browser.as_(cast.coordinator).get(path).text


def test_a_release_about_somebody_else_does_not_print_there(
    browser: Browser, cast: Cast, printed: str
) -> None:
    other = send(browser, cast.probation, told("team_statute"))
    release = printed.rpartition("/")[2]
    assert browser.get(f"{other}/releases/{release}/en.pdf").status_code == 404


def test_what_is_missing_is_said(
    app: Flask, browser: Browser, cast: Cast, redwood: Player, path: str
) -> None:
    browser.as_(cast.probation)
    lacking = browser.post(f"{path}/releases", typed(cast, redwood, purpose=" "))
    assert lacking.status_code == 422 and "Signername Quill" in lacking.text
    unsafe = typed(cast, redwood, signer_names="Uncle Bramble")
    assert browser.post(f"{path}/releases", unsafe).status_code == 422
    with app.app_context(), job("test: look"):
        assert rows(Release) == []


def test_nobody_else_writes_one(browser: Browser, cast: Cast, redwood: Player, path: str) -> None:
    for player, refused in ((cast.coordinator, 403), (cast.advocate, 404), (cast.outsider, 404)):
        browser.as_(player)
        assert browser.get(f"{path}/releases/new").status_code == refused
        assert browser.post(f"{path}/releases", typed(cast, redwood)).status_code == refused


def test_a_coded_referral_is_signed_for_by_nobody(
    browser: Browser, cast: Cast, redwood: Player
) -> None:
    path = send(browser, cast.advocate, coded())
    assert browser.get(f"{path}/releases/new").status_code == 403
    assert f"{path}/releases/new" not in browser.get(path).text
