"""Search: by number and by name, among what the viewer may see and nothing else."""

from flask import Flask

from safetynet.access import job
from safetynet.db import db
from safetynet.referrals import Referral
from safetynet.survivors import Name, NameKind
from tests import scenes
from tests.browser import Browser, without_tokens
from tests.cast import Cast
from tests.ledger import last_entry
from tests.referrals import telling

NOTHING = "Nothing that is open to you is like this."


def find(browser: Browser, wanted: str) -> str:
    answer = browser.post("/search", wanted=wanted)
    assert answer.status_code == 200
    return answer.text


def test_an_advocate_finds_by_name_alias_and_number(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    with app.app_context(), job("test: alias"):
        db.session.add(
            Name(
                survivor_id=scene.survivor_id,
                owner_id=cast.harbor_id,
                kind=NameKind.STREET,
                parts=Name.joined("Sparrow"),
            )
        )
    browser.as_(cast.advocate)
    assert browser.get("/search").status_code == 200
    for wanted in ("rosalind", "Quilfeather", "sparow", scene.number, scene.number[-3:]):
        page = find(browser, wanted)
        assert scene.number in page, wanted
        assert scenes.NAME in page, wanted


def test_too_little_is_asked_again(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.advocate)
    assert browser.post("/search", wanted="r").status_code == 422
    assert browser.post("/search", wanted="").status_code == 422


def test_no_result_and_no_access_look_the_same(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)

    for player in (cast.outsider, cast.probation):
        browser.as_(player)
        hidden, absent = find(browser, "Quillfeather"), find(browser, "Zzyzxfeather")
        assert NOTHING in hidden
        alike = without_tokens(hidden).replace("Quillfeather", "")
        assert alike == without_tokens(absent).replace("Zzyzxfeather", "")
    browser.as_(cast.outsider)
    assert NOTHING in find(browser, scene.number)


def test_the_team_finds_a_number_without_a_name(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    page = find(browser.as_(cast.probation), scene.number)
    assert scene.path in page
    assert scenes.LAST not in page


def test_a_release_lets_a_name_be_found(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.probation, obtained_by=cast.advocate)
    assert scenes.NAME in find(browser.as_(cast.probation), "quillfeather")


def test_who_sees_no_content_may_not_search(browser: Browser, cast: Cast) -> None:
    for player in (cast.privacy_officer, cast.analyst, cast.observer, cast.administrator):
        assert browser.as_(player).get("/search").status_code == 403
        assert browser.post("/search", wanted="rosalind").status_code == 403


def test_the_ledger_names_who_was_shown_and_counts_who_was_compared(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    shown, _other = scenes.open_case(app, cast), scenes.open_case(app, cast)
    scenes.write_name(app, _other, cast.advocate, "Zebedee", "Ampersand")
    with app.app_context(), job("test: only one Rosalind"):
        (name,) = db.session.scalars(
            db.select(Name).where(Name.survivor_id == _other.survivor_id).limit(1)
        )
        db.session.delete(name)
    find(browser.as_(cast.advocate), "Quillfeather")
    entry = last_entry(app)
    assert entry.basis == "scanned names: 2"
    assert {touch.survivor for touch in entry.touches} == {shown.survivor_id}
    assert "uillfeather" not in repr(entry)


def test_asking_again_asks_again(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.advocate)
    for _ in range(2):
        again = {"wanted": "Quillfeather", "form_key": "6f1f3f0e-8f0f-4c8e-9f43-0a8f8e8f3b11"}
        assert scene.number in browser.post("/search", again).text


def test_somebody_just_referred_is_one_tap_away(app: Flask, browser: Browser, cast: Cast) -> None:
    """A list of a thousand imported people is of no use when a name leads nowhere."""
    told = browser.as_(cast.probation).post("/referrals/new", telling.typed("team_statute"))
    address = str(told.location)
    with app.app_context(), job("test: look"):
        [number] = db.session.scalars(db.select(Referral.number))
    for wanted in (telling.LAST, number, number.lower()):
        page = find(browser.as_(cast.probation), wanted)
        assert address in page and number in page, wanted
        assert NOTHING in find(browser.as_(cast.outsider), wanted)
