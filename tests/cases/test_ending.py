"""A release about to end: its agency asks again, the agenda knows, and stopping is told."""

from flask import Flask

from safetynet import clock
from safetynet.access import Actor, admitted_as, job, rights_of
from safetynet.audit import Visit, acting
from safetynet.cases import reasons_by_case
from safetynet.notices.waiting import what_waits
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast, Player


def _waiting(app: Flask, player: Player) -> list[str]:
    """Return what waits for a player, as the home page would say it."""
    with app.test_request_context():
        with job("test: rights"):
            rights = rights_of(player.id, player.role, player.agency_id)
        actor = Actor(player.id, player.role, player.agency_id, rights=rights)
        with acting(Visit(player.id, "test: what waits")), admitted_as(actor):
            return [str(one.sentence) for one in what_waits(actor, clock.today())]


def test_it_waits_for_whoever_obtained_it(app: Flask, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.provider, obtained_by=cast.advocate, days=20)
    assert not any("The release to" in said for said in _waiting(app, cast.advocate))
    scenes.release(app, scene, cast.probation, obtained_by=cast.advocate, days=10)
    assert any("The release to County Probation" in said for said in _waiting(app, cast.advocate))
    assert not any("The release to" in said for said in _waiting(app, cast.probation))


def test_recipient_is_told_that_sharing_was_stopped(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    given = scenes.release(app, scene, cast.provider, obtained_by=cast.advocate)
    browser.as_(cast.advocate).post(f"{scene.path}/releases/{given}/revocation")
    assert f"Harbor House no longer shares with your agency on {scene.number}" in _waiting(
        app, cast.provider
    )
    assert not any("no longer shares" in said for said in _waiting(app, cast.probation))


def test_agenda_knows_when_a_release_ends(app: Flask, cast: Cast) -> None:
    scene, other = scenes.open_case(app, cast), scenes.open_case(app, cast)
    scenes.release(app, scene, cast.provider, obtained_by=cast.advocate, days=3)
    scenes.release(app, other, cast.provider, obtained_by=cast.advocate, days=30)
    with app.test_request_context(), job("test: reasons"):
        reasons = reasons_by_case(clock.today())
    said = [str(r.sentence) for r in reasons[scene.case_id] if "release" in str(r.sentence)]
    assert said and said[0].startswith("release ends ") and said[0].endswith("day")
    assert not any("release" in str(r.sentence) for r in reasons.get(other.case_id, []))
