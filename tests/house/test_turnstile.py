"""Few pages are made at once, in order; neither a long one nor a failure keeps anybody waiting."""

from threading import Event, Thread
from time import monotonic

import pytest
from flask import Flask

from safetynet.access.turnstile import Turnstile
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.drafts.opened import Opened

NEVER = 60.0
"""Seconds that no test takes."""


class Visitor:
    """Somebody who stays on a page until told to leave."""

    def __init__(self, turns: Turnstile) -> None:
        self.inside, self._leave = Event(), Event()
        self._turns = turns
        self._thread = Thread(target=self._visit, daemon=True)
        self._thread.start()

    def _visit(self) -> None:
        with self._turns.turn():
            self.inside.set()
            self._leave.wait(10)

    def leave(self) -> None:
        self._leave.set()
        self._thread.join(5)


def come_in(turns: Turnstile, people: int) -> list[Visitor]:
    """Let them come one after the other, each as soon as the one before stands in line."""
    came = []
    for _number in range(people):
        came.append(Visitor(turns))
        came[-1].inside.wait(0.1)
    return came


def test_so_many_are_made_at_once_and_the_others_in_order() -> None:
    first, second, third, fourth = come_in(Turnstile(at_once=2, page=NEVER), 4)
    assert first.inside.is_set() and second.inside.is_set()
    assert not third.inside.is_set()
    second.leave()
    assert third.inside.wait(5) and not fourth.inside.is_set()
    first.leave()
    assert fourth.inside.wait(5)
    third.leave()
    fourth.leave()


def test_what_takes_long_is_not_waited_for() -> None:
    turns = Turnstile(at_once=1, page=0.3)
    paper, page = come_in(turns, 2)
    assert not page.inside.is_set()
    assert page.inside.wait(2)
    paper.leave()
    page.leave()


def test_a_page_that_fails_holds_nobody_up() -> None:
    turns = Turnstile(at_once=1, page=NEVER)
    with pytest.raises(ZeroDivisionError), turns.turn():
        _ = 1 / 0
    [other] = come_in(turns, 1)
    assert other.inside.wait(5)
    other.leave()


def test_only_who_looks_waits(app: Flask, browser: Browser, cast: Cast) -> None:
    """What is typed is kept at once, however many pages are made just then."""
    scene = scenes.open_case(app, cast)
    form = Opened(browser.as_(cast.advocate), f"{scene.path}/notes/new")
    turns = app.extensions["turnstile"] = Turnstile(at_once=1, page=3.0)
    [paper] = come_in(turns, 1)
    began = monotonic()
    assert form.keep(text="She sleeps at her aunt's.").status_code == 200
    kept = monotonic()
    assert browser.get(scene.path).status_code == 200
    looked = monotonic()
    paper.leave()
    assert kept - began < 2.0 < looked - kept
