"""A conflict of interest: to the blocked, the young person does not exist (CR-23)."""

import re
from uuid import UUID, uuid4

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import NotYoursToWriteError, Role, job
from safetynet.cases import BlockedError, keep_out
from safetynet.db import db
from safetynet.meetings.models import AgendaItem, ItemKind
from safetynet.sharing import ConflictBlock
from safetynet.survivors.models import Name
from safetynet.vault import NoGrantError
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.crawl import walk
from tests.house.inside import actor_for, behind_the_door
from tests.house.sweep import steady
from tests.house.together import stopped_at
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting
from tests.scenes import LAST, Scene
from tests.statements import counted

REASON = "Her brother-in-law is named in the case."


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def block(app: Flask, scene: Scene, on: Player, *, by: Player, agency: bool = False) -> UUID:
    with app.app_context():
        actor = actor_for(by)
        with job("test: a conflict"):
            member = None if agency else on.id
            return keep_out(scene.survivor_id, on.agency_id, member, REASON, actor).id


def choice(on: Player, *, agency: bool = False) -> str:
    return str(on.agency_id) if agency else f"{on.agency_id} {on.id}"


def everything_shown(browser: Browser) -> dict[str, str]:
    """Return every page that links lead to, as text."""
    pages: dict[str, str] = {}

    def get(path: str) -> str | None:
        answer = browser.look(path)
        pages[path] = answer.text if answer.mimetype in {"text/html", "application/json"} else ""
        return answer.text if answer.mimetype == "text/html" else None

    list(walk(browser.app, get, "/", per_rule=6))
    return pages


# Who is blocked --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["advocate", "supervisor", "coordinator", "probation"])
def test_to_the_blocked_the_case_was_never_there(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, role: str
) -> None:
    """The same answer as for a case that nobody invented yet, by as many statements."""
    player: Player = getattr(cast, role)
    assert browser.as_(player).get(scene.path).status_code == 200
    other = scenes.colleague(app, cast.coordinator, Role.COORDINATOR)
    block(app, scene, player, by=other)
    ways = ("", "/who", "/plan", "/notes", "/sharing", "/team", "/conflicts", "/closing")
    for way in ways:
        with stopped_at(clock.now()):
            with counted(app) as hidden:
                seen = browser.look(scene.path + way)
            with counted(app) as invented:
                nothing = browser.look(f"/cases/{uuid4()}{way}")
        assert (seen.status_code, steady(seen)) == (nothing.status_code, steady(nothing))
        assert seen.status_code == 403 or seen.data == nothing.data
        assert len(hidden) == len(invented)


@pytest.mark.parametrize("role", ["advocate", "supervisor", "coordinator", "privacy_officer"])
def test_no_page_of_the_blocked_says_her_name_or_number(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, role: str
) -> None:
    player: Player = getattr(cast, role)
    call_meeting(app, cast, scene)
    for looker in (cast.advocate, cast.coordinator):
        browser.as_(looker).get(scene.path)
    before = everything_shown(browser.as_(player))
    assert any(scene.number in page for page in before.values())
    block(app, scene, player, by=scenes.colleague(app, cast.coordinator, Role.COORDINATOR))
    after = everything_shown(browser)
    assert len(after) > 5
    for word in (scene.number, LAST):
        assert [path for path, page in after.items() if word in page] == []
    record = browser.look(f"/oversight/records/{scene.number}")
    unknown = browser.look("/oversight/records/SN-2001-999")
    assert record.status_code == unknown.status_code
    assert scene.number not in record.text.replace(f"/oversight/records/{scene.number}", "")


