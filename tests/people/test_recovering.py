"""Coming in again: asked at the door, granted by somebody who knows her, set up by a link."""

import pytest
from flask import Flask
from sqlalchemy import update

from safetynet import clock
from safetynet.access import Role, job
from safetynet.authentication.enrolling import BESIDE_A_PASSWORD
from safetynet.authentication.models import Credential, RecoveryCode, SignIn
from safetynet.db import Model
from safetynet.people.models import Invitation, Purpose, Stage
from safetynet.people.recovering import HEARD_FOR
from tests import scenes
from tests.browser import Browser, rows, without_tokens
from tests.cast import PASSWORD, Cast, Player
from tests.house.inside import Hand
from tests.ledger import last_entry
from tests.notices.conftest import LetterBox
from tests.people.coming_in import NEW, Way, invitation, mailed, set_up, sign_in, spoken
from tests.people.test_joining import headers
from tests.people.test_leaving import version_of

WAITS = "Somebody says that they cannot sign in"
INVITATIONS = Model.metadata.tables["invitations"]


def ask(app: Flask, player: Player) -> None:
    assert Browser(app).post("/sign-in/help", email=player.email).status_code == 303


def let_in(app: Flask, by: Browser, who: Player) -> str:
    version = version_of(app, who.id)
    path = f"/people/members/{who.id}/recovery"
    return spoken(by.post(path, version=version, checked_how="known"))


