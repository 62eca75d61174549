"""The prosecution wall: prosecutors and investigators see what they contributed (CR-17)."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import update

from safetynet import clock
from safetynet.access import job
from safetynet.db import Model
from safetynet.notes.models import Note
from safetynet.sharing import Denied, Why, answer
from safetynet.sharing.barrier_models import Matter, MatterKind
from safetynet.sharing.matters import open_matter
from safetynet.vault import Category, Triple
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.inside import Hand, actor_for, behind_the_door
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting
from tests.scenes import Scene

HERS, THEIRS = "She names the man in the red car.", "The report of the officer at the motel."
MATTERS = Model.metadata.tables["matters"]


@pytest.fixture
def prosecuted(app: Flask, cast: Cast) -> Scene:
    """A case at whose table prosecution and police sit too, with words of both sides."""
    scene = scenes.open_case(app, cast)
    for player in (cast.prosecutor, cast.officer, cast.counsel):
        scenes.seat(app, scene, player)
    for category in (Category.SAFETY_RISK, Category.PLAN):
        scenes.write_note(app, scene, cast.probation, category, HERS)
    scenes.write_note(app, scene, cast.prosecutor, Category.SAFETY_RISK, THEIRS)
    return scene


def record(app: Flask, scene: Scene, against: Player, by: Player) -> UUID:
    with app.app_context(), job("test: a matter"):
        return open_matter(scene.survivor_id, against.agency_id, MatterKind.CHARGED, by.id).id


def reached(app: Flask, scene: Scene, player: Player, owner: Player) -> set[Category]:
    """Return the kinds of one agency's content that the keyring would open to a player."""
    with app.app_context():
        actor = actor_for(player)
        triples = [Triple(scene.survivor_id, owner.agency_id, kind) for kind in Category]
        return {triple.category for triple in triples if actor.basis_for(triple)}


def shown(app: Flask, player: Player) -> list[str]:
    """Return the notes that the walls leave to a player, as their owners' ids."""
    with behind_the_door(app, player, "GET"):
        return [str(note.owner_id) for note in rows(Note)]


def test_the_wall_leaves_what_they_contributed(
    app: Flask, browser: Browser, cast: Cast, prosecuted: Scene
) -> None:
    assert Category.PLAN in reached(app, prosecuted, cast.prosecutor, cast.probation)
    assert len(shown(app, cast.prosecutor)) == 3
    record(app, prosecuted, cast.prosecutor, cast.counsel)
    assert reached(app, prosecuted, cast.prosecutor, cast.probation) == set()
    assert shown(app, cast.prosecutor) == [str(cast.prosecutor.agency_id)]
    page = browser.as_(cast.prosecutor).get(prosecuted.path).text
    assert prosecuted.number in page and HERS not in page
    # To everybody else nothing changed, to the police neither.
    assert Category.PLAN in reached(app, prosecuted, cast.officer, cast.probation)
    assert Category.SAFETY_RISK in reached(app, prosecuted, cast.probation, cast.prosecutor)


def test_the_teams_own_words_stay_behind_the_wall(
    app: Flask, cast: Cast, prosecuted: Scene
) -> None:
    team = Player(uuid4(), cast.team_id, cast.coordinator.role, "")
    assert reached(app, prosecuted, cast.prosecutor, team) == {Category.TEAM_DISCUSSION}
    record(app, prosecuted, cast.prosecutor, cast.counsel)
    assert reached(app, prosecuted, cast.prosecutor, team) == set()


def test_whoever_asks_is_told_of_the_matter(app: Flask, cast: Cast, prosecuted: Scene) -> None:
    record(app, prosecuted, cast.prosecutor, cast.counsel)
    theirs = Triple(prosecuted.survivor_id, cast.probation.agency_id, Category.PLAN)
    with app.app_context():
        assert answer(actor_for(cast.prosecutor), theirs) == Denied(Why.MATTER)


def test_a_release_passes_the_wall(app: Flask, cast: Cast, prosecuted: Scene) -> None:
    record(app, prosecuted, cast.prosecutor, cast.counsel)
    scenes.release(
        app, prosecuted, cast.prosecutor, Category.SAFETY_RISK, obtained_by=cast.probation
    )
    assert reached(app, prosecuted, cast.prosecutor, cast.probation) == {Category.SAFETY_RISK}
    assert len(shown(app, cast.prosecutor)) == 2


def test_a_court_order_opens_what_it_names_until_its_day(
    app: Flask, browser: Browser, cast: Cast, prosecuted: Scene
) -> None:
    found = record(app, prosecuted, cast.prosecutor, cast.counsel)
    today = clock.today()
    until = today + timedelta(days=30)
    said = {"kinds": "plan", "ordered_on": today, "ends_on": until, "version": 1}
    path = f"{prosecuted.path}/matters/{found}/order"
    assert browser.as_(cast.counsel).post(path, said).status_code == 303
    assert reached(app, prosecuted, cast.prosecutor, cast.probation) == {Category.PLAN}
    assert len(shown(app, cast.prosecutor)) == 2
    clock.stand_at(clock.now() + timedelta(days=31))
    try:
        assert reached(app, prosecuted, cast.prosecutor, cast.probation) == set()
    finally:
        clock.stand_at(None)


