"""Leaving and moving: the work goes to a colleague, and nothing of the access stays."""

from uuid import UUID

import pytest
from flask import Flask

from safetynet.access import Role, job
from safetynet.agencies import Member
from safetynet.authentication.models import Credential, SignIn
from safetynet.db import db
from safetynet.drafts import Draft
from safetynet.meetings.models import CalendarFeed, Meeting, Task
from safetynet.notices.models import Kind, Notice, State
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import PASSWORD, Cast, Player
from tests.drafts.opened import Opened
from tests.meetings.sitting import Sitting, sit_down
from tests.notices.conftest import LetterBox
from tests.people.coming_in import Way, agree, mailed, set_up, sign_in, spoken
from tests.sharing.test_conflicts import block

BED = "Confirm the bed"


@pytest.fixture
def heir(app: Flask, cast: Cast) -> Player:
    return scenes.colleague(app, cast.advocate, Role.ADVOCATE)


@pytest.fixture
def sitting(app: Flask, browser: Browser, cast: Cast) -> Sitting:
    """A task of Harbor's that the advocate has taken."""
    sitting = sit_down(app, cast, browser)
    browser.post(sitting.screen, tasks=f"{BED} @harbor due tomorrow", version="2")
    browser.as_(cast.advocate).post(f"/tasks/{the_task(app).id}/taker")
    assert the_task(app).taken_by_id == cast.advocate.id
    return sitting


def the_task(app: Flask) -> Task:
    with app.app_context(), job("test: look"):
        task: Task = rows(Task)[0]
        db.session.expunge(task)
    return task


def version_of(app: Flask, member: UUID) -> int:
    with app.app_context(), job("test: look"):
        version: int = rows(Member, Member.id == member)[0].version
        return version


def let_go(app: Flask, by: Browser, who: Player, colleague: Player | None) -> None:
    path = f"/people/members/{who.id}/leaving"
    named = str(colleague.id) if colleague else ""
    answer = by.post(path, version=version_of(app, who.id), colleague=named)
    assert answer.status_code == 303, answer.text


def test_what_was_hers_goes_to_a_colleague(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting, heir: Player
) -> None:
    boss = browser.as_(cast.supervisor)
    assert "Tasks: 1" in boss.get(f"/people/members/{cast.advocate.id}/leaving").text
    let_go(app, boss, cast.advocate, heir)
    assert the_task(app).taken_by_id == heir.id
    assert BED in browser.as_(heir).get("/tasks").text


