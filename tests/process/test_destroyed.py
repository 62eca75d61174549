"""A request whose words retention destroyed: its shell can still be brought to an end."""

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.process.models import ProcessStep, ServedPaper
from safetynet.retention.destroying import Doomed, destroy
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Player
from tests.process.conftest import Register, decide, prepare, ready, take
from tests.scenes import Scene

OFFICE = frozenset({Category.OFFICE})


def destroy_words(app: Flask, her: Scene, desk: Player) -> None:
    """Destroy what the desk's agency wrote about her in its own office, and nothing else."""
    with app.app_context(), job("test: retention") as running:
        destroy(running, Doomed(her.survivor_id, desk.agency_id, OFFICE, "law", clock.today()))


def test_it_is_closed_with_a_day_an_author_and_no_word(
    app: Flask, browser: Browser, desk: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    path = register(number=her.number)
    destroy_words(app, her, desk)
    page = browser.get(path).text
    assert "What the paper said was destroyed" in page and 'name="text"' not in page
    assert take(browser, path, "closed", "She said that it is over.") == 303
    page = browser.get(path).text
    assert "Other Supervisor, County Probation" in page and "Write down a step" not in page
    assert "it is over" not in page
    with app.app_context(), job("test: look"):
        [step] = rows(ProcessStep)
        assert step.text is None and step.survivor_id != her.survivor_id
        assert not rows(ServedPaper)


@pytest.mark.parametrize("kind", ["counsel_told", "narrowed", "answered"])
def test_no_other_step_is_taken(
    app: Flask, browser: Browser, desk: Player, her: Scene, register: Register, kind: str
) -> None:
    browser.as_(desk)
    path = register(number=her.number)
    destroy_words(app, her, desk)
    assert take(browser, path, kind, "Words.") == 422


def test_that_she_was_told_at_last_can_still_be_written_down(
    app: Flask, browser: Browser, desk: Player, her: Scene, register: Register
) -> None:
    """Else her own list would be silent for ever about what a court once forbade to tell."""
    browser.as_(desk)
    path = register(number=her.number)
    assert take(browser, path, "telling_forbidden", "Sealed order of Judge Ames.") == 303
    destroy_words(app, her, desk)
    assert "silent about this" in browser.get(path).text
    assert take(browser, path, "survivor_told") == 303
    assert "silent about this" not in browser.get(path).text


def test_what_was_approved_before_does_not_go_out(
    app: Flask,
    browser: Browser,
    desk: Player,
    second: Player,
    her: Scene,
    register: Register,
) -> None:
    """No paper could name what it answers."""
    browser.as_(desk)
    path = ready(browser, register, her)
    production = str(prepare(browser, path).location)
    assert decide(browser.as_(second), production, "approval") == 303
    destroy_words(app, her, desk)
    browser.as_(desk)
    assert "Produce the records" not in browser.get(production).text
    assert decide(browser, production, "delivery") == 409
    assert take(browser, path, "closed") == 303
