"""Joining: a link in the mail, a code by word of mouth, an agreement, and a sign-in of her own."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, update
from werkzeug.test import TestResponse

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import Member
from safetynet.agencies.models import MembershipPaper, PaperKind
from safetynet.agencies.papers import record
from safetynet.audit import Result
from safetynet.db import Model
from safetynet.people import joining
from safetynet.people.models import Invitation, Stage
from tests import scenes
from tests.browser import Browser, rows, without_tokens
from tests.cast import Cast
from tests.house.inside import Hand
from tests.ledger import last_entry
from tests.people.coming_in import (
    NOOR,
    Way,
    agree,
    invitation,
    invite,
    mailed,
    set_up,
    sign_in,
    spoken,
)

INVITATIONS = Model.metadata.tables["invitations"]


@pytest.fixture
def way(app: Flask, browser: Browser, cast: Cast) -> Way:
    return invite(app, browser.as_(cast.supervisor), cast.harbor_id)


def headers(answer: TestResponse) -> list[tuple[str, str]]:
    return [(name, value) for name, value in answer.headers if name != "Set-Cookie"]


def test_from_the_mail_to_the_first_case(app: Flask, cast: Cast, way: Way) -> None:
    scene = scenes.open_case(app, cast)
    here = Browser(app)
    agree(here, way)
    done = set_up(here)
    assert done.status_code == 201 and done.text.count("<li><code>") == 10
    noor = sign_in(app, NOOR["email"])
    page = noor.get("/").text
    assert "This account reads nothing now" in page and "Training" in page
    assert noor.get(scene.path).status_code == 403
    boss = Browser(app).as_(cast.supervisor)
    assert "Confirm somebody’s training" in boss.get("/").text
    held = invitation(app)
    confirmed = boss.post(f"/people/invitations/{held.id}/training", version=held.version)
    assert confirmed.status_code == 303
    assert noor.get(scene.path).status_code == 200
    with app.app_context(), job("test: look"):
        papers = {p.kind.value: p.until for p in rows(MembershipPaper) if p.member_id}
        assert papers["agreement"] == clock.today() + timedelta(days=365)
        assert papers["training"] == clock.today() + timedelta(days=362)
        [row] = rows(Invitation)
        assert row.agreed == "1 en" and row.checked_how == "photo_id"
        assert row.by_id == cast.supervisor.id


def test_neither_the_mailbox_nor_the_inviter_comes_in_alone(
    app: Flask, cast: Cast, way: Way
) -> None:
    mailbox = Browser(app)
    for guess in ("0000 0000", "", "x" * 20):
        assert mailbox.post(way.path, code=guess).status_code == 422
    assert mailbox.get("/joining/agreement").location == "/sign-in"
    inviter = Browser(app).as_(cast.supervisor)
    made_up = f"/join/{'A' * 43}"
    assert inviter.post(made_up, code=way.code).status_code == 422
    page = inviter.get("/people").text
    assert way.path not in page and way.code not in page


def used(app: Flask, way: Way, _browser: Browser) -> str:
    here = Browser(app)
    agree(here, way)
    assert set_up(here).status_code == 201
    return way.path


def expired(_app: Flask, way: Way, _browser: Browser) -> str:
    clock.stand_at(clock.now() + timedelta(hours=72, seconds=1))
    return way.path


def withdrawn(app: Flask, way: Way, browser: Browser) -> str:
    held = invitation(app)
    answer = browser.post(f"/people/invitations/{held.id}/withdrawal", version=held.version)
    assert answer.status_code == 303
    return way.path


def sent_anew(app: Flask, way: Way, browser: Browser) -> str:
    held = invitation(app)
    spoken(browser.post(f"/people/invitations/{held.id}/again", version=held.version))
    return way.path


def invented(_app: Flask, _way: Way, _browser: Browser) -> str:
    return f"/join/{'A' * 43}"


@pytest.mark.parametrize("over", [used, expired, withdrawn, sent_anew, invented])
def test_a_link_that_is_over_is_as_one_that_never_was(
    app: Flask,
    browser: Browser,
    cast: Cast,
    way: Way,
    over: Callable[[Flask, Way, Browser], str],
) -> None:
    stranger = Browser(app)
    wrong = stranger.post("/join/never-there", code="1234 5678")
    path = over(app, way, browser)
    assert without_tokens(stranger.get(path).text) == without_tokens(stranger.get("/join/x").text)
    said = stranger.post(path, code=way.code)
    assert said.status_code == wrong.status_code == 422
    alike = without_tokens(said.text).replace(way.code, "")
    assert alike == without_tokens(wrong.text).replace("1234 5678", "")
    assert headers(said) == headers(wrong)
    assert stranger.get("/joining/sign-in").location == "/sign-in"


def test_a_link_that_never_was_costs_the_same_work(
    app: Flask, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How long both take is compared in `test_apart.py`; here, that nothing is spared."""
    asked: list[str | None] = []

    def is_right(stored: str | None, _typed: str) -> bool:
        asked.append(stored)
        return False

    monkeypatch.setattr(joining, "_is_right", is_right)
    for path in (way.path, "/join/never-there"):
        assert Browser(app).post(path, code="0000 0000").status_code == 422
    assert len(asked) == 2 and asked[0] and asked[1] is None


