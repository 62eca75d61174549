"""Previously referred to services? Yes, no, or needs a release; and nothing to a stranger."""

from datetime import timedelta

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.answers.finding import MOST_AN_HOUR
from safetynet.answers.models import Question
from safetynet.db import db
from safetynet.directory import ServiceType
from safetynet.directory.operations import found, list_service
from safetynet.linkages import Linkage
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.ledger import last_entry
from tests.scenes import Scene

REVIEW = {"purpose": "review"}


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def asked(browser: Browser, scene: Scene, player: Player) -> str:
    """Return what the page says between its heading and its end."""
    answer = browser.as_(player).post(f"{scene.path}/quick-answer", REVIEW)
    assert answer.status_code == 303
    page = browser.get(answer.location).text
    return page[page.index("referred to services before?</h1>") :]


def refer_on(app: Flask, scene: Scene, cast: Cast, by: Player, *kinds: ServiceType) -> None:
    """Let an agency have sent an offer of a service."""
    with app.app_context(), job("test: refer on"):
        service = list_service(found("Unified Schools", cast.teacher.agency_id))
        service.name, service.types = "Evening class", [str(kind) for kind in kinds]
        db.session.flush()
        linkage = Linkage(
            case_id=scene.case_id,
            case_number=scene.number,
            survivor_id=scene.survivor_id,
            service_id=service.id,
            offered_by_id=by.agency_id,
            status_at=clock.now(),
            sent_at=clock.now(),
        )
        db.session.add(linkage)


def test_what_one_may_see_is_answered_with_yes(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    refer_on(app, scene, cast, cast.probation)
    for player in (cast.probation, cast.provider, cast.coordinator):
        assert ">Yes<" in asked(browser, scene, player)


def test_whoever_does_not_share_is_named_whether_or_not_there_is_anything(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    said = asked(browser, scene, cast.provider)
    assert ">Needs a release<" in said and "Harbor House" in said
    # Probation's content crosses by the seat; what it would tell is told.
    assert "County Probation" not in said


def test_no_is_said_where_everybody_shares(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    scenes.release(app, scene, cast.provider, Category.LINKAGE, obtained_by=cast.advocate)
    assert ">No<" in asked(browser, scene, cast.provider)


def test_what_is_hidden_changes_not_a_letter_of_the_answer(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    def answer() -> str:
        said = asked(browser, scene, cast.provider)
        return said[said.index("<p>These agencies") : said.index("Back to the case file")]

    before = answer()
    with app.app_context(), job("test: a hidden linkage"):
        service = list_service(found("Quiet Harbor", None))
        service.name, service.types = "Group", [str(ServiceType.SUBSTANCE_USE)]
        db.session.flush()
        kept_apart = Linkage(
            case_id=scene.case_id,
            case_number=scene.number,
            survivor_id=scene.survivor_id,
            service_id=service.id,
            offered_by_id=cast.harbor_id,
            category=Category.SUBSTANCE_USE,
            compartment=bytes(16),
            status_at=clock.now(),
            sent_at=clock.now(),
        )
        db.session.add(kept_apart)
    assert answer() == before


def test_a_purpose_is_needed_and_kept(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    assert browser.get(f"{scene.path}/quick-answer").status_code == 200
    answer = browser.post(f"{scene.path}/quick-answer", {"purpose": ""})
    assert answer.status_code == 422 and "Say why you ask" in answer.text
    asked(browser, scene, cast.advocate)
    entry = last_entry(app)
    assert entry.permission == "answer:ask" and entry.actor == cast.advocate.id
    with app.app_context(), job("test: look"):
        [question] = rows(Question)
        assert question.member_id == cast.advocate.id


def test_ten_questions_an_hour(browser: Browser, cast: Cast, scene: Scene) -> None:
    browser.as_(cast.provider)
    path = f"{scene.path}/quick-answer"
    for _ in range(MOST_AN_HOUR):
        assert browser.post(path, REVIEW).status_code == 303
    assert browser.post(path, REVIEW).status_code == 429
    assert browser.as_(cast.probation).post(path, REVIEW).status_code == 303
    with clock.standing_at(clock.now() + timedelta(hours=1, minutes=1)):
        assert browser.as_(cast.provider).post(path, REVIEW).status_code == 303


def test_a_stranger_learns_nothing_and_others_may_not_ask(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = f"{scene.path}/quick-answer"
    theirs = browser.as_(cast.probation).post(path, REVIEW).location
    for player in (cast.outsider, cast.teacher, cast.child_welfare):
        browser.as_(player)
        assert browser.get(path).status_code == 404
        assert browser.post(path, REVIEW).status_code == 404
        assert browser.get(theirs).status_code == 404
    # Another agency at the same table does not read who asked.
    assert browser.as_(cast.provider).get(theirs).status_code == 404
    for player in (cast.prosecutor, cast.officer, cast.administrator, cast.privacy_officer):
        assert browser.as_(player).get(path).status_code == 403


def test_an_agency_finds_again_what_it_asked_and_nobody_else_does(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    asked(browser, scene, cast.provider)
    page = browser.get(f"{scene.path}/quick-answer").text
    assert "What your agency asked" in page and "To prepare or hold a review" in page
    assert (
        "What your agency asked"
        not in browser.as_(cast.probation).get(f"{scene.path}/quick-answer").text
    )
