"""For a stranger 500 young people who are here and 500 invented ones are the same (CR-40)."""

import random
import re
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.house.inside import open_case_elsewhere, statements

PEOPLE, WARM_UP = 500, 10
APART = 0.05
"""How far medians of time may lie apart; once more when a machine was busy."""
TRIES = 2
CHANGES_EACH_TIME = re.compile(rb'(value|id|data-token)="[^"]*"|<p class="on-paper">.*?</p>')
"""Tokens, what was typed, and the hour at the foot of a page on paper."""
PULSE = "UPDATE sign_ins"
"""Once a minute a visit also says that the sign-in is alive, whatever is asked then."""

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]

Ask = Callable[[Browser, str], TestResponse]


def open_page(browser: Browser, path: str) -> TestResponse:
    return browser.get(path)


def write_a_note(browser: Browser, path: str) -> TestResponse:
    return browser.post(path, text="Met her at the library.")


def search(browser: Browser, wanted: str) -> TestResponse:
    return browser.post("/search", wanted=wanted)


@dataclass(frozen=True)
class Question:
    """Something a stranger asks, of each young person who is here and of each who is not."""

    ask: Ask
    here: list[str]
    invented: list[str]


def questions(here: list[scenes.Scene]) -> Iterable[Question]:
    """Yield questions by id, by number and by name."""
    for ask, rest in ((open_page, ""), (open_page, "/notes/new"), (write_a_note, "/notes")):
        paths = [f"{one.path}{rest}" for one in here]
        yield Question(ask, paths, [f"/cases/{uuid4()}{rest}" for _ in paths])
    numbers = [one.number for one in here]
    # A year in which nobody was met, and so many digits.
    yield Question(search, numbers, [re.sub(r"\d{4}", "1998", n, count=1) for n in numbers])
    letters = random.Random(40)
    names = ["".join(letters.sample(scenes.LAST.lower(), len(scenes.LAST))) for _ in numbers]
    yield Question(search, [scenes.LAST.lower()] * len(numbers), names)


def test_a_stranger_cannot_tell_them_apart(
    app: Flask, browser: Browser, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    here = [scenes.open_case(app, cast) for _ in range(PEOPLE)]
    open_case_elsewhere(app, cast.outsider)
    browser.as_(cast.outsider)
    for question in questions(here):
        for _attempt in range(TRIES):
            seen, ratio = asked(app, browser, question)
            assert len(seen) == 1, "answers or statements differ"
            if abs(ratio - 1) < APART:
                break
        with capsys.disabled():
            print(f"\n{question.ask.__name__} {question.here[0][-10:]}: {ratio:.3f}", end="")  # noqa: T201
        assert abs(ratio - 1) < APART


def asked(app: Flask, browser: Browser, question: Question) -> tuple[set[object], float]:
    """Ask in pairs, in an order that changes; return what was seen, and the ratio of medians."""
    dice, seen = random.Random(2), set[object]()
    took: dict[bool, list[float]] = {True: [], False: []}
    for n, pair in enumerate(zip(question.here, question.invented, strict=True)):
        for is_here in dice.sample((True, False), 2):
            wanted = pair[not is_here]
            with statements(app) as said:
                began = time.perf_counter()
                answer = question.ask(browser, wanted)
                took[is_here].append(time.perf_counter() - began)
            # The first answers of a process fill its caches.
            if n >= WARM_UP:
                seen.add(told(answer, said))
    return seen, statistics.median(took[True]) / statistics.median(took[False])


def told(answer: TestResponse, said: list[str]) -> object:
    """Return all that tells one answer from another."""
    body = CHANGES_EACH_TIME.sub(b"", answer.data)
    headers = tuple((n, v) for n, v in answer.headers if n not in {"Date", "Set-Cookie"})
    statements_made = tuple(one for one in said if not one.startswith(PULSE))
    return answer.status_code, body, headers, statements_made