def test_five_wrong_codes_end_it(app: Flask, browser: Browser, cast: Cast, way: Way) -> None:
    guesser = Browser(app)
    for guess in range(5):
        assert guesser.post(way.path, code=f"{guess:08}").status_code == 422
        entry = last_entry(app)
        assert entry.result is Result.FAILED and entry.permission.startswith("job:join")
    assert invitation(app).stage is Stage.SPENT
    assert guesser.post(way.path, code=way.code).status_code == 422
    assert "guessed at too often" in browser.as_(cast.supervisor).get("/people").text
    # Whoever invited sends a new one, with a new code.
    held = invitation(app)
    code = spoken(browser.post(f"/people/invitations/{held.id}/again", version=held.version))
    assert guesser.post(way.path, code=code).status_code == 422
    agree(Browser(app), Way(mailed(app, NOOR["email"]), code))


def test_used_in_two_windows_at_once_one_wins(app: Flask, way: Way) -> None:
    first, second = Browser(app), Browser(app)
    agree(first, way)
    assert second.post(way.path, code=way.code).status_code == 303
    # The later window has the page; the earlier one is out.
    assert first.get("/joining/sign-in").location == "/sign-in"
    assert set_up(second).status_code == 201
    assert second.get("/joining/sign-in").location == "/sign-in"


def test_without_a_ticket_nobody_is_at_the_page(
    app: Flask, browser: Browser, cast: Cast, way: Way
) -> None:
    invite(app, browser, cast.harbor_id, email="another@harbor.example.org")
    stranger = Browser(app)
    for path in ("/joining/agreement", "/joining/sign-in"):
        assert stranger.get(path).location == "/sign-in"
        assert stranger.post(path, signed="Noor Khan").location == "/sign-in"


def test_the_mail_names_nobody(app: Flask, cast: Cast, browser: Browser) -> None:
    from tests.notices.conftest import LetterBox

    page = browser.as_(cast.supervisor).post(f"/people/agencies/{cast.harbor_id}/members", NOOR)
    code = spoken(page)
    box = LetterBox(app)
    box.emptied()
    [mail] = [one for one in box.took if one["To"] == NOOR["email"]]
    said = mail.as_string()
    for word in ("Noor Khan", "Harbor", "Supervisor", code, code.replace(" ", "")):
        assert word not in said.replace(NOOR["email"], "")
    assert mail["Subject"] == "A message waits for you"
    again = invitation(app)
    assert again.token_hash and again.token_hash.hex() not in said


