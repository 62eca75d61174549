"""The accounting of disclosures: exactly what the ledger says, in words a young person can read."""

import io
import re
from datetime import timedelta
from itertools import pairwise

import pytest
from flask import Flask
from pypdf import PdfReader

from safetynet import clock
from safetynet.access import Permission
from safetynet.audit import Result
from safetynet.oversight import plain
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.ledger import last_entry
from tests.scenes import Scene

KINDS = (Category.IDENTITY, Category.SAFE_CONTACT)


@pytest.fixture
def scene(app: Flask, browser: Browser, cast: Cast) -> Scene:
    """Probation opened her name by a release, and has not opened her safe contact."""
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.probation, *KINDS, obtained_by=cast.advocate)
    browser.as_(cast.probation).get(scene.path)
    return scene


def paper(browser: Browser, scene: Scene) -> str:
    """Return the words of the page, without those around it."""
    answer = browser.get(f"/accounting/{scene.number}")
    assert answer.status_code == 200
    page = answer.text.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def pdf(browser: Browser, scene: Scene, language: str) -> PdfReader:
    answer = browser.get(f"/accounting/{scene.number}/{language}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert f"accounting-{scene.number}-{language}.pdf" in answer.headers["Content-Disposition"]
    return PdfReader(io.BytesIO(answer.data))


def words(read: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def test_it_says_who_opened_what_when_and_why(browser: Browser, cast: Cast, scene: Scene) -> None:
    said = paper(browser.as_(cast.advocate), scene)
    assert "What Harbor House keeps about you" in said
    row = said.partition("County Probation")[2].partition("Bridge Clinic")[0]
    assert "Your name and who you are" in row
    assert "You said yes, until" in row
    assert "Advocate explained it to you." in row
    assert "They may also look at this, but have not: how to reach you safely." in row
    assert scenes.LAST not in said


def test_it_holds_nothing_that_nobody_opened(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.advocate).get(scene.path)
    said = paper(browser, scene)
    assert "No one else has opened anything." in said
    assert "No other group can see this today: Your name and who you are" in said
    assert "never shared, no matter what you sign" in said


def test_the_first_and_the_last_time_are_the_ledgers(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    later = clock.now() + timedelta(days=3)
    with clock.standing_at(later):
        browser.as_(cast.probation).get(scene.path)
        said = paper(browser.as_(cast.advocate), scene)
    days = re.findall(r"[A-Z][a-z]{2} \d{1,2}, \d{4}", said.partition("Why they could")[2])
    first, last = (clock.day_of(moment) for moment in (later - timedelta(days=3), later))
    assert days[:2] == [f"{day:%b} {day.day}, {day.year}" for day in (first, last)]


def test_a_stopped_release_stays_on_the_list(browser: Browser, cast: Cast, scene: Scene) -> None:
    page = browser.as_(cast.advocate).get(f"{scene.path}/sharing").text
    stop = page.split('/revocation"')[0].rpartition('action="')[2]
    assert browser.post(f"{stop}/revocation").status_code == 303
    said = paper(browser, scene)
    assert "You said yes. You stopped it on" in said
    assert "They may also look" not in said


def test_an_agency_tells_of_its_own_content_and_the_privacy_officer_of_all(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    scenes.write_name(app, scene, cast.probation, "Ros", "Quill")
    browser.as_(cast.provider).get(scene.path)
    everything = paper(browser.as_(cast.privacy_officer), scene)
    assert "What County Probation keeps about you" in everything
    assert "A law lets the people on your team talk with each other" in everything
    assert "What Harbor House keeps about you" in everything
    said = paper(browser.as_(cast.supervisor), scene)
    assert "What County Probation keeps" not in said
    assert "A law lets the people on your team" not in said


def test_the_pdf_is_accessible_and_its_title_names_nobody(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    read = pdf(browser, scene, "en")
    assert read.metadata and read.metadata.title == (
        f"Who has seen your information {scene.number}"
    )
    assert read.xmp_metadata and "pdfuaid" in read.xmp_metadata.stream.get_data().decode()
    said = words(read)
    assert "Confidential" in said
    assert "Printed on" in said and "Advocate, Harbor House" in said
    serial = re.search(r"[A-Z2-7]{4}-[A-Z2-7]{4}", said)
    assert serial
    assert "You said yes, until" in said
    entry = last_entry(app)
    assert (entry.result, entry.permission) == (Result.EXPORTED, Permission.ACCOUNTING_READ)
    assert f"paper {serial[0]}" in entry.basis
    assert entry.detail_hash


def test_the_paper_comes_in_spanish_whatever_the_page_is_in(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    read = pdf(browser.as_(cast.advocate), scene, "es")
    assert "Confidencial" in words(read)
    assert "Who has seen" not in words(read)
    assert browser.get(f"/accounting/{scene.number}/fr.pdf").status_code == 404


def test_reading_it_is_on_the_ledger(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    paper(browser.as_(cast.advocate), scene)
    entry = last_entry(app)
    assert (entry.permission, entry.asked) == (Permission.ACCOUNTING_READ, scene.case_id)


def test_who_explains_no_release_may_not_read_it(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    for player in (cast.coordinator, cast.officer, cast.prosecutor, cast.analyst):
        browser.as_(player)
        assert browser.get(f"/accounting/{scene.number}").status_code == 403
        assert browser.get(f"/accounting/{scene.number}/en.pdf").status_code == 403


def test_an_outsider_does_not_learn_that_the_case_exists(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.outsider)
    for number in (scene.number, "SN-1999-999"):
        assert browser.get(f"/accounting/{number}").status_code == 404
        assert browser.get(f"/accounting/{number}/en.pdf").status_code == 404


def test_it_can_be_read_in_the_sixth_grade() -> None:
    """Flesch and Kincaid's grade of every sentence that does not change."""
    said = [*plain.ABOUT, *plain.STOPPING, *plain.WHY_WORDS.values(), plain.NOTICE, plain.NEVER]
    text = re.sub(r"\([^)]*\)", "", " ".join(map(str, said)))
    sentences = [one for one in re.split(r"[.?!]\s*", text) if one.strip()]
    every = re.findall(r"[a-z]+", text.lower())
    syllables = sum(_syllables(word) for word in every)
    grade = 0.39 * len(every) / len(sentences) + 11.8 * syllables / len(every) - 15.59
    assert grade < 6, grade


def _syllables(word: str) -> int:
    sounded = re.sub(r"(?<![aeiouy])e$|(?<=[^dt])ed$|(?<=[^aeiouy])es$", "", word)
    is_vowel = [letter in "aeiouy" for letter in f" {sounded}"]
    return max(sum(not before and now for before, now in pairwise(is_vowel)), 1)
