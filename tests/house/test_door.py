"""The door: it knows the person, finds the record, writes it down, and only then lets go."""

import re
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from safetynet.access import job
from safetynet.audit import Result
from safetynet.cases import Case
from safetynet.db import db
from safetynet.survivors import Name
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.house.inside import As, Hand, entries_of, language_of, last, statements
from tests.house.rooms import SECRET
from tests.scenes import NAME, Scene

INCIDENT = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}")


def test_a_visit_is_one_entry(furnished: Flask, as_: As, cast: Cast, scene: Scene) -> None:
    browser = as_(cast.advocate)
    before = len(entries_of(furnished, cast.advocate))
    assert NAME in browser.get(f"/careless/{scene.case_id}/name").text
    assert len(entries_of(furnished, cast.advocate)) == before + 1
    entry = last(furnished)
    assert (entry.actor, entry.result, entry.asked) == (
        cast.advocate.id,
        Result.OPENED,
        scene.case_id,
    )
    assert {(touch.table, touch.survivor) for touch in entry.touches} == {
        ("names", scene.survivor_id)
    }


def test_pieces_are_made_behind_the_door(
    furnished: Flask, as_: As, cast: Cast, scene: Scene
) -> None:
    assert as_(cast.advocate).get(f"/careless/{scene.case_id}/generated").text == NAME
    assert last(furnished).touches


def test_looking_changes_nothing(furnished: Flask, as_: As, cast: Cast, scene: Scene) -> None:
    browser = as_(cast.coordinator)
    for method in (browser.get, browser._http.head):
        answer = method(f"/careless/{scene.case_id}/changing")
        assert answer.status_code in {200, 500, 503}
        with furnished.app_context(), job("test: look"):
            assert not rows(Case)[0].is_coded
        assert not [touch for touch in last(furnished).touches if touch.effect is Result.CHANGED]


def test_a_page_that_commits_fails_instead(furnished: Flask, as_: As, cast: Cast) -> None:
    assert as_(cast.advocate).get("/careless/committing").status_code in {500, 503}
    assert language_of(furnished, cast.advocate) is None


def test_a_fault_says_a_number_and_nothing_else(
    furnished: Flask, as_: As, cast: Cast, log: StringIO
) -> None:
    answer = as_(cast.advocate).post("/careless/raise")
    assert answer.status_code == 500
    assert INCIDENT.search(answer.text)
    assert SECRET not in answer.text + log.getvalue()
    assert INCIDENT.search(log.getvalue())
    assert language_of(furnished, cast.advocate) is None
    assert last(furnished).result is Result.FAILED
    assert not last(furnished).touches


def test_what_was_opened_before_a_fault_is_on_the_ledger(
    furnished: Flask, as_: As, cast: Cast, scene: Scene, log: StringIO
) -> None:
    answer = as_(cast.advocate).get(f"/careless/{scene.case_id}/raise")
    assert answer.status_code == 500
    assert NAME not in answer.text + log.getvalue()
    assert [touch.table for touch in last(furnished).touches] == ["names"]


def test_every_refusal_undoes_and_is_written_down(furnished: Flask, as_: As, cast: Cast) -> None:
    for code in (400, 403, 404, 409, 410, 422, 429, 503):
        assert as_(cast.advocate).post(f"/careless/abort/{code}").status_code == code
        assert language_of(furnished, cast.advocate) is None
        expected = Result.REFUSED if code in {403, 404} else Result.INVALID
        if code != 503:
            assert (last(furnished).endpoint, last(furnished).result) == (
                "careless.aborting",
                expected,
            )


def test_a_foreign_id_in_a_form_is_refused(
    furnished: Flask, as_: As, cast: Cast, scene: Scene, other: Scene
) -> None:
    """A form that says about whom, or for whom, is not believed."""
    browser = as_(cast.advocate)
    path = f"/careless/{scene.case_id}/names"
    for lie in ({"survivor_id": other.survivor_id}, {"owner_id": cast.outsider.agency_id}):
        assert (
            browser.post(path, {name: str(value) for name, value in lie.items()}).status_code == 403
        )
        assert (last(furnished).actor, last(furnished).result) == (cast.advocate.id, Result.REFUSED)
    with furnished.app_context(), job("test: look"):
        assert len(rows(Name)) == 2
    assert browser.post(path).status_code == 303


