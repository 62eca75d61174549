"""Somebody with an account and SQL changes who they are, or what others are: it does nothing."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pyotp
import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import HostKind, agencies_at_the_table, coordinating_office, the_county
from safetynet.audit.alarms import ALARM
from safetynet.authentication.models import SignIn
from safetynet.authentication.signing_in import _pulse
from safetynet.db import as_foundation, db, is_genuine, writing_engine
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import PASSWORD, TOTP, Cast
from tests.house.inside import Hand, actor_for, ledger
from tests.referrals.telling import send, typed
from tests.scenes import Scene

Alarms = Callable[[], list[str]]
A_MINUTE, AN_HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def alarms(app: Flask) -> Alarms:
    """Which tables the alarms on the ledger named so far."""
    return lambda: [
        touch.table for entry in ledger(app) if entry.permission == ALARM for touch in entry.touches
    ]


def is_in(browser: Browser) -> bool:
    """Say whether the sign-in still opens a page, rather than leading back to the door."""
    answer = browser.look("/")
    assert answer.status_code == 200 or "/sign-in" in str(answer.location)
    return answer.status_code == 200


@pytest.mark.parametrize(
    ("attack", "table"),
    [
        ("UPDATE sign_ins SET member_id = :victim WHERE member_id = :me", "sign_ins"),
        ("UPDATE sign_ins SET created_at = :later WHERE member_id = :me", "sign_ins"),
        ("UPDATE members SET role = 'coordinator' WHERE id = :me", "members"),
        ("UPDATE members SET agency_id = :theirs WHERE id = :me", "members"),
        ("UPDATE agencies SET kind = 'coordinating' WHERE id = :mine", "agencies"),
    ],
)
def test_a_sign_in_changed_by_sql_opens_nothing(
    browser: Browser,
    cast: Cast,
    hand: Hand,
    alarms: Alarms,
    attack: str,
    table: str,
) -> None:
    me, victim = cast.provider, cast.advocate
    assert is_in(browser.as_(me))
    named = {
        "me": me.id,
        "mine": me.agency_id,
        "victim": victim.id,
        "theirs": victim.agency_id,
        "later": clock.now() + AN_HOUR,
    }
    used = {name: value for name, value in named.items() if f":{name}" in attack}
    assert hand.run(attack, **used) == 1
    assert not is_in(browser)
    assert alarms() == [table]


def test_the_code_is_not_skipped_by_sql(
    browser: Browser, cast: Cast, hand: Hand, alarms: Alarms
) -> None:
    browser.post("/sign-in", email=cast.provider.email, password=PASSWORD)
    assert browser.look("/sign-in/code").status_code == 200
    assert hand.run("UPDATE sign_ins SET code_passed_at = seen_at") == 1
    assert not is_in(browser)
    assert alarms() == ["sign_ins"]


def test_an_ended_sign_in_is_not_revived_by_sql(
    app: Flask, browser: Browser, cast: Cast, hand: Hand, alarms: Alarms
) -> None:
    other = Browser(app).as_(cast.provider)
    browser.as_(cast.provider).post("/account/sign-ins/end")
    assert not is_in(other)
    assert alarms() == []
    assert hand.run("UPDATE sign_ins SET ended_at = NULL") == 2
    assert not is_in(other)
    assert alarms() == ["sign_ins"]


def test_an_idle_sign_in_is_not_kept_alive_by_sql(
    browser: Browser, cast: Cast, hand: Hand, alarms: Alarms
) -> None:
    assert is_in(browser.as_(cast.provider))
    with clock.standing_at(clock.now() + AN_HOUR):
        assert not is_in(browser)
        hand.run("UPDATE sign_ins SET seen_at = :now", now=clock.now())
        assert not is_in(browser)
    assert alarms() == ["sign_ins"]


def test_who_has_left_is_not_brought_back_by_sql(
    app: Flask, browser: Browser, cast: Cast, hand: Hand, alarms: Alarms
) -> None:
    leave(app, browser, cast)
    hand.run("UPDATE members SET is_active = true")
    other = Browser(app)
    answer = other.post("/sign-in", email=cast.provider.email, password=PASSWORD)
    assert answer.status_code == 422
    assert not is_in(other.as_(cast.provider))
    assert alarms() == ["members"]


def leave(app: Flask, browser: Browser, cast: Cast) -> None:
    path = f"/people/members/{cast.provider.id}/leaving"
    assert browser.as_(cast.administrator).post(path, version=1).status_code == 303


def test_a_forged_role_is_not_blessed_by_a_change_through_the_pages(
    app: Flask, browser: Browser, cast: Cast, hand: Hand
) -> None:
    """Somebody else leaves and returns a forged member, and it is still forged."""
    hand.run("UPDATE members SET role = 'coordinator' WHERE id = :me", me=cast.provider.id)
    leave(app, browser, cast)
    back = {"name": "Provider", "email": cast.provider.email, "role": "provider"}
    path = f"/people/members/{cast.provider.id}/return"
    assert browser.post(path, back | {"checked_how": "known"}).status_code == 201
    assert not is_in(Browser(app).as_(cast.provider))


def test_another_password_is_not_put_in_place_by_sql(
    app: Flask, browser: Browser, cast: Cast, hand: Hand, alarms: Alarms
) -> None:
    """The attacker's own password opens nobody else's door, not after a failed try either."""
    mine = hand.rows(
        "SELECT password_hash FROM credentials WHERE member_id = :me", me=cast.provider.id
    )[0][0]
    change = "UPDATE credentials SET password_hash = :mine WHERE member_id = :victim"
    assert hand.run(change, mine=mine, victim=cast.advocate.id) == 1
    for password in (PASSWORD, "a wrong one", PASSWORD):
        answer = browser.post("/sign-in", email=cast.advocate.email, password=password)
        assert answer.status_code == 422
    assert alarms() == ["credentials"]


def test_credentials_do_not_change_hands_by_sql(
    browser: Browser, cast: Cast, hand: Hand, alarms: Alarms
) -> None:
    hand.run("DELETE FROM credentials WHERE member_id = :victim", victim=cast.advocate.id)
    taken = "UPDATE credentials SET member_id = :victim WHERE member_id = :me"
    assert hand.run(taken, victim=cast.advocate.id, me=cast.provider.id) == 1
    answer = browser.post("/sign-in", email=cast.provider.email, password=PASSWORD)
    assert answer.status_code == 422
    assert alarms() == ["credentials"]


def test_a_half_sign_in_does_not_get_past_forged_credentials(
    browser: Browser, cast: Cast, hand: Hand, alarms: Alarms
) -> None:

    browser.post("/sign-in", email=cast.provider.email, password=PASSWORD)
    hand.run("UPDATE credentials SET totp_step = -1")
    browser.post("/sign-in/code", code=pyotp.TOTP(TOTP).at(clock.now()))
    assert not is_in(browser)
    assert alarms() == ["credentials"]


def test_what_a_covered_agency_holds_stays_closed_when_sql_changes_its_class(
    app: Flask,
    browser: Browser,
    cast: Cast,
    scene: Scene,
    hand: Hand,
    alarms: Alarms,
) -> None:
    """Both sit at the table, so only the class keeps the name from crossing."""
    changed = "UPDATE agencies SET kind = 'other' WHERE id = :harbor"
    assert hand.run(changed, harbor=cast.harbor_id) == 1
    page = browser.as_(cast.probation).get(scene.path)
    assert page.status_code == 200
    assert scenes.FIRST not in page.text
    assert alarms() == ["agencies"]


def test_nobody_accepts_a_referral_whose_sender_sql_changed(
    browser: Browser, cast: Cast, hand: Hand, alarms: Alarms
) -> None:
    """Acceptance would give the sender a seat that is genuine."""
    path = send(browser, cast.probation, typed("team_statute"))
    assert browser.as_(cast.coordinator).get(f"{path}/acceptance").status_code == 200
    hand.run("UPDATE referrals SET from_agency_id = :mine", mine=cast.outsider.agency_id)
    assert browser.get(f"{path}/acceptance").status_code == 403
    assert alarms() == ["referrals"]


def test_nothing_is_done_in_a_case_that_sql_made_somebody_elses(
    browser: Browser, cast: Cast, scene: Scene, other: Scene, hand: Hand, alarms: Alarms
) -> None:
    """A new seat there, or a release, would be about the other young person."""
    browser.as_(cast.coordinator)
    assert browser.get(f"{scene.path}/team").status_code == 200
    change = "UPDATE cases SET survivor_id = :hers WHERE id = :case"
    assert hand.run(change, hers=other.survivor_id, case=scene.case_id) == 1
    for path in (scene.path, f"{scene.path}/team"):
        assert browser.get(path).status_code == 403
    assert alarms() == ["cases"]


def test_a_county_changed_by_sql_names_no_team_and_the_worst_host(
    app: Flask, cast: Cast, hand: Hand
) -> None:
    with app.app_context():
        assert actor_for(cast.coordinator).rights.team == cast.team_id
    hand.run("UPDATE counties SET team_id = :mine", mine=cast.outsider.agency_id)
    with app.app_context(), job("test: look"):
        assert actor_for(cast.coordinator).rights.team is None
        assert the_county().host_kind is HostKind.LAW_ENFORCEMENT


def test_sql_makes_no_second_coordinating_office(app: Flask, cast: Cast, hand: Hand) -> None:
    """Referrals are disclosed to the coordinating office."""
    hand.run(
        "UPDATE agencies SET kind = 'coordinating', created_at = :before WHERE id = :mine",
        before=clock.now() - AN_HOUR,
        mine=cast.outsider.agency_id,
    )
    with app.app_context(), job("test: look"):
        office = coordinating_office()
        assert office is not None
        assert office.id == cast.coordinator.agency_id


def test_agencies_that_swapped_names_by_sql_are_not_offered(
    app: Flask, cast: Cast, hand: Hand
) -> None:
    for agency, name in ((cast.provider, "Elsewhere Shelter"), (cast.outsider, "Bridge Clinic")):
        hand.run("UPDATE agencies SET name = :name WHERE id = :id", name=name, id=agency.agency_id)
    with app.app_context(), job("test: look"):
        offered = {agency.name for agency in agencies_at_the_table()}
    assert offered.isdisjoint({"Elsewhere Shelter", "Bridge Clinic"})
    assert "Harbor House" in offered


def test_a_sign_in_that_is_renewed_stays_good(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.as_(cast.provider)
    for minutes in (2, 20, 45):
        with clock.standing_at(clock.now() + minutes * A_MINUTE):
            assert is_in(browser)
    with app.app_context(), job("test: look"):
        (sign_in,) = rows(SignIn)
        assert sign_in.seen_at - sign_in.created_at > 40 * A_MINUTE
        assert is_genuine(sign_in)


def test_a_late_pulse_does_not_touch_a_sign_in_that_ended(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    browser.as_(cast.provider)
    later = clock.now() + 2 * A_MINUTE
    with app.app_context():
        with job("test: an open page"):
            (sign_in,) = rows(SignIn)
            (pulse,) = _pulse(sign_in, later)
        with job("test: sign out"):
            rows(SignIn)[0].end(later)
        with writing_engine().begin() as connection:
            connection.execute(pulse)
        with job("test: look"):
            (sign_in,) = rows(SignIn)
            assert sign_in.ended_at == later
            assert is_genuine(sign_in)


def test_a_sign_in_that_ends_amid_a_pulse_stays_good(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """The pulse commits between reading the row and ending it."""
    browser.as_(cast.provider)
    later = clock.now() + 2 * A_MINUTE
    with app.app_context():
        with job("test: sign out"):
            (sign_in,) = rows(SignIn)
            (pulse,) = _pulse(sign_in, later)
            with as_foundation():
                db.session.connection().execute(pulse)
            sign_in.end(later + A_MINUTE)
        with job("test: look"):
            assert is_genuine(rows(SignIn)[0])


def test_an_alarm_is_told_once_to_the_log_and_to_the_privacy_officer(
    app: Flask, browser: Browser, cast: Cast, hand: Hand, log: StringIO
) -> None:
    """By table in the log, by table and row on the ledger; never a person."""
    forged = Browser(app).as_(cast.provider)
    hand.run("UPDATE members SET role = 'coordinator' WHERE id = :me", me=cast.provider.id)
    assert not is_in(forged)
    assert not is_in(forged)
    told = [json.loads(line) for line in log.getvalue().splitlines()]
    (line,) = [line for line in told if line["level"] == "error"]
    assert (line["event"], line["table"]) == ("row without a valid MAC", "members")
    assert line.keys() <= {"time", "level", "event", "table"}
    (entry,) = [entry for entry in ledger(app) if entry.permission == ALARM]
    assert [(touch.table, touch.row) for touch in entry.touches] == [("members", cast.provider.id)]
    page = browser.as_(cast.privacy_officer).get("/oversight/refusals").text
    assert "Alarm: a row was changed without SafetyNet" in page


def test_a_forgery_that_goes_on_is_told_again_after_an_hour(
    app: Flask, cast: Cast, hand: Hand, alarms: Alarms
) -> None:
    hand.run("UPDATE agencies SET kind = 'other' WHERE id = :harbor", harbor=cast.harbor_id)
    Browser(app).as_(cast.probation).get("/")
    with clock.standing_at(clock.now() + AN_HOUR + A_MINUTE):
        Browser(app).as_(cast.probation).get("/")
    assert alarms() == ["agencies", "agencies"]
