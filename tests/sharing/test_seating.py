"""Who sits where: remembered while nothing changes, and never believed without its MAC."""

from flask import Flask

from safetynet import cases, clock
from safetynet.access import job, policy_of
from safetynet.cases import Case
from safetynet.db import db
from safetynet.notes.models import Note
from safetynet.sharing import TeamSeat
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.house.inside import Hand, actor_for
from tests.statements import counted


def test_seats_are_read_again_only_when_one_changed(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.probation).get(scene.path)
    with counted(app) as unchanged:
        browser.get(scene.path)
    scenes.seat(app, scene, cast.teacher)
    with counted(app) as changed:
        browser.get(scene.path)
    assert len(changed.main) == len(unchanged.main) + 1


def test_seat_that_sql_moved_opens_nothing(
    app: Flask, browser: Browser, cast: Cast, hand: Hand
) -> None:
    """Neither to the agency it was moved to, nor any longer to the one that had it."""
    scene = scenes.open_case(app, cast)
    assert browser.as_(cast.probation).get(scene.path).status_code == 200
    moved = "UPDATE team_seats SET agency_id = :to WHERE agency_id = :taken"
    hand.run(moved, to=cast.outsider.agency_id, taken=cast.probation.agency_id)
    for player in (cast.outsider, cast.probation):
        assert browser.as_(player).get(scene.path).status_code == 404
        assert scene.number not in browser.get("/cases").text
    assert browser.as_(cast.provider).get(scene.path).status_code == 200


def test_seat_that_sql_gave_back_opens_nothing(
    app: Flask, browser: Browser, cast: Cast, hand: Hand
) -> None:
    scene = scenes.open_case(app, cast)
    scenes.unseat(app, scene, cast.probation)
    assert browser.as_(cast.probation).get(scene.path).status_code == 404
    hand.run("UPDATE team_seats SET ended_at = NULL")
    assert browser.as_(cast.probation).get(scene.path).status_code == 404


def test_walls_and_rights_say_the_same(app: Flask, cast: Cast) -> None:
    """Every row of every owner and kind is seen by exactly those whom a basis carries it to."""
    scene, other = scenes.open_case(app, cast), scenes.open_case(app, cast)
    scenes.seat(app, other, cast.teacher)
    scenes.unseat(app, scene, cast.provider)
    scenes.release(app, scene, cast.outsider, Category.HEALTH, obtained_by=cast.advocate)
    players = [*cast.players.values()]
    with app.app_context(), job("test: a row of each kind"):
        for about in (scene, other):
            for owner in {player.agency_id for player in players} | {cast.team_id}:
                # What an office decides lies in tables of its own, each with a wall of its own.
                for category in set(Category) - {Category.OFFICE}:
                    row = Note(
                        survivor_id=about.survivor_id,
                        case_id=about.case_id,
                        owner_id=owner,
                        category=category,
                        author_id=cast.advocate.id,
                        occurred_at=clock.now(),
                        text=category,
                    )
                    db.session.add(row)
    for player in players:
        with app.app_context():
            actor = actor_for(player)
            with job("test: compare"):
                seen = {note.id for note in rows(Note, policy_of(Note).sees(actor))}
                carried = {note.id for note in rows(Note) if actor.basis_for(note.triple)}
                if not actor.keeps_team_words:
                    assert seen == carried, player.role
                cases = {case.id for case in rows(Case, policy_of(Case).sees(actor))}
                everything = {case.id for case in rows(Case)}
                assert cases == (everything if actor.sees_all_shells else actor.rights.cases)


def test_seats_count_for_their_own_case_only(app: Flask, browser: Browser, cast: Cast) -> None:
    """Two cases about one survivor: who sits at the one is not at the other."""
    scene = scenes.open_case(app, cast)
    with app.app_context(), job("test: a second case"):
        second = cases.open_case(
            scene.survivor_id, cast.probation.agency_id, clock.now(), coded=True
        )
        cases.seat(second, cast.teacher.agency_id)
        path = f"/cases/{second.id}"
        assert len(rows(TeamSeat)) == 5
    scenes.write_name(app, scene, cast.provider, "Clinicname", "Quill")
    assert browser.as_(cast.teacher).get(scene.path).status_code == 404
    assert "Clinicname" not in browser.get(path).text
    assert "Clinicname" in browser.as_(cast.probation).get(path).text
