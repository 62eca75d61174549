"""Agreement, training, memorandum: when one ends, the account reads nothing (CR-48)."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, update

from safetynet import clock
from safetynet.access import job, policy_of
from safetynet.agencies.models import PaperKind
from safetynet.agencies.papers import record
from safetynet.db import Model
from safetynet.survivors import Name
from safetynet.vault import Category, Triple
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.crawl import walk
from tests.house.inside import Hand, actor_for
from tests.ledger import last_entry
from tests.scenes import LAST, Scene

PAPERS = Model.metadata.tables["membership_papers"]


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def hold(app: Flask, cast: Cast, player: Player, kind: PaperKind, days: int) -> None:
    """Let a paper hold for so many days from today; negative days ended before."""
    until = clock.today() + timedelta(days=days)
    with app.app_context(), job("test: a paper"):
        record(kind, player.agency_id, player.id, until, cast.administrator.id)


@pytest.mark.parametrize("kind", [*PaperKind])
def test_when_one_ends_the_account_reads_nothing(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, kind: str
) -> None:
    hold(app, cast, cast.advocate, PaperKind(kind), 0)
    assert LAST in browser.as_(cast.advocate).get(scene.path).text
    clock.stand_at(clock.now() + timedelta(days=1))
    try:
        page = browser.as_(cast.advocate).get("/").text
        assert "This account reads nothing now" in page and "Administrator" in page
        assert browser.get(scene.path).status_code == 403
        assert browser.get("/cases").status_code == 403
        assert browser.get("/account").status_code == 200
        for _rule, path, html in walk(app, lambda path: browser.look(path).text):
            assert scene.number not in html and LAST not in html, path
    finally:
        clock.stand_at(None)


def test_the_same_answer_whether_she_exists_or_not(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    hold(app, cast, cast.advocate, PaperKind.TRAINING, -1)
    browser.as_(cast.advocate)
    there, nowhere = (browser.get(path) for path in (scene.path, f"/cases/{cast.harbor_id}"))
    assert there.status_code == nowhere.status_code == 403


@pytest.mark.parametrize("role", ["advocate", "coordinator", "supervisor"])
def test_walls_and_key_close_too(app: Flask, cast: Cast, scene: Scene, role: str) -> None:
    player: Player = getattr(cast, role)
    hold(app, cast, player, PaperKind.AGREEMENT, -1)
    with app.app_context():
        actor = actor_for(player)
        triple = Triple(scene.survivor_id, cast.harbor_id, Category.IDENTITY)
        assert actor.basis_for(triple) is None
        with job("test: look"):
            assert rows(Name, policy_of(Name).sees(actor)) == []
        assert not actor.sees_all_shells and not actor.reads_content


def test_a_memorandum_is_for_everybody_in_the_agency(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    hold(app, cast, cast.advocate, PaperKind.MEMORANDUM, -1)
    for player in (cast.advocate, cast.supervisor):
        assert browser.as_(player).get(scene.path).status_code == 403
    assert browser.as_(cast.probation).get(scene.path).status_code == 200


def test_the_latest_day_counts(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    hold(app, cast, cast.advocate, PaperKind.TRAINING, 90)
    hold(app, cast, cast.advocate, PaperKind.TRAINING, -90)
    assert browser.as_(cast.advocate).get(scene.path).status_code == 200


def test_the_home_page_warns_before(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    hold(app, cast, cast.advocate, PaperKind.TRAINING, 20)
    assert "Training: holds until" in browser.as_(cast.advocate).get("/").text


def test_the_administrator_renews_it(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    hold(app, cast, cast.advocate, PaperKind.TRAINING, -1)
    assert browser.as_(cast.advocate).get(scene.path).status_code == 403
    path = f"/people/members/{cast.advocate.id}/papers"
    assert "ended" in browser.as_(cast.administrator).get(path).text
    said = {"kind": "training", "until": clock.today() + timedelta(days=365)}
    assert browser.post(path, said).status_code == 303
    assert last_entry(app).permission == "people:manage"
    assert "Training: until" in browser.get("/people").text
    assert browser.as_(cast.advocate).get(scene.path).status_code == 200


def test_the_administrators_own_end_does_not_lock_everybody_out(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    hold(app, cast, cast.administrator, PaperKind.AGREEMENT, -1)
    path = f"/people/members/{cast.administrator.id}/papers"
    assert browser.as_(cast.administrator).get(path).status_code == 200
    assert browser.get("/directory").status_code == 403


def test_a_person_has_no_memorandum_and_an_agency_no_training(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    browser.as_(cast.administrator)
    until = clock.today()
    for path, kind in (
        (f"/people/members/{cast.advocate.id}/papers", "memorandum"),
        (f"/people/agencies/{cast.harbor_id}/papers", "training"),
    ):
        assert browser.post(path, {"kind": kind, "until": until}).status_code == 422
    path = f"/people/agencies/{cast.harbor_id}/papers"
    assert browser.post(path, {"kind": "memorandum", "until": until}).status_code == 303


def test_nobody_else_writes_papers(browser: Browser, cast: Cast) -> None:
    for player in (cast.advocate, cast.supervisor, cast.coordinator, cast.privacy_officer):
        path = f"/people/members/{player.id}/papers"
        assert browser.as_(player).get(path).status_code == 403
        said = {"kind": "training", "until": clock.today()}
        assert browser.post(path, said).status_code == 403


def test_a_day_that_sql_wrote_renews_nothing(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, hand: Hand
) -> None:
    """Neither a changed day, nor a row put in beside it."""
    hold(app, cast, cast.advocate, PaperKind.TRAINING, -1)
    later = clock.today() + timedelta(days=90)
    [row] = hand.table(PAPERS)
    hand.change(insert(PAPERS).values(row | {"id": cast.harbor_id, "until": later}))
    assert browser.as_(cast.advocate).get(scene.path).status_code == 403
    hand.change(update(PAPERS).values(until=later))
    assert browser.get(scene.path).status_code == 403