def test_an_order_has_a_day_and_an_end(
    app: Flask, browser: Browser, cast: Cast, prosecuted: Scene
) -> None:
    path = (
        f"{prosecuted.path}/matters/{record(app, prosecuted, cast.prosecutor, cast.counsel)}/order"
    )
    browser.as_(cast.counsel)
    today, later = clock.today(), clock.today() + timedelta(days=400)
    for ordered_on, ends_on in ((later, today), (today, later), ("", today), (today, "")):
        said = {"kinds": "plan", "ordered_on": ordered_on, "ends_on": ends_on}
        assert browser.post(path, said).status_code == 422


def test_two_who_record_an_order_at_once_see_each_other(
    app: Flask, browser: Browser, cast: Cast, prosecuted: Scene
) -> None:
    matter = record(app, prosecuted, cast.prosecutor, cast.counsel)
    path = f"{prosecuted.path}/matters/{matter}/order"
    today = clock.today()
    said = {"ordered_on": today, "ends_on": today, "version": 1}
    assert 'name="version" type="hidden" value="1"' in browser.as_(cast.counsel).get(path).text
    assert browser.post(path, said, kinds="plan").status_code == 303
    page = browser.as_(cast.coordinator).post(path, said, kinds="safety_risk")
    assert page.status_code == 409
    assert "plan (until" in page.text


def test_counsel_and_coordinator_record_and_end(
    app: Flask, browser: Browser, cast: Cast, prosecuted: Scene
) -> None:
    path = f"{prosecuted.path}/matters"
    said = {"agency": str(cast.officer.agency_id), "kind": "victim_witness"}
    assert browser.as_(cast.counsel).post(path, said).status_code == 303
    assert last_entry(app).permission == "matter:keep"
    assert reached(app, prosecuted, cast.officer, cast.probation) == set()
    with app.app_context(), job("test: look"):
        [found] = [matter.id for matter in rows(Matter)]
    page = browser.as_(cast.coordinator).get(path).text
    assert "City Police" in page and "Victim or witness" in page
    assert browser.post(f"{path}/{found}/end").status_code == 303
    assert Category.PLAN in reached(app, prosecuted, cast.officer, cast.probation)


def test_only_who_prosecutes_or_investigates_is_offered(
    app: Flask, browser: Browser, cast: Cast, prosecuted: Scene
) -> None:
    said = {"agency": str(cast.probation.agency_id), "kind": "charged"}
    assert browser.as_(cast.coordinator).post(f"{prosecuted.path}/matters", said).status_code == 422


def test_others_may_not_and_an_outsider_must_not_know(
    app: Flask, browser: Browser, cast: Cast, prosecuted: Scene
) -> None:
    found = record(app, prosecuted, cast.prosecutor, cast.counsel)
    for player in (cast.prosecutor, cast.advocate, cast.supervisor, cast.privacy_officer):
        assert browser.as_(player).get(f"{prosecuted.path}/matters").status_code == 403
    scenes.unseat(app, prosecuted, cast.counsel)
    assert browser.as_(cast.counsel).get(f"{prosecuted.path}/matters").status_code == 404
    assert browser.get(f"{prosecuted.path}/matters/{found}/order").status_code == 404


def test_what_is_printed_for_her_knows_the_wall(
    app: Flask, browser: Browser, cast: Cast, prosecuted: Scene
) -> None:
    before = browser.as_(cast.probation).get(f"{prosecuted.path}/sharing").text
    record(app, prosecuted, cast.prosecutor, cast.counsel)
    after = browser.get(f"{prosecuted.path}/sharing").text
    assert after.count("District Attorney") < before.count("District Attorney")


def test_they_are_not_expected_when_only_she_brings_them(
    app: Flask, browser: Browser, cast: Cast, prosecuted: Scene
) -> None:
    path = f"/meetings/{call_meeting(app, cast, prosecuted)}/attendance"
    assert cast.prosecutor.id.hex in browser.as_(cast.coordinator).get(path).text
    record(app, prosecuted, cast.prosecutor, cast.counsel)
    assert cast.prosecutor.id.hex not in browser.get(path).text


def test_sql_neither_ends_a_matter_nor_orders_anything(
    app: Flask, cast: Cast, prosecuted: Scene, hand: Hand
) -> None:
    record(app, prosecuted, cast.prosecutor, cast.counsel)
    hand.change(update(MATTERS).values(ended_at=clock.now()))
    assert reached(app, prosecuted, cast.prosecutor, cast.probation) == set()
    today = clock.today()
    hand.change(update(MATTERS).values(ended_at=None, ordered=["plan"], order_ends_on=today))
    assert reached(app, prosecuted, cast.prosecutor, cast.probation) == set()