def test_with_nobody_named_it_is_open_to_the_agency(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    let_go(app, browser.as_(cast.supervisor), cast.advocate, None)
    assert the_task(app).taken_by_id is None


def test_what_a_conflict_hides_does_not_become_hers(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting, heir: Player
) -> None:
    block(app, sitting.scene, heir, by=cast.coordinator)
    boss = browser.as_(cast.supervisor)
    path = f"/people/members/{cast.advocate.id}/leaving"
    version = version_of(app, cast.advocate.id)
    answer = boss.post(path, version=version, colleague=str(heir.id))
    assert "Not handed over, because of walls or roles: tasks: 1." in boss.told(answer)
    assert the_task(app).taken_by_id == cast.advocate.id


def test_the_administrator_sees_counts_and_no_case(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting, heir: Player
) -> None:
    admin = browser.as_(cast.administrator)
    page = admin.get(f"/people/members/{cast.advocate.id}/leaving").text
    assert "Tasks: 1" in page
    assert sitting.scene.number not in page and BED not in page
    let_go(app, admin, cast.advocate, heir)
    assert the_task(app).taken_by_id == heir.id
    for path in ("/cases", sitting.scene.path, "/tasks", "/meetings"):
        assert admin.get(path).status_code == 403


def test_who_left_is_a_stranger(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting, heir: Player
) -> None:
    here = Browser(app).as_(cast.advocate)
    assert here.get(sitting.scene.path).status_code == 200
    address = here.post("/meetings/calendar/address")
    feed = address.text.partition("/calendar/")[2].partition(".ics")[0]
    assert Browser(app).look(f"/calendar/{feed}.ics").status_code == 200
    let_go(app, browser.as_(cast.supervisor), cast.advocate, heir)
    stranger = Browser(app)
    for path in ("/", sitting.scene.path, "/tasks", "/account", "/account/mail"):
        said, as_said = here.look(path), stranger.look(path)
        assert said.status_code == as_said.status_code
        assert said.location == as_said.location
    assert Browser(app).look(f"/calendar/{feed}.ics").status_code == 404
    wrong = stranger.post("/sign-in", email=cast.advocate.email, password=PASSWORD)
    assert wrong.status_code == 422
    with app.app_context(), job("test: look"):
        assert all(one.ended_at for one in rows(SignIn, SignIn.member_id == cast.advocate.id))
        [held] = rows(Credential, Credential.member_id == cast.advocate.id)
        assert held.password_hash == ""
        assert all(one.ended_at for one in rows(CalendarFeed))


def test_what_she_typed_is_destroyed_and_her_mail_dropped(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    notes = Opened(browser.as_(cast.advocate), f"{sitting.scene.path}/notes/new")
    assert notes.keep(text="She said").status_code == 200
    box = LetterBox(app)
    let_go(app, browser.as_(cast.supervisor), cast.advocate, None)
    with app.app_context(), job("test: look"):
        assert rows(Draft) == []
        waiting = [
            one.kind
            for one in rows(Notice, Notice.member_id == cast.advocate.id)
            if one.state is State.QUEUED
        ]
        assert waiting == [Kind.LEFT]
    assert "Your account was ended." in box.got(cast.advocate)[-1]


def test_nobody_lets_themselves_go_nor_the_last_administrator(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    for player in (cast.supervisor, cast.administrator):
        own = browser.as_(player).post(
            f"/people/members/{player.id}/leaving", version=version_of(app, player.id)
        )
        assert own.status_code == 403
    other = scenes.colleague(app, cast.administrator, Role.ADMINISTRATOR)
    let_go(app, browser.as_(other), cast.administrator, None)

    for path in (f"/people/members/{other.id}/leaving", f"/people/members/{other.id}/moving"):
        assert browser.as_(cast.supervisor).get(path).status_code == 403


def test_a_supervisor_lets_go_of_her_own_agencys_caseworkers(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    boss = browser.as_(cast.supervisor)
    peer = scenes.colleague(app, cast.supervisor, Role.SUPERVISOR)
    for player in (cast.outsider, cast.provider, cast.coordinator, peer):
        path = f"/people/members/{player.id}/leaving"
        assert boss.get(path).status_code == 403
        assert boss.post(path, version=version_of(app, player.id)).status_code == 403


def test_a_stale_press_ends_nobodys_account(app: Flask, browser: Browser, cast: Cast) -> None:
    path = f"/people/members/{cast.advocate.id}/leaving"
    assert browser.as_(cast.supervisor).post(path, version="77").status_code == 409
    assert browser.post(path).status_code == 422
    bogus = {"version": version_of(app, cast.advocate.id), "colleague": str(cast.outsider.id)}
    assert browser.post(path, bogus).status_code == 422
    assert browser.as_(cast.advocate).get("/").status_code == 200


def test_another_role_ends_every_sign_in(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    here = Browser(app).as_(cast.advocate)
    assert here.get(sitting.scene.path).status_code == 200
    boss = browser.as_(cast.supervisor)
    path = f"/people/members/{cast.advocate.id}/moving"
    assert "Coordinator" not in boss.get(path).text.partition("<select")[2].partition("</form")[0]
    moved = {"version": version_of(app, cast.advocate.id), "agency": str(cast.harbor_id)}
    for role in ("supervisor", "coordinator", "analyst"):
        assert boss.post(path, moved | {"role": role}).status_code == 422
    assert boss.post(path, moved | {"role": "provider"}).status_code == 303
    assert here.get("/").status_code in {302, 303}
    assert the_task(app).taken_by_id == cast.advocate.id
    with app.app_context(), job("test: look"):
        [member] = rows(Member, Member.id == cast.advocate.id)
        assert member.role is Role.PROVIDER
    assert "Your role was changed" in LetterBox(app).got(cast.advocate)[-1]


def test_who_may_do_it_no_more_does_not_keep_it(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    path = f"/people/members/{cast.advocate.id}/moving"
    moved = {"version": version_of(app, cast.advocate.id), "agency": str(cast.harbor_id)}
    admin = browser.as_(cast.administrator)
    assert admin.post(path, moved | {"role": "analyst"}).status_code == 303
    assert the_task(app).taken_by_id is None


def test_another_agency_is_a_new_beginning(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting, heir: Player
) -> None:
    admin = browser.as_(cast.administrator)
    path = f"/people/members/{cast.advocate.id}/moving"
    to = {
        "version": version_of(app, cast.advocate.id),
        "agency": str(cast.provider.agency_id),
        "role": "provider",
        "colleague": str(heir.id),
    }
    assert "Say how you made sure" in admin.post(path, to).text
    code = spoken(admin.post(path, to | {"checked_how": "known"}))
    assert the_task(app).taken_by_id == heir.id
    way = Way(mailed(app, cast.advocate.email), code)
    here = Browser(app)
    agree(here, way, "Advocate")
    assert set_up(here).status_code == 201
    again = sign_in(app, cast.advocate.email)
    assert "Bridge Clinic" in again.get("/account").text
    with app.app_context(), job("test: look"):
        found = rows(Member, Member.name == "Advocate")
        assert [(one.agency_id, one.is_active) for one in found] == [
            (cast.harbor_id, False),
            (cast.provider.agency_id, True),
        ]


def test_a_meeting_keeps_its_chair_until_another_is_named(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    other = scenes.colleague(app, cast.coordinator, Role.COORDINATOR)
    admin = browser.as_(cast.administrator)
    assert (
        "Meetings to chair: 1" in admin.get(f"/people/members/{cast.coordinator.id}/leaving").text
    )
    let_go(app, admin, cast.coordinator, other)
    with app.app_context(), job("test: look"):
        [meeting] = rows(Meeting)
        assert meeting.chair_id == other.id


def test_who_comes_back_begins_anew(app: Flask, browser: Browser, cast: Cast) -> None:
    boss = browser.as_(cast.supervisor)
    let_go(app, boss, cast.advocate, None)
    who = {
        "name": "Advocate",
        "email": cast.advocate.email,
        "role": "advocate",
        "checked_how": "known",
    }
    code = spoken(boss.post(f"/people/members/{cast.advocate.id}/return", who))
    here = Browser(app)
    agree(here, Way(mailed(app, cast.advocate.email), code), "Advocate")
    assert set_up(here).status_code == 201
    sign_in(app, cast.advocate.email)
    assert boss.post(f"/people/members/{cast.advocate.id}/return", who).status_code == 422


def test_what_a_conflict_hides_from_the_supervisor_goes_without_a_word(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting, heir: Player
) -> None:
    block(app, sitting.scene, cast.supervisor, by=cast.coordinator)
    boss = browser.as_(cast.supervisor)
    path = f"/people/members/{cast.advocate.id}/leaving"
    assert "Nothing waits for this person alone." in boss.get(path).text
    version = version_of(app, cast.advocate.id)
    answer = boss.post(path, version=version, colleague=str(heir.id))
    assert "tasks" not in boss.told(answer)
    assert the_task(app).taken_by_id == heir.id