def test_from_the_lost_phone_to_the_next_sign_in(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    here = Browser(app).as_(cast.advocate)
    ask(app, cast.advocate)
    assert here.get(scene.path).status_code == 200, "until somebody made sure, nothing changes"
    boss = browser.as_(cast.supervisor)
    assert WAITS in boss.get("/").text
    code = let_in(app, boss, cast.advocate)
    assert last_entry(app).permission == "recovery:decide"
    assert here.look("/").status_code in {302, 303}
    wrong = Browser(app).post("/sign-in", email=cast.advocate.email, password=PASSWORD)
    assert wrong.status_code == 422
    assert WAITS not in boss.get("/").text
    anew = Browser(app)
    path = mailed(app, cast.advocate.email)
    assert anew.post(path, code=code).location == "/joining/agreement"
    # She has agreed before, and goes on to password and phone at once.
    assert anew.get("/joining/agreement").location == "/joining/sign-in"
    assert anew.look(scene.path).status_code in {302, 303}
    assert set_up(anew).status_code == 201
    again = sign_in(app, cast.advocate.email)
    assert again.get(scene.path).status_code == 200
    assert Browser(app).post(path, code=code).status_code == 422
    with app.app_context(), job("test: look"):
        [row] = rows(Invitation)
        assert (row.purpose, row.stage) == (Purpose.RECOVER, Stage.USED)
        assert (row.by_id, row.checked_how) == (cast.supervisor.id, "known")


def test_it_is_void_at_once(app: Flask, browser: Browser, cast: Cast) -> None:
    assert Browser(app).as_(cast.advocate).post("/account/recovery-codes").status_code == 201
    let_in(app, browser.as_(cast.supervisor), cast.advocate)
    with app.app_context(), job("test: look"):
        [held] = rows(Credential, Credential.member_id == cast.advocate.id)
        assert held.password_hash == "" and held.totp_secret != "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
        assert all(one.ended_at for one in rows(SignIn, SignIn.member_id == cast.advocate.id))
        assert rows(RecoveryCode) == []


def test_nothing_that_opens_the_door_is_forgotten() -> None:
    ways = {
        mapper.class_
        for mapper in Model.registry.mappers
        if mapper.class_.__module__ == Credential.__module__ and "member_id" in mapper.columns
    }
    assert ways - {Credential, SignIn} == set(BESIDE_A_PASSWORD)


def test_the_answer_at_the_door_is_the_same_for_everybody(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    answers = []
    for email in (cast.advocate.email, "nobody@nowhere.example.org", cast.advocate.email, "x"):
        stranger = Browser(app)
        said = stranger.post("/sign-in/help", email=email)
        page = stranger.get("/sign-in")
        answers.append((said.status_code, said.data, headers(said), without_tokens(page.text)))
    assert all(answer == answers[0] for answer in answers)
    with app.app_context(), job("test: look"):
        assert len(rows(Invitation)) == 1, "asked twice is one asking"
    assert Browser(app).post("/sign-in/help", email=" ").status_code == 422


def test_who_asks_too_often_waits_known_or_not(app: Flask, browser: Browser, cast: Cast) -> None:
    answers = []
    for email in (cast.advocate.email, "nobody@nowhere.example.org"):
        said = [Browser(app).post("/sign-in/help", email=email) for _time in range(11)]
        assert [one.status_code for one in said] == [303] * 10 + [429]
        answers.append(without_tokens(said[-1].text).replace(email, ""))
    assert answers[0] == answers[1]


def test_who_left_is_nobody(app: Flask, browser: Browser, cast: Cast) -> None:
    path = f"/people/members/{cast.advocate.id}/leaving"
    browser.as_(cast.supervisor).post(path, version=version_of(app, cast.advocate.id))
    ask(app, cast.advocate)
    with app.app_context(), job("test: look"):
        assert rows(Invitation) == []
    recovery = f"/people/members/{cast.advocate.id}/recovery"
    fields = {"version": version_of(app, cast.advocate.id), "checked_how": "known"}
    assert browser.post(recovery, fields).status_code == 422


def test_refused_it_stays_as_it_was(app: Flask, browser: Browser, cast: Cast) -> None:
    here = Browser(app).as_(cast.advocate)
    ask(app, cast.advocate)
    boss = browser.as_(cast.supervisor)
    answer = boss.post(f"/people/members/{cast.advocate.id}/recovery/refusal")
    assert "It is refused." in boss.told(answer)
    assert invitation(app).stage is Stage.REFUSED
    assert WAITS not in boss.get("/").text
    assert here.get("/").status_code == 200
    said = "\n".join(LetterBox(app).got(cast.advocate))
    assert "Nobody could make sure" in said


def test_nobody_vouches_for_herself(app: Flask, browser: Browser, cast: Cast) -> None:
    for name in ("supervisor", "administrator"):
        me = cast.players[name]
        ask(app, me)
        path = f"/people/members/{me.id}/recovery"
        mine = browser.as_(me)
        assert path not in mine.get("/").text
        assert mine.get(path).status_code == 403
        fields = {"version": version_of(app, me.id), "checked_how": "known"}
        assert mine.post(path, fields).status_code == 403
        assert mine.post(f"{path}/refusal").status_code == 403


def test_a_supervisor_is_vouched_for_by_another_or_by_an_administrator(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    ask(app, cast.supervisor)
    assert WAITS in browser.as_(cast.administrator).get("/").text
    peer = scenes.colleague(app, cast.supervisor, Role.SUPERVISOR)
    assert WAITS in browser.as_(peer).get("/").text
    assert WAITS not in browser.as_(cast.administrator).get("/").text
    let_in(app, browser.as_(peer), cast.supervisor)


def test_whose_supervisor_is_another_agencys_is_none_of_hers(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    for name in ("outsider", "provider", "coordinator", "administrator"):
        who = cast.players[name]
        ask(app, who)
        assert WAITS not in browser.as_(cast.supervisor).get("/").text
        path = f"/people/members/{who.id}/recovery"
        fields = {"version": version_of(app, who.id), "checked_how": "known"}
        assert browser.post(path, fields).status_code == 403
    for name in ("advocate", "coordinator", "privacy_officer"):
        path = f"/people/members/{cast.provider.id}/recovery"
        assert browser.as_(cast.players[name]).get(path).status_code == 403


@pytest.mark.parametrize("who", ["provider", "coordinator", "privacy_officer"])
def test_without_a_supervisor_an_administrator_is_asked(
    app: Flask, browser: Browser, cast: Cast, who: str
) -> None:
    ask(app, cast.players[who])
    admin = browser.as_(cast.administrator)
    assert WAITS in admin.get("/").text
    code = let_in(app, admin, cast.players[who])
    anew = Browser(app)
    assert anew.post(mailed(app, cast.players[who].email), code=code).status_code == 303
    set_up(anew)
    sign_in(app, cast.players[who].email)


def test_she_and_whoever_is_asked_are_written_to(app: Flask, browser: Browser, cast: Cast) -> None:
    ask(app, cast.advocate)
    box = LetterBox(app)
    clock.stand_at(clock.now() + (clock.end_of(clock.today()) - clock.now()))
    box.choose(cast.supervisor, waits="at_once", quiet_from=0, quiet_until=0)
    assert "Somebody said that you cannot sign in." in box.got(cast.advocate)[-1]
    assert "Something waits for you." in box.got(cast.supervisor)[-1]


def test_what_nobody_answers_for_a_week_is_asked_again(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    ask(app, cast.advocate)
    clock.stand_at(clock.now() + HEARD_FOR)
    assert WAITS not in browser.as_(cast.supervisor).get("/").text
    ask(app, cast.advocate)
    assert WAITS in browser.get("/").text


def test_without_a_word_how_nothing_happens(app: Flask, browser: Browser, cast: Cast) -> None:
    path = f"/people/members/{cast.advocate.id}/recovery"
    boss = browser.as_(cast.supervisor)
    version = version_of(app, cast.advocate.id)
    for how in ("", "by_mail"):
        assert boss.post(path, version=version, checked_how=how).status_code == 422
    assert boss.post(path, version="99", checked_how="known").status_code == 409
    assert Browser(app).as_(cast.advocate).get("/").status_code == 200


def test_an_asking_that_sql_opened_lets_nobody_in(
    app: Flask, browser: Browser, cast: Cast, hand: Hand
) -> None:
    code = let_in(app, browser.as_(cast.supervisor), cast.advocate)
    path = mailed(app, cast.advocate.email)
    hand.change(update(INVITATIONS).values(guesses=0, checked_how="photo_id"))
    assert Browser(app).post(path, code=code).status_code == 422


def test_a_second_link_takes_the_place_of_the_first(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    boss = browser.as_(cast.supervisor)
    first = Way("", let_in(app, boss, cast.advocate))
    first.path = mailed(app, cast.advocate.email)
    second = let_in(app, boss, cast.advocate)
    assert Browser(app).post(first.path, code=first.code).status_code == 422
    anew = Browser(app)
    assert anew.post(mailed(app, cast.advocate.email), code=second).status_code == 303
    assert set_up(anew, NEW).status_code == 201
