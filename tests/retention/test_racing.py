"""Writing about a young person while her records are destroyed: one of the two comes first."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.audit import Result
from safetynet.notes.models import Note
from safetynet.retention.destroying import Doomed, destroy
from safetynet.vault import Category, Opening
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.retention.conftest import entries_while
from tests.scenes import Scene

NOTE = {"text": "Met her by the library.", "category": "safety_risk", "kind": "contact"}


def shred(app: Flask, scene: Scene, cast: Cast) -> None:
    """Destroy all that Harbor wrote."""
    with app.app_context(), job("test: shred") as running:
        destroy(
            running,
            Doomed(scene.survivor_id, cast.harbor_id, frozenset(Category), "law", clock.today()),
        )


def save(browser: Browser, scene: Scene) -> int:
    moment = (clock.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    return browser.post(f"{scene.path}/notes", NOTE, occurred_at=moment).status_code


@pytest.fixture
def open_case(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def test_a_save_after_the_destruction_is_refused(
    app: Flask, browser: Browser, cast: Cast, open_case: Scene
) -> None:
    assert save(browser.as_(cast.advocate), open_case) == 303
    shred(app, open_case, cast)
    assert save(browser, open_case) == 410
    with app.app_context(), job("test: look"):
        assert not rows(Note)


def test_a_save_whose_key_went_after_it_was_sealed_is_refused(
    app: Flask,
    browser: Browser,
    cast: Cast,
    open_case: Scene,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The last look at the keys, before the commit, is what refuses it."""
    confirm = Opening.confirm
    browser.as_(cast.advocate)

    def too_late(opening: Opening) -> None:
        for triple in opening._sealed_into:
            app.extensions["vault"].keyring.destroy(triple)
        confirm(opening)

    monkeypatch.setattr(Opening, "confirm", too_late)
    assert save(browser, open_case) == 410
    monkeypatch.undo()
    with app.app_context(), job("test: look"):
        assert not rows(Note)


def test_whoever_destroys_waits_for_a_save_that_is_under_way(
    app: Flask,
    browser: Browser,
    cast: Cast,
    open_case: Scene,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Between the last look at the keys and the commit nobody destroys them."""
    confirm, looked, go_on = Opening.confirm, Event(), Event()
    browser.as_(cast.advocate)

    def pausing(opening: Opening) -> None:
        confirm(opening)
        if opening._sealed_into and not looked.is_set():
            looked.set()
            go_on.wait(5)

    monkeypatch.setattr(Opening, "confirm", pausing)
    answers: list[int] = []
    writer = Thread(target=lambda: answers.append(save(browser, open_case)))
    destroyer = Thread(target=lambda: shred(app, open_case, cast))
    writer.start()
    assert looked.wait(5)
    destroyer.start()
    destroyer.join(0.5)
    assert destroyer.is_alive()
    go_on.set()
    writer.join(10)
    destroyer.join(10)
    assert answers == [303]
    with app.app_context(), job("test: look"):
        assert not rows(Note)


def test_among_many_savers_nothing_is_acknowledged_after_the_destruction(
    app: Flask, browser: Browser, cast: Cast, open_case: Scene
) -> None:
    answers: list[int] = []
    stop = Event()

    def saving() -> None:
        mine = Browser(app).as_(cast.advocate)
        while not stop.is_set():
            answers.append(save(mine, open_case))

    def racing() -> None:
        savers = [Thread(target=saving) for _ in range(3)]
        for saver in savers:
            saver.start()
        while len(answers) < 6 and any(saver.is_alive() for saver in savers):
            stop.wait(0.05)
        shred(app, open_case, cast)
        until = len(answers) + 6
        while len(answers) < until and any(saver.is_alive() for saver in savers):
            stop.wait(0.05)
        stop.set()
        for saver in savers:
            saver.join(20)

    entries = entries_while(app, racing)
    results = [entry.result for entry in entries]
    destroyed = results.index(Result.DESTROYED)
    saved = [n for n, entry in enumerate(entries) if _creates_a_note(entry)]
    assert {303, 410} <= set(answers) <= {303, 410, 503}
    assert len(saved) == answers.count(303)
    assert max(saved) < destroyed
    with app.app_context(), job("test: look"):
        assert not rows(Note)


def _creates_a_note(entry: object) -> bool:
    touches = getattr(entry, "touches", ())
    return any(t.table == "notes" and t.effect is Result.CREATED for t in touches)