def test_a_supervisor_gives_the_roles_of_her_own_agency(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    boss = browser.as_(cast.supervisor)
    here = f"/people/agencies/{cast.harbor_id}/members"
    for role in ("supervisor", "coordinator", "privacy_officer", "administrator", "prosecutor"):
        assert boss.post(here, NOOR | {"role": role}).status_code == 422
    elsewhere = f"/people/agencies/{cast.outsider.agency_id}/members"
    assert boss.post(elsewhere, NOOR).status_code == 403
    assert boss.post("/people/agencies", name="x", handle="xx", kind="other").status_code == 403
    admin = browser.as_(cast.administrator)
    spoken(admin.post(elsewhere, NOOR | {"role": "supervisor"}))
    refused = admin.post(here, NOOR | {"email": "o@x.example.org", "role": "coordinator"})
    assert refused.status_code == 422
    for name in ("advocate", "coordinator", "privacy_officer"):
        assert browser.as_(cast.players[name]).post(here, NOOR).status_code == 403


def test_an_address_is_used_once(app: Flask, browser: Browser, cast: Cast, way: Way) -> None:
    boss = browser.as_(cast.supervisor)
    here = f"/people/agencies/{cast.harbor_id}/members"
    for email in (NOOR["email"].upper(), cast.outsider.email):
        taken = boss.post(here, NOOR | {"email": email})
        assert taken.status_code == 422 and "signs in with this e-mail already" in taken.text
    withdrawn(app, way, boss)
    spoken(boss.post(here, NOOR))


def test_bad_input_is_said_at_its_field(app: Flask, browser: Browser, cast: Cast, way: Way) -> None:
    boss = browser.as_(cast.supervisor)
    here = f"/people/agencies/{cast.harbor_id}/members"
    empty = boss.post(here)
    for sentence in ("Enter the name.", "Enter the e-mail address.", "Say how you made sure"):
        assert sentence in empty.text
    joiner = Browser(app)
    joiner.post(way.path, code=way.code)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    wrong = joiner.post("/joining/agreement", signed="Somebody Else", trained_on=tomorrow)
    assert wrong.status_code == 422
    assert "Type your name as it stands above." in wrong.text
    old = (clock.today() - timedelta(days=365)).isoformat()
    stale = joiner.post("/joining/agreement", signed="noor khan", trained_on=old)
    assert "A training counts for one year." in stale.text
    day = clock.today().isoformat()
    assert joiner.post("/joining/agreement", signed=" noor KHAN ", trained_on=day).location
    fields = {"password": "short", "again": "else", "code": "000000"}
    short = joiner.post("/joining/sign-in", fields)
    assert short.status_code == 422 and "The two passwords differ." in short.text
    assert invitation(app).stage is Stage.OPEN


def test_nobody_confirms_their_own_training(app: Flask, cast: Cast, browser: Browser) -> None:
    admin = browser.as_(cast.administrator)
    way = invite(app, admin, cast.harbor_id, role="supervisor")
    here = Browser(app)
    agree(here, way)
    set_up(here)
    noor, held = sign_in(app, NOOR["email"]), invitation(app)
    path = f"/people/invitations/{held.id}/training"
    assert noor.post(path, version=held.version).status_code == 403
    assert admin.post(path, version=held.version).status_code == 303


def test_a_missing_or_ended_memorandum_is_said_to_whoever_invites(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    page = f"/people/agencies/{cast.harbor_id}/members/new"
    boss = browser.as_(cast.supervisor)
    assert "No memorandum is recorded" in boss.get(page).text
    with app.app_context(), job("test: a paper"):
        ended = clock.today() - timedelta(days=1)
        record(PaperKind.MEMORANDUM, cast.harbor_id, None, ended, cast.administrator.id)
    assert "The memorandum has ended" in boss.get(page).text


def test_an_invitation_that_sql_wrote_opens_nothing(
    app: Flask, browser: Browser, cast: Cast, way: Way, hand: Hand
) -> None:
    expired(app, way, browser)
    hand.change(update(INVITATIONS).values(until=clock.now() + timedelta(days=9)))
    assert Browser(app).post(way.path, code=way.code).status_code == 422
    [row] = hand.table(INVITATIONS)
    row |= {"id": cast.harbor_id, "token_hash": b"x" * 32, "member_id": cast.supervisor.id}
    hand.change(insert(INVITATIONS).values(row))
    assert "Supervisor" in browser.as_(cast.administrator).get("/people").text
    with app.app_context(), job("test: look"):
        assert rows(Invitation) == []


def test_who_is_invited_counts_for_nothing_yet(app: Flask, cast: Cast, way: Way) -> None:
    with app.app_context(), job("test: look"):
        [member] = rows(Member, Member.name == "Noor Khan")
        assert not member.is_active
    stranger = Browser(app)
    assert stranger.post("/sign-in", email=NOOR["email"], password="").status_code == 422
    assert stranger.post("/sign-in", email=NOOR["email"], password="x").status_code == 422
