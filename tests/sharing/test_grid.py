"""Who can see what: words, lights and sentences, from the rules that the walls obey."""

from flask import Flask

from safetynet import clock
from safetynet.access import Role, job, rights_of
from safetynet.agencies.models import Agency
from safetynet.sharing import Disclosure, DisclosureBasis, Release, TeamSeat
from safetynet.sharing.grid import SHAREABLE, crossings
from safetynet.vault import Category, Triple
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast


def test_covered_agency_finds_that_it_shares_nothing(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    page = browser.as_(cast.advocate).get(f"{scene.path}/sharing")
    assert page.status_code == 200
    assert "Nothing of it reaches another agency" in page.text
    assert "What reaches your agency from County Probation" in page.text
    assert scenes.LAST not in page.text


def test_release_shows_with_its_end_and_a_way_to_stop_it(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    given = scenes.release(app, scene, cast.provider, Category.HEALTH, obtained_by=cast.advocate)
    page = browser.as_(cast.advocate).get(f"{scene.path}/sharing")
    assert "Bridge Clinic can see Health" in page.text
    assert f"{scene.path}/releases/{given}/revocation" in page.text
    theirs = browser.as_(cast.provider).get(f"{scene.path}/sharing")
    assert "Health" in theirs.text and "revocation" not in theirs.text


def test_others_do_not_learn_what_two_agencies_share(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.provider, Category.HEALTH, obtained_by=cast.advocate)
    assert "released" not in browser.as_(cast.probation).get(f"{scene.path}/sharing").text
    assert "Bridge Clinic can see Health" in browser.as_(cast.coordinator).get(
        f"{scene.path}/sharing"
    ).text.replace("\n", " ")


def test_who_may_not_and_who_must_not_know(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    scenes.seat(app, scene, cast.officer)
    assert browser.as_(cast.officer).get(f"{scene.path}/sharing").status_code == 403
    assert browser.as_(cast.outsider).get(f"{scene.path}/sharing").status_code == 404


def test_opening_the_page_is_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.advocate).get(f"{scene.path}/sharing")
    entry = scenes.last_entry(app)
    assert (entry.endpoint, entry.permission) == ("sharing.show", "release:read")


def test_grid_says_what_the_walls_do(app: Flask, cast: Cast) -> None:
    """For every owner, recipient and kind: a cell is lit exactly when rights carry the triple."""
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.provider, Category.HEALTH, obtained_by=cast.advocate)
    scenes.release(app, scene, cast.teacher, Category.EDUCATION, obtained_by=cast.probation)
    with app.app_context(), job("test: a disclosure"):
        from safetynet.db import db

        day = clock.today()
        for basis in (DisclosureBasis.TEAM_STATUTE, DisclosureBasis.MANDATED_REPORT):
            db.session.add(
                Disclosure(
                    survivor_id=scene.survivor_id,
                    from_agency_id=cast.harbor_id,
                    to_agency_id=cast.coordinator.agency_id,
                    basis=basis,
                    categories=["safety_risk" if basis == "team_statute" else "identity"],
                    starts_on=day,
                    ends_on=day,
                )
            )
    with app.app_context(), job("test: compare"):
        agencies = {agency.id: agency for agency in rows(Agency)}
        lit = set(
            crossings(rows(TeamSeat), rows(Release), rows(Disclosure), agencies, clock.today())
        )
        for recipient in agencies:
            rights = rights_of(cast.advocate.id, Role.ADVOCATE, recipient)
            for owner in agencies:
                for category in SHAREABLE:
                    reaches = rights.basis_for(Triple(scene.survivor_id, owner, category))
                    assert (reaches is not None) == ((owner, recipient, category) in lit)
        assert (cast.harbor_id, cast.coordinator.agency_id, Category.IDENTITY) in lit
        assert (cast.harbor_id, cast.coordinator.agency_id, Category.SAFETY_RISK) not in lit
