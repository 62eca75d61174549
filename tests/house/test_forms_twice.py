"""A form sent twice, and two people over the same record."""

from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from safetynet.access import job
from safetynet.audit import Result
from safetynet.db import as_foundation
from safetynet.survivors import Name, SafeContact
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.house.inside import As, Hand, entries_of, language_of, last
from tests.scenes import CODE_PHRASE, Scene


def test_sent_twice_acts_once(furnished: Flask, as_: As, cast: Cast, scene: Scene) -> None:
    browser, key = as_(cast.advocate), str(uuid4())
    path = f"/careless/{scene.case_id}/names"
    answers = [browser.post(path, form_key=key) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [303] * 3
    assert len({answer.location for answer in answers}) == 1
    with furnished.app_context(), job("test: look"):
        assert len(rows(Name, Name.owner_id == cast.harbor_id)) == 2
    entries = entries_of(furnished, cast.advocate)[-6:]
    assert [entry.result for entry in entries if entry.endpoint == "careless.add_name"] == [
        Result.CHANGED,
        Result.OPENED,
        Result.OPENED,
    ]


def test_the_same_key_of_another_person_is_another_form(
    furnished: Flask, as_: As, cast: Cast, scene: Scene
) -> None:
    key = str(uuid4())
    for player in (cast.advocate, cast.probation):
        assert as_(player).post("/careless/language", form_key=key).status_code == 303
        assert language_of(furnished, player) == "es"


def test_sent_twice_at_once_acts_once(furnished: Flask, as_: As, cast: Cast, scene: Scene) -> None:
    path, key = f"/careless/{scene.case_id}/names", str(uuid4())
    browsers = [as_(cast.advocate) for _ in range(4)]
    forms = [{"form_key": key, "csrf_token": browser.csrf_token()} for browser in browsers]
    together, answers = Barrier(4), list[TestResponse]()

    def send(browser: Browser, form: dict[str, str]) -> None:
        together.wait(10)
        answers.append(browser._http.post(path, data=form))

    threads = [Thread(target=send, args=pair) for pair in zip(browsers, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [answer.status_code for answer in answers] == [303] * 4
    with furnished.app_context(), job("test: look"):
        assert len(rows(Name, Name.owner_id == cast.harbor_id)) == 2


def test_a_stale_form_shows_both_texts(furnished: Flask, as_: As, cast: Cast, scene: Scene) -> None:
    browser = as_(cast.advocate)
    path = f"/careless/{scene.case_id}/contact/{scene.contact_id}"
    assert browser.post(path, say="the first", version="1").status_code == 303
    for shown in ("1", "-1", "00", "٢", "9" * 5000, "x"):
        answer = browser.post(path, say="the second", version=shown)
        assert answer.status_code == 409, shown[:9]
        assert "the first" in answer.text and "the second" in answer.text
    entry = last(furnished)
    assert (entry.result, [touch.table for touch in entry.touches]) == (
        Result.INVALID,
        ["safe_contacts"],
    )
    assert browser.post(path, say="the second", version="2").status_code == 303


def test_two_who_save_at_once_do_not_overwrite(
    furnished: Flask, as_: As, cast: Cast, scene: Scene, hand: Hand
) -> None:
    """Between check and flush somebody else was faster: only the database can tell."""
    browser = as_(cast.advocate)

    def somebody_is_faster(_mapper: Any, connection: Any, row: SafeContact) -> None:
        with as_foundation():
            connection.exec_driver_sql("UPDATE safe_contacts SET version = version + 1")

    event.listen(SafeContact, "before_update", somebody_is_faster)
    try:
        path = f"/careless/{scene.case_id}/contact/{scene.contact_id}"
        answer = browser.post(path, say="the second", version="1")
    finally:
        event.remove(SafeContact, "before_update", somebody_is_faster)
    assert answer.status_code == 409
    assert CODE_PHRASE in answer.text and "the second" in answer.text
