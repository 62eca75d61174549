"""Workbooks of an agency's own referrals: two people, one password, every cell as it was sent."""

from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import update

from safetynet import clock
from safetynet.access import job
from safetynet.audit import Result
from safetynet.db import Model
from safetynet.exports.books import Book, operations
from safetynet.exports.books.models import BookWords
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.exports.conftest import flat
from tests.house.inside import Hand
from tests.ledger import last_entry
from tests.referrals.test_htcds import imported
from tests.referrals.test_importing import import_all, upload
from tests.referrals.workbooks import TEMPLATES, read_back
from tests.sharing.test_emergencies import ask as break_the_glass

pytestmark = pytest.mark.filterwarnings("ignore:Data Validation extension")

PEOPLE = b"First name,Last name,Concern\nMarigold,Thistledown,Seen at the motel\n"
ALL = "/exports/referrals"
WISH = {"since": "2020-01-01", "purpose": "To move into our own case system"}


def kept(browser: Browser, player: Player) -> None:
    import_all(browser, str(upload(browser, player, PEOPLE).location))


def asked(browser: Browser, player: Player) -> str:
    wish = WISH | {"until": clock.today().isoformat()}
    answer = browser.as_(player).post(ALL, wish)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def step(browser: Browser, path: str, word: str) -> int:
    with browser.app.app_context(), job("test: look"):
        [book] = rows(Book, Book.id == UUID(path.rpartition("/")[2]))
        version = book.version
    answer = browser.post(f"{path}/{word}", version=version)
    return answer.status_code


def approved(browser: Browser, path: str, approver: Player) -> None:
    browser.as_(approver)
    assert step(browser, path, "approval") == 303
    assert step(browser, path, "password") == 303


def the_book(app: Flask) -> Book:
    with app.app_context(), job("test: look"):
        [book] = rows(Book)
        return Book(**{name: getattr(book, name) for name in ("id", "serial", "downloads")})


def password_of(app: Flask) -> str:
    with app.app_context(), job("test: look"):
        [words] = rows(BookWords)
        return str(words.password)


def taken(browser: Browser, path: str) -> PdfReader:
    assert step(browser, path, "delivery") == 303
    answer = browser.get(f"{path}/{the_book(browser.app).serial}.pdf")
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    assert last_entry(browser.app).result == Result.EXPORTED
    assert "Thistledown" not in str(answer.headers)
    reader = PdfReader(BytesIO(answer.data))
    assert reader.is_encrypted and not reader.decrypt("safetynet")
    assert reader.decrypt(password_of(browser.app))
    return reader


def inside(reader: PdfReader) -> bytes:
    [content] = reader.attachments.values()
    return content[0]


def test_a_hundred_people_go_out_as_they_came_in(
    app: Flask, browser: Browser, cast: Cast, shared: Path, approver: Player
) -> None:
    sent = read_back(imported(browser, cast, shared, TEMPLATES[2]))
    path = asked(browser, cast.probation)
    approved(browser, path, approver)
    reader = taken(browser.as_(cast.probation), path)
    assert read_back(inside(reader)) == sent
    said = " ".join(flat(reader))
    assert WISH["purpose"] in said and "100" in said and str(the_book(app).serial) in said
    assert not [one for one in sent if one["Second Name"] and one["Second Name"] in said]


def test_nobody_approves_what_they_asked_for_themselves(
    app: Flask, browser: Browser, cast: Cast, approver: Player
) -> None:
    kept(browser, approver)
    path = asked(browser, approver)
    assert step(browser, path, "approval") == 403
    assert step(browser.as_(cast.probation), path, "approval") == 403
    with app.app_context(), job("test: look"):
        assert rows(Book)[0].is_approved is None


def test_whoever_asked_takes_it_and_nobody_else(
    browser: Browser, cast: Cast, approver: Player
) -> None:
    kept(browser, cast.probation)
    path = asked(browser, cast.probation)
    approved(browser, path, approver)
    assert step(browser, path, "delivery") == 403
    reader = taken(browser.as_(cast.probation), path)
    [person] = read_back(inside(reader))
    assert (person["First Name"], person["Second Name"]) == ("Marigold", "Thistledown")
    assert person["Incoming Referral Details"] == "Seen at the motel"


