"""Denied says why, what would open it and who could sign, to those who know the case."""

import time

from flask import Flask

from safetynet.sharing import Allowed, Denied, Unlock, Why, answer
from safetynet.sharing.answering import Signs
from safetynet.vault import Category, Triple
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.house.inside import actor_for


def test_each_closed_thing_has_its_reason(app: Flask, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.provider, Category.HEALTH, obtained_by=cast.advocate)
    with app.app_context():
        provider, analyst = actor_for(cast.provider), actor_for(cast.analyst)

        def said(owner: object, category: Category) -> Allowed | Denied:
            return answer(provider, Triple(scene.survivor_id, owner, category))  # type: ignore[arg-type]

        released = said(cast.harbor_id, Category.HEALTH)
        assert isinstance(released, Allowed) and released.basis.kind == "release"
        assert released.until is not None
        probation = cast.probation.agency_id
        assert isinstance(said(probation, Category.IDENTITY), Allowed)
        assert said(cast.harbor_id, Category.IDENTITY) == Denied(Why.COVERED)
        assert said(probation, Category.HEALTH) == Denied(Why.KIND)
        assert said(cast.teacher.agency_id, Category.IDENTITY) == Denied(Why.APART)
        assert said(probation, Category.PRIVILEGED) == Denied(Why.PRIVILEGED)
        theirs = Triple(scene.survivor_id, probation, Category.IDENTITY)
        assert answer(analyst, theirs) == Denied(Why.ROLE)


def test_a_reason_names_what_opens_it_and_who_signs() -> None:
    assert Denied(Why.COVERED).unlocks == (Unlock.RELEASE,)
    assert Denied(Why.COVERED).signers == (Signs.YOUNG_PERSON,)
    assert Denied(Why.APART).signers == (Signs.COORDINATOR, Signs.YOUNG_PERSON)
    assert Denied(Why.PRIVILEGED).signers == ()


def test_the_page_says_why_not(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    page = browser.as_(cast.provider).get(f"{scene.path}/sharing").text
    assert "Harbor House is a victim services agency: no membership opens anything" in page
    assert "The law on review teams does not carry this." in page
    assert "which the young person signs with Harbor House" in page
    assert "Why not the rest" not in browser.as_(cast.coordinator).get(f"{scene.path}/sharing").text
    assert browser.as_(cast.outsider).get(f"{scene.path}/sharing").status_code == 404


def test_a_closed_panel_leads_to_the_reason(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    page = browser.as_(cast.provider).get(scene.path).text
    assert "Why, and who could change it" in page
    assert f"{scene.path}/sharing" in page


def test_walls_and_answers_say_the_same(app: Flask, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.outsider, Category.HEALTH, obtained_by=cast.advocate)
    with app.app_context():
        for player in cast.players.values():
            actor = actor_for(player)
            for owner in {one.agency_id for one in cast.players.values()} | {cast.team_id}:
                for category in Category:
                    triple = Triple(scene.survivor_id, owner, category)
                    is_open = actor.basis_for(triple) is not None
                    assert isinstance(answer(actor, triple), Allowed) == is_open


def test_deciding_costs_less_than_20_microseconds(app: Flask, cast: Cast) -> None:
    """With the request's rights loaded; processor time, so that a busy machine does not matter."""
    scene = scenes.open_case(app, cast)
    with app.app_context():
        actor = actor_for(cast.provider)
        triples = [Triple(scene.survivor_id, cast.harbor_id, kind) for kind in Category]
        begun = time.process_time()
        for _ in range(200):
            for triple in triples:
                answer(actor, triple)
        each = (time.process_time() - begun) / (200 * len(triples))
    assert each < 20e-6
