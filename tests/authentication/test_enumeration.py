"""Who is here and who is not: five hundred tries of each take as long (CR-21)."""

import random
import statistics
import time
from datetime import timedelta

import pytest
from flask import Flask

from safetynet import clock
from tests.authentication.test_throttle import WRONG, at, seen
from tests.browser import Browser
from tests.cast import Cast

TRIES, WARM_UP = 500, 10
APART = 0.05
"""How far medians of time may lie apart; once more when a machine was busy."""
AT_A_TIME = 9
"""Of ten that a window of time allows; then the next one begins."""


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_five_hundred_tries_take_as_long_for_whoever_is_not_here(
    app: Flask, browser: Browser, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    people = (cast.advocate.email, f"x{cast.advocate.email[1:]}")
    for _once_more in range(2):
        ratio = compared(app, browser, people)
        with capsys.disabled():
            print(f"\nknown/unknown: {ratio:.3f}", end="")  # noqa: T201
        if abs(ratio - 1) < APART:
            break
    assert abs(ratio - 1) < APART


def compared(app: Flask, browser: Browser, people: tuple[str, str]) -> float:
    """Try in pairs, in an order that changes; return the ratio of the medians."""
    dice = random.Random(2)
    took: dict[str, list[float]] = {email: [] for email in people}
    for n in range(TRIES + WARM_UP):
        if n % AT_A_TIME == 0:
            clock.stand_at(clock.now() + timedelta(minutes=16))
            at(browser, f"192.0.2.{n % 250}")
            browser.get("/sign-in")
        for email in dice.sample(people, 2):
            began = time.perf_counter()
            answer = browser.send(
                "/sign-in", email=email, password=WRONG, csrf_token=browser.csrf_token()
            )
            took[email].append(time.perf_counter() - began)
            assert answer.status_code == 422
    # The statements and the bytes of one pair, as they are for all of them.
    clock.stand_at(clock.now() + timedelta(minutes=16))
    assert seen(app, browser, people[0]) == seen(app, browser, people[1])
    known, unknown = (statistics.median(took[email][WARM_UP:]) for email in people)
    return known / unknown