def test_other_agencies_do_not_know_of_it(browser: Browser, cast: Cast, approver: Player) -> None:
    kept(browser, cast.probation)
    path = asked(browser, cast.probation)
    for stranger in (cast.advocate, cast.supervisor, cast.outsider):
        browser.as_(stranger)
        assert browser.get(path).status_code == 404
        assert browser.get(f"{path}/password").status_code in {403, 404}
        assert "County Probation" not in browser.get(ALL).text.partition("<main")[2]
    for nobody in (cast.coordinator, cast.prosecutor, cast.analyst, cast.administrator):
        assert browser.as_(nobody).get(ALL).status_code == 403


def test_it_holds_its_own_agencys_referrals_alone(
    app: Flask, browser: Browser, cast: Cast, approver: Player
) -> None:
    kept(browser, cast.advocate)
    answer = browser.as_(cast.probation).post(ALL, WISH | {"until": clock.today().isoformat()})
    assert answer.status_code == 422 and "referred nobody in these days" in answer.text
    kept(browser, cast.probation)
    asked(browser, cast.probation)
    with app.app_context(), job("test: look"):
        assert len(rows(Book)[0].referrals) == 1


def test_what_is_typed_wrongly_is_told_and_kept(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.probation)
    wrong = {"since": "2026-02-01", "until": "2026-01-01", "purpose": "Quarterly return"}
    answer = browser.post(ALL, wrong)
    assert answer.status_code == 422 and "not before the first one" in answer.text
    assert "Quarterly return" in answer.text
    assert browser.post(ALL, WISH | {"until": "2999-01-01"}).status_code == 422
    assert browser.post(ALL, wrong | {"until": "2026-02-02", "purpose": ""}).status_code == 422


def test_too_many_are_refused_with_a_sentence(
    browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(browser, cast.probation)
    monkeypatch.setattr(operations, "MOST", 0)
    answer = browser.post(ALL, WISH | {"until": clock.today().isoformat()})
    assert answer.status_code == 422 and "choose fewer days" in answer.text


def test_it_is_taken_three_times_at_most(browser: Browser, cast: Cast, approver: Player) -> None:
    kept(browser, cast.probation)
    path = asked(browser, cast.probation)
    approved(browser, path, approver)
    browser.as_(cast.probation)
    for _time in range(3):
        assert step(browser, path, "delivery") == 303
    assert step(browser, path, "delivery") == 404
    assert "as often as it may be" in browser.get(path).text


def test_what_is_declined_or_withdrawn_stays(
    browser: Browser, cast: Cast, approver: Player
) -> None:
    kept(browser, cast.probation)
    declined = asked(browser, cast.probation)
    assert step(browser.as_(approver), declined, "refusal") == 303
    assert step(browser.as_(cast.probation), declined, "delivery") == 404
    withdrawn = asked(browser, cast.probation)
    approved(browser, withdrawn, approver)
    assert step(browser.as_(cast.probation), withdrawn, "recall") == 303
    assert step(browser, withdrawn, "delivery") == 404


def test_only_whoever_approved_reads_the_password(
    browser: Browser, cast: Cast, approver: Player
) -> None:
    kept(browser, cast.probation)
    path = asked(browser, cast.probation)
    approved(browser, path, approver)
    assert password_of(browser.app) in browser.get(f"{path}/password").text
    assert browser.as_(cast.probation).get(f"{path}/password").status_code == 403


def test_an_approval_that_sql_wrote_lets_nothing_out(
    app: Flask, browser: Browser, cast: Cast, approver: Player, hand: Hand
) -> None:
    kept(browser, cast.probation)
    path = asked(browser, cast.probation)
    table = Model.metadata.tables["referral_books"]
    now = clock.now()
    hand.change(
        update(table).values(
            is_approved=True,
            decided_by_id=approver.id,
            decided_at=now,
            serial="AAAA-0000",
            ends_at=now.replace(year=now.year + 1),
        )
    )
    assert step(browser.as_(cast.probation), path, "delivery") == 404
    assert "counts for nothing" in browser.get(path).text


def test_both_are_told_what_waits(browser: Browser, cast: Cast, approver: Player) -> None:
    kept(browser, cast.probation)
    path = asked(browser, cast.probation)
    assert "A workbook of referrals waits" in browser.as_(approver).get("/").text
    approved(browser, path, approver)
    assert "A workbook of referrals was approved" in browser.as_(cast.probation).get("/").text


def test_nothing_leaves_while_a_case_is_open_in_an_emergency(
    app: Flask, browser: Browser, cast: Cast, approver: Player
) -> None:
    hers = scenes.open_case(app, cast)
    kept(browser, cast.probation)
    path = asked(browser, cast.probation)
    approved(browser, path, approver)
    browser.as_(cast.probation)
    assert break_the_glass(browser, hers).status_code == 303
    assert step(browser, path, "delivery") == 403
