"""Names, dates, particulars and addresses: each agency writes and corrects its own."""

import pytest
from flask import Flask

from safetynet.access import job
from safetynet.db import db
from safetynet.survivors import Address, BirthDate, Name, NameKind, Particular, names_of
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast

TYPED = {
    "names": {"kind": "alias", "first": "Rosebud"},
    "birth-dates": {"born-month": "3", "born-day": "15", "born-year": "2010"},
    "particulars": {"kind": "pronouns", "text": "she and they"},
    "addresses": {"text": "12 Invented Lane"},
}
SHOWN = {
    "names": "Rosebud",
    "birth-dates": "15, 2010",
    "particulars": "she and they",
    "addresses": "12 Invented Lane",
}
KINDS = {"names": Name, "birth-dates": BirthDate, "particulars": Particular, "addresses": Address}


@pytest.mark.parametrize("what", TYPED)
def test_each_kind_is_added_corrected_and_removed(
    what: str, app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.probation)
    path = f"{scene.path}/{what}"
    assert browser.get(f"{path}/new").status_code == 200
    assert browser.post(path, TYPED[what], version="0").status_code == 303
    assert SHOWN[what] in browser.get(f"{scene.path}/who").text
    with app.app_context(), job("test: look"):
        [mine] = rows(KINDS[what], KINDS[what].owner_id == cast.probation.agency_id)
        row, version = mine.id, mine.version
    assert browser.get(f"{path}/{row}").status_code == 200
    again = browser.post(f"{path}/{row}", TYPED[what] | {"is_estimated": "y"}, version=version)
    assert again.status_code == 303
    assert browser.post(f"{path}/{row}/removal").status_code == 303
    assert SHOWN[what] not in browser.get(f"{scene.path}/who").text


@pytest.mark.parametrize("what", TYPED)
def test_writing_is_on_the_ledger(what: str, app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.probation).post(f"{scene.path}/{what}", TYPED[what], version="0")
    entry = scenes.last_entry(app)
    assert entry.permission == "survivor:write"
    touches = [(t.survivor, t.owner, t.effect) for t in entry.touches]
    assert (scene.survivor_id, cast.probation.agency_id, "created") in touches


@pytest.mark.parametrize("what", TYPED)
def test_coordinator_writes_nothing_about_her(
    what: str, app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    answer = browser.as_(cast.coordinator).post(f"{scene.path}/{what}", TYPED[what], version="0")
    assert answer.status_code == 403


@pytest.mark.parametrize("what", TYPED)
def test_outsider_does_not_learn_the_case_exists(
    what: str, app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    answer = browser.as_(cast.outsider).post(f"{scene.path}/{what}", TYPED[what], version="0")
    assert answer.status_code == 404


def test_nobody_corrects_another_agencys_name(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    theirs = scenes.write_name(app, scene, cast.probation, "Rosie", "Quill")
    path = f"{scene.path}/names/{theirs}"
    browser.as_(cast.provider)
    assert "Rosie" in browser.get(f"{scene.path}/who").text
    assert browser.post(path, TYPED["names"], version="1").status_code == 403
    assert browser.post(f"{path}/removal").status_code == 403
    assert browser.get(path).status_code == 403


def test_lost_edit_is_noticed(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    mine = scenes.write_name(app, scene, cast.probation, "Rosie", "Quill")
    browser.as_(cast.probation)
    path = f"{scene.path}/names/{mine}"
    assert browser.post(path, TYPED["names"], version="1").status_code == 303
    stale = browser.post(path, TYPED["names"] | {"first": "Lost"}, version="1")
    assert stale.status_code == 409
    assert "Lost" in stale.text


@pytest.mark.parametrize(
    ("what", "typed"),
    [
        ("names", {"kind": "legal"}),
        ("birth-dates", {"born-month": "2", "born-day": "30", "born-year": "2010"}),
        ("birth-dates", {"born-month": "2", "born-day": "3", "born-year": "2999"}),
        ("birth-dates", {"born-month": "2", "born-day": "3", "born-year": "1870"}),
        ("birth-dates", {}),
        ("particulars", {"kind": "gender"}),
        ("addresses", {}),
        ("addresses", {"is_safe_at_home": "y"}),
        ("addresses", {"is_safe_at_home": "y", "programme_id": "77", "text": "12 Real Lane"}),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    what: str, typed: dict[str, str], app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    answer = browser.as_(cast.probation).post(f"{scene.path}/{what}", typed, version="0")
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_safe_at_home_keeps_no_real_address(app: Flask, browser: Browser, cast: Cast) -> None:
    """CR-21: enrolling removes what was written, and refuses what is written later."""
    scene = scenes.open_case(app, cast)
    browser.as_(cast.probation)
    path = f"{scene.path}/addresses"
    assert browser.post(path, text="12 Real Lane", version=0).status_code == 303
    enrolled = browser.post(path, is_safe_at_home="y", programme_id="4711", version=0)
    assert enrolled.status_code == 303
    page = browser.get(f"{scene.path}/who")
    assert "number 4711" in page.text and "12 Real Lane" not in page.text
    assert browser.post(path, text="14 Real Lane", version=0).status_code == 422
    with app.app_context(), job("test: look"):
        assert [address.text for address in rows(Address)] == ["4711"]


def test_legal_name_stands_for_the_person(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.advocate).post(f"{scene.path}/names", TYPED["names"], version="0")
    assert scenes.NAME in browser.get("/cases").text
    with app.app_context(), job("test: look"):
        assert {name.kind for name in rows(Name)} == {NameKind.LEGAL, NameKind.ALIAS}


def test_the_legal_name_comes_before_the_alias(app: Flask, browser: Browser, cast: Cast) -> None:
    """On the review screen and wherever else one name stands for the person."""
    scene = scenes.open_case(app, cast)
    with app.app_context(), job("test: names"):
        for kind in (NameKind.STREET, NameKind.SPELLING, NameKind.ALIAS, NameKind.LEGAL):
            db.session.add(
                Name(
                    survivor_id=scene.survivor_id,
                    owner_id=cast.advocate.agency_id,
                    kind=kind,
                    parts=Name.joined(kind.value),
                )
            )
        db.session.flush()
        kinds = [name.kind for name in names_of(scene.survivor_id)]
    assert kinds == sorted(kinds, key=[*NameKind].index)