def test_search_and_list_do_not_find_her(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    assert scene.number in browser.post("/search", wanted=LAST).text
    block(app, scene, cast.advocate, by=cast.coordinator)
    for wanted in (LAST, scene.number):
        assert scene.path not in browser.post("/search", wanted=wanted).text
    assert scene.number not in browser.get("/cases").text


def test_colleagues_see_her_as_before(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    block(app, scene, cast.advocate, by=cast.coordinator)
    assert LAST in browser.as_(cast.supervisor).get(scene.path).text
    assert browser.as_(cast.advocate).get(scene.path).status_code == 404


def test_the_key_asks_too(app: Flask, cast: Cast, scene: Scene) -> None:
    """Where a wall falls, the blocked still opens nothing, not even of their own agency."""
    block(app, scene, cast.advocate, by=cast.coordinator)
    with app.app_context(), job("test: a name"):
        [name] = rows(Name)
        db.session.expunge(name)
    with behind_the_door(app, cast.advocate), pytest.raises(NoGrantError):
        str(name.parts)


def test_the_blocked_write_nothing_about_her(app: Flask, cast: Cast, scene: Scene) -> None:
    """Not by a form's foreign id either: the row's case leads to her."""
    scenes.colleague(app, cast.coordinator, Role.COORDINATOR)
    block(app, scene, cast.coordinator, by=cast.coordinator)
    meeting = call_meeting(app, cast)
    item = {"meeting_id": meeting, "case_id": scene.case_id, "kind": ItemKind.NEW}
    with behind_the_door(app, cast.coordinator):
        db.session.add(AgendaItem(**item, position=1, minutes=5))
        with pytest.raises(NotYoursToWriteError):
            db.session.flush()


def test_whoever_moves_takes_the_block_along(app: Flask, cast: Cast, scene: Scene) -> None:
    block(app, scene, cast.provider, by=cast.coordinator)
    moved = Player(cast.provider.id, cast.harbor_id, Role.ADVOCATE, cast.provider.email)
    with app.app_context():
        assert scene.survivor_id in actor_for(moved).rights.hidden


# A whole agency --------------------------------------------------------------------------------


def test_a_blocked_agency_loses_its_seat_and_gets_no_other(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    scenes.release(app, scene, cast.provider, obtained_by=cast.advocate)
    said = {"whom": choice(cast.provider, agency=True), "reason": REASON}
    answer = browser.as_(cast.coordinator).post(f"{scene.path}/conflicts", said)
    assert answer.status_code == 303
    assert last_entry(app).permission == "conflict:keep"
    assert "Everybody at Bridge Clinic" in browser.get(f"{scene.path}/conflicts").text
    team = browser.get(f"{scene.path}/team").text
    assert "Bridge Clinic" not in team
    seat = browser.post(f"{scene.path}/seats", agency=str(cast.provider.agency_id))
    assert seat.status_code == 422
    with app.app_context(), job("test: a seat"), pytest.raises(BlockedError):
        scenes.seat(app, scene, cast.provider)
    assert browser.as_(cast.provider).get(scene.path).status_code == 404
    # What is printed for her says so too, although a release to them was signed.
    grid = browser.as_(cast.advocate).get(f"{scene.path}/sharing").text
    assert "Bridge Clinic may see" not in grid
    form = browser.get(f"{scene.path}/releases/new").text
    assert "Bridge Clinic" not in form


def test_the_lead_is_not_kept_out_before_another_leads(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    said = {"whom": choice(cast.advocate, agency=True), "reason": REASON}
    answer = browser.as_(cast.coordinator).post(f"{scene.path}/conflicts", said)
    assert answer.status_code == 422 and "Let another lead first" in answer.text


def test_the_office_is_not_kept_out_as_a_whole(browser: Browser, cast: Cast, scene: Scene) -> None:
    """Nobody would be left to whom the case exists and who may lift it."""
    path = f"{scene.path}/conflicts"
    browser.as_(cast.coordinator)
    whole = choice(cast.coordinator, agency=True)
    assert f'value="{whole}"' not in browser.get(path).text
    assert browser.post(path, whom=whole, reason=REASON).status_code == 422
    assert browser.get(path).status_code == 200


def test_one_coordinator_who_could_lift_it_always_stays(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """One by one the whole office would be kept out of the case, with nobody left to lift it."""
    path = f"{scene.path}/conflicts"
    second = scenes.colleague(app, cast.coordinator, Role.COORDINATOR)
    browser.as_(cast.coordinator)
    assert browser.post(path, {"whom": choice(second), "reason": REASON}).status_code == 303
    herself = {"whom": choice(cast.coordinator), "reason": REASON}
    refused = browser.post(path, herself)
    assert refused.status_code == 422
    assert "Ask the administrator to add another coordinator first" in refused.text
    assert browser.post(path, {"whom": choice(cast.analyst), "reason": REASON}).status_code == 303
    with app.app_context(), job("test: look"):
        [found] = [row.id for row in rows(ConflictBlock) if row.member_id == second.id]
    said = {"reason": "It was another family.", "version": 1}
    assert browser.post(f"{path}/{found}/lifting", said).status_code == 303
    assert browser.post(path, herself).status_code == 303
    assert browser.as_(second).get(path).status_code == 200


def test_the_blocked_are_not_expected_at_a_meeting(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = f"/meetings/{call_meeting(app, cast, scene)}/attendance"
    assert cast.provider.id.hex in browser.as_(cast.coordinator).get(path).text
    block(app, scene, cast.provider, by=cast.coordinator)
    expected = browser.get(path).text
    assert cast.provider.id.hex not in expected and cast.probation.id.hex in expected


def test_nobody_is_chosen_beforehand(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = f"{scene.path}/conflicts"
    page = browser.as_(cast.coordinator).get(path).text
    first = re.search(r"<option[^>]*>([^<]*)", page)
    assert first and first[1] == "Choose a person or an agency"
    assert browser.post(path, {"whom": "", "reason": REASON}).status_code == 422


def test_whom_another_case_brings_is_expected(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    other = scenes.open_case(app, cast)
    path = f"/meetings/{call_meeting(app, cast, scene, other)}/attendance"
    block(app, scene, cast.provider, by=cast.coordinator)
    assert cast.provider.id.hex in browser.as_(cast.coordinator).get(path).text


# Who sets and lifts ----------------------------------------------------------------------------


def test_a_supervisor_blocks_her_own_people_only(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = f"{scene.path}/conflicts"
    browser.as_(cast.supervisor)
    for whom in (choice(cast.provider), choice(cast.advocate, agency=True)):
        assert browser.post(path, {"whom": whom, "reason": REASON}).status_code == 422
    assert browser.post(path, {"whom": choice(cast.advocate), "reason": REASON}).status_code == 303
    assert REASON in browser.get(path).text
    page = browser.as_(cast.coordinator).get(path).text
    assert "Advocate, Harbor House" in page and REASON not in page


def test_a_supervisor_does_not_lift_what_the_coordinator_set(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    found = block(app, scene, cast.advocate, by=cast.coordinator)
    path = f"{scene.path}/conflicts/{found}/lifting"
    assert browser.as_(cast.supervisor).get(path).status_code == 403
    said = {"reason": "It was another family.", "version": 1}
    assert browser.post(path, said).status_code == 403
    assert browser.as_(cast.coordinator).post(path, said).status_code == 303
    assert browser.as_(cast.advocate).get(scene.path).status_code == 200


def test_the_blocked_supervisor_cannot_lift_her_own(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = f"{scene.path}/conflicts"
    said = {"whom": choice(cast.supervisor), "reason": REASON}
    answer = browser.as_(cast.supervisor).post(path, said)
    assert (answer.status_code, answer.location) == (303, "/cases")
    with app.app_context(), job("test: look"):
        [found] = [row.id for row in rows(ConflictBlock)]
    assert browser.get(f"{path}/{found}/lifting").status_code == 404


def test_others_may_not_and_an_outsider_must_not_know(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    found = block(app, scene, cast.advocate, by=cast.coordinator)
    path = f"{scene.path}/conflicts"
    for player in (cast.probation, cast.counsel, cast.privacy_officer, cast.administrator):
        assert browser.as_(player).get(path).status_code == 403
    outsider = scenes.colleague(app, cast.outsider, Role.SUPERVISOR)
    assert browser.as_(outsider).get(path).status_code == 404
    assert browser.get(f"{path}/{found}/lifting").status_code == 404
