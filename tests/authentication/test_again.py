"""Five minutes after signing in one is asked once more, before what a left screen must not do."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pyotp
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.exceptions import Forbidden

from safetynet import clock
from safetynet.access import another, behind_the_door, current_actor, job
from safetynet.access.again import FRESH_TO_ACT, FRESH_TO_LOOK, asks_again
from safetynet.access.guard import LOOKING
from safetynet.audit import Result, Visit
from safetynet.authentication.models import SignIn
from safetynet.sharing.models import BreakGlass
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import PASSWORD, TOTP, Cast, Player
from tests.ledger import last_entry
from tests.scenes import Scene

LATER = timedelta(minutes=5)


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def five_minutes_after(browser: Browser, player: Player) -> Browser:
    """Return the browser of somebody who signed in then."""
    browser.as_(player)
    clock.stand_at(clock.now() + LATER)
    return browser


@pytest.fixture
def late(browser: Browser, cast: Cast) -> Browser:
    return five_minutes_after(browser, cast.advocate)


def code() -> str:
    return pyotp.TOTP(TOTP).at(clock.now())


def test_who_signed_in_just_now_is_not_asked(browser: Browser, cast: Cast, scene: Scene) -> None:
    browser.as_(cast.advocate)
    clock.stand_at(clock.now() + LATER - timedelta(seconds=30))
    assert browser.get(f"{scene.path}/safe-contacts").status_code == 200


def test_five_minutes_later_one_is_led_to_the_question_and_back(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    late = five_minutes_after(browser, cast.advocate)
    led = late.get(f"{scene.path}/safe-contacts")
    assert led.status_code == 303
    assert led.location == f"/sign-in/again?next={scene.path}/safe-contacts"
    assert (last_entry(app).permission, last_entry(app).result) == (
        "contact:reveal",
        Result.INVALID,
    )
    page = late.get(led.location)
    assert "Is it still you?" in page.text
    answer = late.post("/sign-in/again", next=f"{scene.path}/safe-contacts", again_code=code())
    assert (answer.status_code, answer.location) == (303, f"{scene.path}/safe-contacts")
    assert late.get(answer.location).status_code == 200
    # Asked already.
    assert late.get(led.location).location == f"{scene.path}/safe-contacts"


def test_nothing_else_asks(late: Browser, scene: Scene) -> None:
    for path in ("/", "/cases", scene.path, f"{scene.path}/releases/new", "/account"):
        assert late.get(path).status_code == 200
    assert late.post(f"{scene.path}/notes", text="Met her.", kind="call").status_code != 401


def waiting(page: str) -> dict[str, str]:
    """Return the fields that wait in a page that asks."""
    form = BeautifulSoup(page, "html.parser").select_one("main form[data-once]")
    assert form
    hidden = form.select("input[type=hidden]")
    return {str(one["name"]): str(one.get("value", "")) for one in hidden}


@pytest.mark.parametrize("proof", ["again_code", "again_password"])
def test_a_form_goes_on_with_every_word(late: Browser, scene: Scene, proof: str) -> None:
    """The page that asks holds the form; once answered, it is sent to where it was sent."""
    path, typed = f"{scene.path}/releases", {"why": "a\r\n<b>“b”</b>"}
    key = str(uuid4())
    answer = late.post(path, typed, form_key=key)
    assert answer.status_code == 401
    kept = waiting(answer.text)
    assert kept["why"] == typed["why"]
    assert kept["form_key"] == key
    assert f'action="{path}"' in answer.text
    given = code() if proof == "again_code" else PASSWORD
    answer = late.post(path, kept | {proof: given})
    # Not a release yet, but the form's own page says so.
    assert answer.status_code == 422
    assert "Is it still you?" not in answer.text


def test_what_was_to_be_done_is_done_once(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.probation)
    clock.stand_at(clock.now() + LATER)
    path, said = f"{scene.path}/emergency", "She wrote from the motel.\r\nSomebody is at the door."
    kept = waiting(browser.post(path, reason=said).text)
    assert glasses(app) == []
    assert kept["reason"] == said
    for _pressed in range(2):
        answer = browser.post(path, kept | {"again_password": PASSWORD})
        assert (answer.status_code, answer.location) == (303, scene.path)
    assert len(glasses(app)) == 1


def glasses(app: Flask) -> list[BreakGlass]:
    with app.app_context(), job("test: look"):
        return rows(BreakGlass)


def test_who_may_not_come_in_learns_no_more_by_it(
    browser: Browser, cast: Cast, late: Browser, scene: Scene
) -> None:
    assert late.post(f"{scene.path}/releases/{uuid4()}/revocation").status_code == 404
    assert late.get("/people").status_code == 403
    browser.as_(cast.outsider)
    clock.stand_at(clock.now() + LATER)
    assert browser.get(f"{scene.path}/safe-contacts").status_code == 404


@pytest.mark.parametrize(
    ("field", "given", "sentence"),
    [
        ("again_code", "000000", "That code is not valid now"),
        ("again_code", "aaaa-bbbb", "That code is not valid now"),
        ("again_password", "a wrong one", "This is not your password now"),
        ("again_code", "", "Enter a one-time code or your password"),
    ],
)
def test_a_wrong_answer_asks_again_and_keeps_what_waits(
    late: Browser, scene: Scene, field: str, given: str, sentence: str
) -> None:
    typed = {"why": "she said so"}
    answer = late.post(f"{scene.path}/releases", typed | {field: given})
    assert answer.status_code == 401
    assert sentence in answer.text
    assert waiting(answer.text)["why"] == "she said so"
    assert late.get(f"{scene.path}/safe-contacts").status_code == 303


def test_guessing_is_slow_here_too(late: Browser, scene: Scene) -> None:
    path = f"{scene.path}/releases"
    for field, wait in (("again_password", "900"), ("again_code", "3600")):
        answers = [late.post(path, {field: "000000"}) for _time in range(11)]
        assert [one.status_code for one in answers] == [401] * 10 + [429]
        assert answers[-1].headers["Retry-After"] == wait


def test_a_code_is_good_once(late: Browser, scene: Scene) -> None:
    used = code()
    assert late.post("/sign-in/again", next="/", again_code=used).status_code == 303
    clock.stand_at(clock.now() + timedelta(seconds=1))
    again_later = late.post("/sign-in/again", next="/", again_code=used)
    # Within the five minutes nobody asks; the code is used up all the same.
    assert again_later.status_code == 303
    clock.stand_at(clock.now() + LATER)
    assert late.post("/sign-in/again", next="/", again_code=used).status_code == 401


def test_changing_what_one_signs_in_with_asks(late: Browser) -> None:
    assert late.post("/account/recovery-codes").status_code == 401


def test_ending_sign_ins_asks_and_signing_out_does_not(app: Flask, late: Browser) -> None:
    with app.app_context(), job("test: look"):
        [mine] = [one.id for one in rows(SignIn)]
    for where in ("/account/sign-ins/end", f"/account/sign-ins/{mine}/end"):
        assert late.post(where).status_code == 401
    assert late.post("/sign-out").status_code == 303


def cookie_of(browser: Browser) -> str:
    found = browser._http.get_cookie("sn")
    assert found
    return found.value


def test_the_token_changes_and_other_tabs_go_on(app: Flask, browser: Browser, cast: Cast) -> None:
    late = five_minutes_after(browser, cast.advocate)
    before, token = cookie_of(late), late.csrf_token()
    late.post("/sign-in/again", next="/", again_password=PASSWORD)
    assert cookie_of(late) != before
    sent = late.send("/account/language", csrf_token=token, language="")
    assert sent.status_code == 303
    thief = app.test_client()
    thief.set_cookie("sn", before)
    assert thief.get("/account").status_code == 302


@pytest.mark.parametrize("next_", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_it_leads_nowhere_else(late: Browser, next_: str) -> None:
    answer = late.post("/sign-in/again", next=next_, again_password=PASSWORD)
    assert answer.location == "/"


def test_it_is_a_day_early_or_late(browser: Browser, cast: Cast, scene: Scene) -> None:
    browser.as_(cast.advocate)
    clock.stand_at(clock.now() - timedelta(days=1))
    assert browser.get(f"{scene.path}/safe-contacts").status_code == 303


def test_no_page_is_made_past_its_own_door(browser: Browser, cast: Cast, scene: Scene) -> None:
    """A form whose record moved on has its page made once more; such a page is not."""
    late = five_minutes_after(browser, cast.advocate)
    url = f"{scene.path}/safe-contacts"
    with late.app.test_request_context(headers={"Cookie": f"sn={cookie_of(late)}"}):
        actor = current_actor()
        visit = Visit(actor.id, "test", "", actor.sign_in)
        with behind_the_door(actor, visit, looking=True), pytest.raises(Forbidden):
            another(url, "GET").shown()


GIVES_OUT = re.compile(
    r"pdf|\.json|\.ics|download|/file$|failed$|printed|/report$|reveal|contacts$|password"
)
"""Routes whose name or address says that something is printed, handed out or opened."""
REVIEWED = {
    "meetings.calendar_file": "hours and a code of the place, no more",
    "account.change_password": "asks for the password itself",
    "referral_imports.forget_failed": "gives nothing out",
    "calendar_feeds.feed": "an address of its own, of hours and no more",
    "paper_forms.printed": "an empty form with a random code, nothing of anybody",
}


def test_whatever_prints_hands_out_or_opens_asks(app: Flask) -> None:
    open_ = set()
    for rule in app.url_map.iter_rules():
        door: Any = app.view_functions[rule.endpoint]
        if not GIVES_OUT.search(f"{rule.rule} {rule.endpoint}"):
            continue
        methods = (rule.methods or set()) - {"OPTIONS", "HEAD"}
        is_asked = hasattr(door, "permission") and all(
            asks_again(door.permission, looking=method in LOOKING, fresh=door.fresh)
            for method in methods
        )
        if not is_asked:
            open_.add(rule.endpoint)
    assert open_ == set(REVIEWED)


def test_every_such_permission_is_asked_at_some_door(app: Flask) -> None:
    """A name in the two lists that stands at no route would be a promise of nothing."""
    at_doors = {
        view.permission for view in app.view_functions.values() if hasattr(view, "permission")
    }
    assert at_doors >= FRESH_TO_LOOK | FRESH_TO_ACT
