"""The letter that neither confirms nor denies."""

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from pypdf import PdfReader

from safetynet import clock
from safetynet.access import job
from safetynet.process.models import LegalProcess
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.conftest import House, a_copy
from tests.ledger import last_entry
from tests.process.conftest import Register, take, typed
from tests.scenes import NAME

WORDS = re.compile(r'<section aria-label="[^"]*" id="letter">(.*?)</section>', re.DOTALL)


def letters_of(app: Flask, player: Player, number: str) -> list[bytes]:
    """Register the same paper, about a case or about nobody; return every form of the letter."""
    browser = Browser(app).as_(player)
    path = str(browser.post("/legal-process", typed(number=number, person=NAME)).location)
    page = browser.get(f"{path}/letter").text
    found = WORDS.search(page)
    assert found
    files = [browser.get(f"{path}/letter/{language}.pdf").data for language in ("en", "es")]
    return [found[1].encode(), *files]


def test_the_letter_is_the_same_whether_or_not_she_is_known(house: House, tmp_path: Path) -> None:
    """Byte for byte: two houses in which only she is missing, asked about in the same words."""
    letters = []
    for known in (True, False):
        with a_copy(house, tmp_path / uuid4().hex) as app:
            clock.stand_at(datetime(2026, 11, 20, 17, 0, tzinfo=UTC))
            number = scenes.open_case(app, house.cast).number if known else ""
            letters.append(letters_of(app, house.cast.supervisor, number))
    there, nowhere = letters
    assert there == nowhere
    assert all(len(each) > 500 for each in there)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "neither confirm nor deny"), ("es", "ni confirmar ni negar")],
)
def test_the_letter_is_there_in_both_languages(
    app: Flask, browser: Browser, desk: Player, register: Register, language: str, words: str
) -> None:
    browser.as_(desk)
    path = register()
    answer = browser.get(f"{path}/letter/{language}.pdf")
    text = " ".join(PdfReader(BytesIO(answer.data)).pages[0].extract_text().split())
    assert words in text and "Marlowe and Finch" in text and "CV-2026-118" in text
    assert scenes.LAST not in text
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=LP-")
    assert last_entry(app).result.value == "exported"


def test_the_letter_keeps_the_day_on_which_it_was_sent(
    app: Flask, browser: Browser, desk: Player, register: Register
) -> None:
    browser.as_(desk)
    path = register()
    assert take(browser, path, "answered") == 303
    before = browser.get(f"{path}/letter/en.pdf").data
    with app.app_context(), job("test: look"):
        [row] = rows(LegalProcess)
        assert row.is_answered
    assert browser.get(f"{path}/letter/en.pdf").data == before


def test_the_letter_is_its_own_desks(
    browser: Browser, cast: Cast, desk: Player, register: Register
) -> None:
    browser.as_(desk)
    path = register()
    assert browser.as_(cast.probation).get(f"{path}/letter").status_code == 403
    assert browser.as_(cast.supervisor).get(f"{path}/letter/en.pdf").status_code == 404
