"""Two presses at the same moment: one of them counts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from flask import Flask
from werkzeug.test import TestResponse

from safetynet.access import job
from safetynet.agencies import Member
from safetynet.people.joining import COOKIE_KEY
from safetynet.people.models import Stage
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.people.coming_in import NOOR, agree, code_on_page, invitation, invite, set_up_with


def at_once(*presses: Callable[[], TestResponse]) -> list[TestResponse]:
    """Press all of them in threads that wait for each other first."""
    gate = Barrier(len(presses))

    def press(one: Callable[[], TestResponse]) -> TestResponse:
        gate.wait()
        return one()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


def in_the_same_browser(app: Flask, browser: Browser) -> Browser:
    """Return another window: the same cookie in a client of its own."""
    other = Browser(app)
    with browser._http.session_transaction() as held:
        ticket = held[COOKIE_KEY]
    with other._http.session_transaction() as session:
        session[COOKIE_KEY] = ticket
    return other


def test_set_up_twice_at_once_is_done_once(app: Flask, browser: Browser, cast: Cast) -> None:
    way = invite(app, browser.as_(cast.supervisor), cast.harbor_id)
    first = Browser(app)
    agree(first, way)
    code = code_on_page(first)
    windows = [first, in_the_same_browser(app, first)]
    answers = at_once(*(partial(set_up_with, one, code) for one in windows))
    assert sorted(answer.status_code for answer in answers) == [201, 303]
    assert invitation(app).stage is Stage.USED


def test_invited_twice_at_once_is_invited_once(app: Flask, cast: Cast) -> None:
    path = f"/people/agencies/{cast.harbor_id}/members"
    windows = [Browser(app).as_(cast.supervisor) for _ in range(2)]
    answers = at_once(*(partial(one.post, path, NOOR) for one in windows))
    assert sorted(answer.status_code for answer in answers) == [201, 422]
    with app.app_context(), job("test: look"):
        assert len(rows(Member, Member.name == NOOR["name"])) == 1


def test_a_code_is_guessed_five_times_however_many_at_once(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    way = invite(app, browser.as_(cast.supervisor), cast.harbor_id)
    guesses = [f"{n:08}" for n in range(8)]
    at_once(*(partial(Browser(app).post, way.path, code=guess) for guess in guesses))
    assert Browser(app).post(way.path, code=way.code).status_code == 422
    assert invitation(app).stage is Stage.SPENT
