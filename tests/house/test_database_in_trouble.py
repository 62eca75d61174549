"""A database that is full, read-only, slow or away: 503, nothing half done, and then on as before.

test_database_gone.py ends a session amid a visit; test_disk_full.py fills a real file system.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Thread
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from safetynet.access import job
from safetynet.db import writing_engine
from safetynet.notes.models import Note
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.drafts.opened import Opened
from tests.house.inside import Hand
from tests.scenes import NAME, Scene

TEXT = "What was typed before it failed."
SOON = 5.0
"""Seconds after which the house works again, by itself."""

Trouble = Callable[[Flask, Hand], Any]


@contextmanager
def refusing(state: str, how: str, _app: Flask, hand: Hand) -> Iterator[None]:
    """Let PostgreSQL refuse entries of the ledger and drafts, each at once or only in COMMIT."""
    kind = "" if how == "BEFORE" else "CONSTRAINT"
    when = "" if how == "BEFORE" else "DEFERRABLE INITIALLY DEFERRED"
    hand.run(
        "CREATE FUNCTION no_more() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$BEGIN RAISE EXCEPTION 'no more' USING ERRCODE = '{state}'; END$$"
    )
    for table in ("ledger_entries", "drafts"):
        hand.run(
            f"CREATE {kind} TRIGGER no_more {how} INSERT OR UPDATE ON {table} {when}"
            " FOR EACH ROW EXECUTE FUNCTION no_more()"
        )
    yield
    hand.run("DROP FUNCTION no_more() CASCADE")


@contextmanager
def away(_app: Flask, hand: Hand) -> Iterator[None]:
    """Let PostgreSQL end every session of ours, and begin none."""
    hand.run("ALTER ROLE sn_app CONNECTION LIMIT 0")
    hand.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'sn_app'")
    yield
    hand.run("ALTER ROLE sn_app CONNECTION LIMIT -1")


@contextmanager
def told(pragma: str, app: Flask, _hand: Hand) -> Iterator[None]:
    """Tell SQLite in each transaction that the file system is as a PRAGMA says."""

    def tell(connection: Any) -> None:
        connection.exec_driver_sql(f"PRAGMA {pragma}")

    with app.app_context():
        engine = writing_engine()
    event.listen(engine, "begin", tell)
    yield
    event.remove(engine, "begin", tell)
    engine.dispose()


TROUBLES: dict[str, dict[str, Trouble]] = {
    "postgresql": {
        "the disk is full": partial(refusing, "53100", "BEFORE"),
        "the disk is full in COMMIT": partial(refusing, "53100", "AFTER"),
        "it became a standby": partial(refusing, "25006", "BEFORE"),
        "it became a standby in COMMIT": partial(refusing, "25006", "AFTER"),
        "the disk fails in COMMIT": partial(refusing, "58030", "AFTER"),
        "it is being shut down": partial(refusing, "57P01", "AFTER"),
        "it is away": away,
    },
    "sqlite": {
        "the file system is read-only": partial(told, "query_only=ON"),
    },
}


@pytest.mark.parametrize("trouble", sorted(set().union(*TROUBLES.values())))
def test_it_is_503_and_nothing_is_half_done(
    app: Flask,
    browser: Browser,
    cast: Cast,
    scene: Scene,
    hand: Hand,
    database: str,
    trouble: str,
) -> None:
    if trouble not in TROUBLES[database]:
        pytest.skip("this happens to the other database")
    app.config["PROPAGATE_EXCEPTIONS"] = False
    page = f"{scene.path}/notes/new"
    form = Opened(browser.as_(cast.advocate), page)
    assert form.keep(text=TEXT, category="plan", occurred_at="2020-01-01T10:00").status_code == 200
    with TROUBLES[database][trouble](app, hand):
        for answer in (
            browser.get(scene.path),
            browser.get(page),
            form.send(text=TEXT * 2),
            form.keep(text=TEXT * 2),
        ):
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
            assert answer.text.rstrip().endswith("</html>")
            assert NAME not in answer.text and scene.number not in answer.text
        assert app.test_client().get("/healthz").status_code == 200
        strangers_find_the_same(Browser(app), cast)
        way_out_leads_out(Browser(app), browser)
    over = time.monotonic()
    while browser.look(scene.path).status_code != 200:
        assert time.monotonic() - over < SOON
    with app.app_context(), job("test: look"):
        assert rows(Note) == []
    link = BeautifulSoup(browser.get(page).text, "html.parser").select_one(".unsaved a")
    assert link is not None
    again = Opened(browser, str(link["href"]))
    assert again.fields["text"] == TEXT
    assert again.send(kind="contact").status_code == 303


def test_a_slow_disk_delays_and_loses_nothing(
    app: Flask, cast: Cast, scene: Scene, database: str
) -> None:
    """Each COMMIT takes a second: who saves meanwhile waits or is told to come back."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    browsers = [Browser(app).as_(cast.advocate) for _ in range(4)]
    forms = [Opened(browser, f"{scene.path}/notes/new") for browser in browsers]
    answers: list[TestResponse] = []

    def save(form: Opened) -> None:
        sent = {"text": TEXT, "category": "plan", "occurred_at": "2020-01-01T10:00"}
        answers.append(form.send(**sent, kind="contact"))

    with slow(app):
        threads = [Thread(target=save, args=(form,)) for form in forms]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    over = time.monotonic()
    assert browsers[0].look(scene.path).status_code == 200
    assert time.monotonic() - over < SOON
    assert len(answers) == len(forms)
    kept = [answer for answer in answers if answer.status_code == 303]
    others = [answer for answer in answers if answer not in kept]
    assert {(one.status_code, "Retry-After" in one.headers) for one in others} <= {(503, True)}
    with app.app_context(), job("test: look"):
        assert len(rows(Note)) == len(kept) > 0


@contextmanager
def slow(app: Flask) -> Iterator[None]:
    def wait(_connection: Any) -> None:
        time.sleep(1)

    with app.app_context():
        engine = writing_engine()
    event.listen(engine, "commit", wait)
    yield
    event.remove(engine, "commit", wait)


def strangers_find_the_same(stranger: Browser, cast: Cast) -> None:
    """Somebody who signs in meanwhile is told so too, before the door."""
    wrong = {"email": cast.probation.email, "password": "not the password at all"}
    answer = stranger.post("/sign-in", wrong)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def way_out_leads_out(other: Browser, browser: Browser) -> None:
    """The quick exit works whatever fails: the browser forgets the sign-in, and what it kept."""
    cookie = browser._http.get_cookie("sn")
    assert cookie is not None
    other._http.set_cookie("sn", cookie.value)
    answer = other.look("/quick-exit")
    assert (answer.status_code, answer.location) == (303, "/elsewhere")
    assert answer.headers["Clear-Site-Data"]
    assert "sn=;" in answer.headers["Set-Cookie"]
    assert other.look("/elsewhere").status_code == 200
