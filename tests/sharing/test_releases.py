"""Releases: per agency, per kind, until a day; stopped by one press (CR-03 … CR-08)."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.sharing import Release, ReleaseTerms
from safetynet.survivors import BirthDate
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast


def _typed(cast: Cast, **changed: Any) -> dict[str, Any]:
    day = clock.today()
    typed: dict[str, Any] = {
        "to_agency_id": str(cast.provider.agency_id),
        "categories": ["identity", "health"],
        "purpose": "to find a counsellor together",
        "how": ["app", "verbal"],
        "not_shared": "anything about the family",
        "risks_discussed": "that more people know",
        "signed_on": day.isoformat(),
        "starts_on": day.isoformat(),
        "ends_on": (day + timedelta(days=90)).isoformat(),
        "signers": ["youth", "guardian"],
        "guardian_is_safe": "y",
        "signer_names": "Signername Quill",
        "explained_by_id": str(cast.advocate.id),
        "told_it_is_free": "y",
    }
    return {name: value for name, value in (typed | changed).items() if value is not None}


def _open_case_of_a_minor(app: Flask, cast: Cast) -> scenes.Scene:
    """Fifteen years old wherever the suite stands in time."""
    scene = scenes.open_case(app, cast)
    with app.app_context(), job("test: a minor"):
        [birth] = rows(BirthDate)
        birth.iso = (clock.today() - timedelta(days=366 * 15)).isoformat()
    return scene


def test_release_opens_what_was_ticked_at_once(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = _open_case_of_a_minor(app, cast)
    assert browser.as_(cast.advocate).get(f"{scene.path}/releases/new").status_code == 200
    answer = browser.post(f"{scene.path}/releases", _typed(cast))
    assert answer.status_code == 303
    page = browser.get(answer.location)
    assert "Signername Quill" in page.text and "anything about the family" in page.text
    assert scenes.NAME in browser.as_(cast.provider).get(scene.path).text
    assert scenes.NAME not in browser.as_(cast.probation).get(scene.path).text


def test_whoever_signs_and_stops_reads_what_that_opens_and_closes(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = _open_case_of_a_minor(app, cast)
    browser.as_(cast.advocate)
    signed = browser.post(f"{scene.path}/releases", _typed(cast))
    said = browser.told(signed)
    assert "Bridge Clinic now sees of your agency, until" in said
    assert "name and identity, health." in said
    stopped = browser.told(browser.post(f"{signed.location}/revocation"))
    assert "Bridge Clinic sees nothing by this release any more" in stopped
    later = (clock.today() + timedelta(days=3)).isoformat()
    said += browser.told(browser.post(f"{scene.path}/releases", _typed(cast, starts_on=later)))
    assert "The release is saved. From " in said
    assert scenes.FIRST not in said and "Signername" not in said


def test_signing_is_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = _open_case_of_a_minor(app, cast)
    browser.as_(cast.advocate).post(f"{scene.path}/releases", _typed(cast))
    entry = scenes.last_entry(app)
    assert entry.permission == "release:write"
    assert {"releases", "release_terms"} <= {touch.table for touch in entry.touches}


@pytest.mark.parametrize(
    "changed",
    [
        {"ends_on": None},
        {"categories": []},
        {"to_agency_id": None},
        {"to_agency_id": ""},
        {"to_agency_id": "all"},
        {"categories": ["privileged"]},
        {"categories": ["team_discussion"]},
        {"purpose": None},
        {"how": []},
        {"not_shared": None},
        {"told_it_is_free": None},
        {"ends_on": "2001-01-01"},
        {"signed_on": "2999-01-01"},
        {"starts_on": "2001-01-01"},
        {"signers": []},
        {"signers": ["guardian"]},
        {"signers": ["youth"]},
        {"signers": ["guardian", "youth_alone"]},
        {"signers": ["youth_alone"]},
        {"guardian_is_safe": None},
    ],
)
def test_what_a_release_needs_is_asked_for(
    changed: dict[str, Any], app: Flask, browser: Browser, cast: Cast
) -> None:
    """CR-03 and CR-07."""
    scene = _open_case_of_a_minor(app, cast)
    answer = browser.as_(cast.advocate).post(f"{scene.path}/releases", _typed(cast, **changed))
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    with app.app_context(), job("test: look"):
        assert rows(Release) == []


def test_no_release_holds_for_more_than_a_year(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = _open_case_of_a_minor(app, cast)
    too_long = (clock.today() + timedelta(days=366)).isoformat()
    path = f"{scene.path}/releases"
    answer = browser.as_(cast.advocate).post(path, _typed(cast, ends_on=too_long))
    assert answer.status_code == 422 and "a year at most" in answer.text


def test_minor_signs_alone_where_the_law_allows(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = _open_case_of_a_minor(app, cast)
    alone = _typed(cast, signers=["youth_alone"], guardian_is_safe=None, alone_because="FC 6924")
    answer = browser.as_(cast.advocate).post(f"{scene.path}/releases", alone)
    assert answer.status_code == 303


def test_adult_signs_and_nobody_else(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    with app.app_context(), job("test: an adult"):
        [birth] = rows(BirthDate)
        birth.iso = "1999-02-28"
    path = f"{scene.path}/releases"
    assert browser.as_(cast.advocate).post(path, _typed(cast)).status_code == 422
    alone = _typed(cast, signers=["youth"], guardian_is_safe=None)
    assert browser.post(path, alone).status_code == 303


def test_revoking_takes_one_press_and_works_at_once(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """CR-05, CR-06: the next request finds nothing."""
    scene = scenes.open_case(app, cast)
    given = scenes.release(app, scene, cast.provider, obtained_by=cast.advocate)
    assert scenes.NAME in browser.as_(cast.provider).get(scene.path).text
    answer = browser.as_(cast.advocate).post(f"{scene.path}/releases/{given}/revocation")
    assert answer.status_code == 303
    assert scenes.last_entry(app).permission == "release:revoke"
    page = browser.as_(cast.provider).get(scene.path)
    assert scenes.LAST not in page.text
    assert "Stopped" in browser.get(f"{scene.path}/releases").text


def test_release_ends_by_itself(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.provider, obtained_by=cast.advocate, days=1)
    clock.stand_at(clock.now() + timedelta(days=2))
    assert scenes.LAST not in browser.as_(cast.provider).get(scene.path).text


def test_only_who_obtained_it_stops_it(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    given = scenes.release(app, scene, cast.provider, obtained_by=cast.advocate)
    path = f"{scene.path}/releases/{given}/revocation"
    assert browser.as_(cast.provider).post(path).status_code == 403
    assert browser.as_(cast.coordinator).post(path).status_code == 403
    assert browser.as_(cast.probation).post(path).status_code == 404
    assert browser.as_(cast.outsider).post(path).status_code == 404


def test_release_of_another_case_is_not_under_this_one(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene, other = scenes.open_case(app, cast), scenes.open_case(app, cast)
    given = scenes.release(app, other, cast.provider, obtained_by=cast.advocate)
    assert browser.as_(cast.advocate).get(f"{scene.path}/releases/{given}").status_code == 404


def test_recipient_sees_the_release_but_not_what_was_said(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = _open_case_of_a_minor(app, cast)
    answer = browser.as_(cast.advocate).post(
        f"{scene.path}/releases", _typed(cast, categories=["identity", "programme"])
    )
    page = browser.as_(cast.provider).get(answer.location)
    assert page.status_code == 200
    assert "Signername" not in page.text and "stays with Harbor House" in page.text
    assert browser.as_(cast.probation).get(answer.location).status_code == 404


def test_coordinator_reads_but_does_not_write(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    given = scenes.release(app, scene, cast.provider, obtained_by=cast.advocate)
    browser.as_(cast.coordinator)
    assert browser.get(f"{scene.path}/releases/{given}").status_code == 200
    assert browser.get(f"{scene.path}/releases/new").status_code == 403
    assert browser.post(f"{scene.path}/releases", _typed(cast)).status_code == 403


def test_kinds_with_a_law_of_their_own_carry_a_warning(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    given = scenes.release(
        app, scene, cast.provider, Category.SUBSTANCE_USE, obtained_by=cast.advocate
    )
    page = browser.as_(cast.provider).get(f"{scene.path}/releases/{given}")
    assert "42 CFR Part 2" in page.text


def test_terms_are_sealed_as_the_agencys_own(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = _open_case_of_a_minor(app, cast)
    browser.as_(cast.advocate).post(f"{scene.path}/releases", _typed(cast))
    with app.app_context(), job("test: look"):
        [terms] = rows(ReleaseTerms)
        assert terms.owner_id == cast.harbor_id and terms.told_it_is_free


def test_sharing_can_be_stopped_after_leaving_the_table(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    signed = scenes.release(app, scene, cast.child_welfare, obtained_by=cast.probation)
    scenes.unseat(app, scene, cast.probation)
    page = browser.as_(cast.probation).get("/releases").text
    assert "Child Welfare" in page
    assert scenes.LAST not in page
    for player, code in ((cast.child_welfare, 403), (cast.coordinator, 403), (cast.outsider, 404)):
        answer = browser.as_(player).post(f"/releases/{signed}/revocation")
        assert answer.status_code == code
    stopped = browser.as_(cast.probation).post(f"/releases/{signed}/revocation")
    assert stopped.location == "/releases"
    assert "No release of your agency is in force" in browser.get("/releases").text
    with app.app_context(), job("test: look"):
        [release] = rows(Release)
        assert release.revoked_at is not None
    assert scenes.last_entry(app).permission == "release:revoke"