def test_a_child_is_found_only_under_its_own_parent(
    furnished: Flask, as_: As, cast: Cast, scene: Scene
) -> None:
    from tests import scenes

    second = scenes.open_case(furnished, cast)
    browser = as_(cast.advocate)
    assert browser.get(f"/careless/{scene.case_id}/contact/{scene.contact_id}").status_code == 200
    assert browser.get(f"/careless/{scene.case_id}/contact/{second.contact_id}").status_code == 404


def test_hidden_and_invented_are_the_same(
    furnished: Flask, as_: As, cast: Cast, scene: Scene
) -> None:
    """The same bytes, the same headers and the same statements in the same order."""
    hidden = [
        f"/cases/{scene.case_id}",
        f"/careless/{scene.case_id}/name",
        f"/careless/{scene.case_id}/contact/{scene.contact_id}",
        f"/careless/survivors/{scene.survivor_id}",
    ]
    browser = as_(cast.outsider)
    for path in hidden:
        invented = re.sub(r"[0-9a-f-]{36}", lambda _: str(uuid4()), path)
        seen = [told(furnished, browser, where) for where in (path, invented, path, invented)]
        assert seen[0][0] == 404
        assert seen[2] == seen[3], path
        assert seen[0][:3] == seen[1][:3], path


def told(app: Flask, browser: Browser, path: str) -> tuple[Any, ...]:
    with statements(app) as said:
        answer = browser.get(path)
    headers = [(n, v) for n, v in answer.headers if n not in {"Date", "Set-Cookie"}]
    return answer.status_code, answer.data, headers, said


def test_no_ledger_no_answer(
    furnished: Flask, as_: As, cast: Cast, scene: Scene, hand: Hand
) -> None:
    """When the entry cannot be written the body does not leave, and the change is undone."""
    browser, second = as_(cast.advocate), as_(cast.probation)
    token = second.csrf_token()
    if hand.is_sqlite:
        hand.run("ALTER TABLE ledger_entries RENAME TO taken_away")
    else:
        hand.run("REVOKE INSERT ON ledger_entries FROM sn_app")
    for path in (f"/careless/{scene.case_id}/name", "/", f"/cases/{uuid4()}"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert NAME not in answer.text and scene.number not in answer.text
    answer = second._http.post("/careless/language", data={"csrf_token": token})
    assert answer.status_code == 503
    if hand.is_sqlite:
        hand.run("ALTER TABLE taken_away RENAME TO ledger_entries")
    else:
        hand.run("GRANT INSERT ON ledger_entries TO sn_app")
    assert language_of(furnished, cast.probation) is None
    assert browser.get(f"/careless/{scene.case_id}/name").status_code == 200


def test_no_journal_no_answer(furnished: Flask, as_: As, cast: Cast, scene: Scene) -> None:
    """The witness beside the database must hear of it too."""
    browser, book = as_(cast.advocate), furnished.extensions["ledger"]
    token = browser.csrf_token()
    book.journal.close()
    book.journal.path = book.journal.path.parent
    answer = browser.get(f"/careless/{scene.case_id}/name")
    assert answer.status_code == 503 and NAME not in answer.text
    answer = browser._http.post("/careless/language", data={"csrf_token": token})
    assert answer.status_code == 503


def test_a_database_that_is_gone_is_a_503(
    furnished: Flask, as_: As, cast: Cast, monkeypatch: pytest.MonkeyPatch, log: StringIO
) -> None:
    browser, stranger = as_(cast.advocate), furnished.test_client()
    token = re.search(r'csrf_token"[^>]*value="([^"]+)', stranger.get("/sign-in").text)
    assert token

    def gone(*_: Any, **__: Any) -> None:
        raise OperationalError("SELECT", {"name": SECRET}, ValueError(SECRET))

    with furnished.app_context():
        for engine in db.engines.values():
            engine.dispose()
            monkeypatch.setattr(engine, "raw_connection", gone)
    typed = {"email": "a@example.org", "password": "x", "csrf_token": token[1]}
    for answer in (
        browser.get("/"),
        browser._http.post("/account/language", data={"language": "es"}),
        stranger.post("/sign-in", data=typed),
        stranger.get("/nowhere"),
    ):
        assert answer.status_code in {404, 500, 503}
        assert SECRET not in answer.text + log.getvalue()
    assert browser.get("/").status_code == 503
    assert stranger.post("/sign-in", data=typed).status_code == 503
