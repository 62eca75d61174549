"""The page to carry: what stands on it, what never does, and how easily it is read."""

import io

import pytest
from flask import Flask
from pypdf import PdfReader

from safetynet.access import job
from safetynet.casefile.carrying import HEADINGS, NUMBERS
from safetynet.casefile.plain_words import EASY, grade_of, syllables_en, syllables_es
from safetynet.casefile.telling_words import TELLING, telling_in
from safetynet.plans import SafetyLine, Section
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.plans.planning import plan
from tests.scenes import Scene

DOG, LIBRARY, WORD = "I walk with the dog.", "The library is warm until nine.", "Tangerine"


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


@pytest.fixture
def carried(browser: Browser, cast: Cast, scene: Scene) -> str:
    """Probation wrote three lines of a safety plan; return the address of the page."""
    browser.as_(cast.probation)
    safety = plan(browser, scene, "safety")
    for section, text in (("coping", DOG), ("places", LIBRARY), ("code_word", WORD)):
        write(browser, scene, str(safety), section, text)
    return f"{scene.path}/plan/carry"


def write(browser: Browser, scene: Scene, safety: str, section: str, text: str) -> None:
    path = f"{scene.path}/plans/{safety}/lines"
    assert browser.post(path, section=section, text=text).status_code == 303


def made(browser: Browser, path: str, **fields: object) -> PdfReader:
    asked = {"language": "en", "parts": ["coping", "places"], "label_0": "Ana"}
    answer = browser.post(path, {**asked, "number_0": "555-0100", **fields})
    assert answer.status_code == 200, answer.text[:2000]
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == "attachment; filename=notes.pdf"
    return PdfReader(io.BytesIO(answer.data))


@pytest.mark.parametrize("language", ["en", "es"])
def test_her_steps_and_numbers_stand_on_it_and_nothing_else(
    browser: Browser, cast: Cast, scene: Scene, carried: str, language: str
) -> None:
    pdf = made(browser, carried, language=language)
    assert len(pdf.pages) == 1
    text = pdf.pages[0].extract_text()
    lines = {line.strip() for line in text.splitlines() if line.strip()}
    headings = HEADINGS[language]
    assert lines == {
        headings[Section.COPING], DOG, headings[Section.PLACES], LIBRARY,
        NUMBERS[language], "Ana: 555-0100",
    }  # fmt: skip
    for secret in (scene.number, *scenes.NAME.split(), "SafetyNet", "Probation", WORD):
        assert secret.lower() not in text.lower()
    assert last_entry(browser.app).result == "exported"


def test_the_file_says_nothing_about_itself(browser: Browser, scene: Scene, carried: str) -> None:
    answer = browser.post(carried, language="en", parts=["coping"])
    pdf = PdfReader(io.BytesIO(answer.data))
    assert pdf.metadata is None and pdf.xmp_metadata is None
    for word in (b"/Producer", b"/Creator", b"/Author", b"CreationDate", b"ModDate", b"SafetyNet"):
        assert word not in answer.data
    assert scene.number.encode() not in answer.data


@pytest.mark.parametrize(
    "told",
    [
        "My probation officer knows",
        "Ask for Harbor",
        f"They call me {scenes.FIRST}",
        "SN-2026-014",
        "The shelter on Fifth",
        "Mi abogada sabe de la explotación",
    ],
)
def test_what_would_tell_too_much_is_not_printed(
    browser: Browser, app: Flask, scene: Scene, cast: Cast, carried: str, told: str
) -> None:
    scenes.write_name(app, scene, cast.probation, scenes.FIRST, scenes.LAST)
    answer = browser.post(carried, language="en", label_0=told[:24], number_0="555-0100")
    assert answer.status_code == 422 and "This would tell too much if it is found" in answer.text
    with app.app_context(), job("test: a line"):
        safety = rows(SafetyLine)[0].plan_id
    write(browser, scene, str(safety), "places", told)
    answer = browser.post(carried, language="en", parts=["places"])
    assert answer.status_code == 422 and "This would tell too much" in answer.text


def test_a_person_of_concern_is_not_named_on_it(
    browser: Browser, app: Flask, scene: Scene, cast: Cast, carried: str
) -> None:
    scenes.person_of_concern(app, scene, cast.probation, "Marlon Vane, drives a van")
    answer = browser.post(carried, language="en", label_0="Marlon", number_0="555-0100")
    assert answer.status_code == 422 and "This would tell too much" in answer.text
    assert "“Marlon”" in answer.text and "Vane" not in answer.text
    assert made(browser, carried, label_0="The van")


def test_a_person_of_concern_whom_she_may_not_see_refuses_nothing(
    browser: Browser, app: Flask, scene: Scene, cast: Cast, carried: str
) -> None:
    """A refusal would tell probation what Harbor, which is covered, was told."""
    scenes.person_of_concern(app, scene, cast.advocate, "Marlon Vane")
    assert made(browser, carried, label_0="Marlon")


def test_what_is_hard_to_read_is_printed_when_it_is_her_own(
    browser: Browser, app: Flask, scene: Scene, carried: str
) -> None:
    hard = "Whenever overwhelming circumstances accumulate, deliberately concentrating helps"
    with app.app_context(), job("test: a line"):
        safety = rows(SafetyLine)[0].plan_id
    write(browser, scene, str(safety), "coping", hard)
    answer = browser.post(carried, language="en", parts=["coping"])
    assert answer.status_code == 422 and "It reads like school grade" in answer.text
    assert made(browser, carried, as_said="y")


def test_an_empty_page_and_one_too_long_are_refused(
    browser: Browser, app: Flask, scene: Scene, carried: str
) -> None:
    answer = browser.post(carried, language="en", parts=["if_i_leave"])
    assert answer.status_code == 422 and "or enter a number" in answer.text
    with app.app_context(), job("test: a line"):
        safety = rows(SafetyLine)[0].plan_id
    for _line in range(2):
        write(browser, scene, str(safety), "coping", "I go for a run. " * 240)
    answer = browser.post(carried, language="en", parts=["coping"])
    assert answer.status_code == 422 and "It does not fit on one page" in answer.text


@pytest.mark.parametrize(
    ("player", "status"),
    [("prosecutor", 403), ("analyst", 403), ("outsider", 404), ("teacher", 404)],
)
def test_who_may_not_carries_nothing_away(
    browser: Browser, cast: Cast, carried: str, player: str, status: int
) -> None:
    browser.as_(cast.players[player])
    assert browser.get(carried).status_code == status
    assert browser.post(carried, language="en", parts=["coping"]).status_code == status


def test_words_that_do_not_reach_an_agency_are_not_on_its_page(
    browser: Browser, cast: Cast, scene: Scene, app: Flask
) -> None:
    """Harbor is covered: its lines reach the clinic by a release alone."""
    browser.as_(cast.advocate)
    write(browser, scene, str(plan(browser, scene, "safety")), "coping", DOG)
    browser.as_(cast.provider)
    answer = browser.post(f"{scene.path}/plan/carry", language="en", parts=["coping"])
    assert answer.status_code == 422 and DOG not in answer.text


# Reading ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_we_say_ourselves_is_read_in_the_sixth_grade(language: str) -> None:
    ours = "\n".join([*HEADINGS[language].values(), NUMBERS[language]])
    assert grade_of(ours, language) <= EASY
    assert telling_in(ours) == []
    assert HEADINGS["en"].keys() == HEADINGS["es"].keys() == set(Section) - {Section.CODE_WORD}


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("table", 2),
        ("made", 1),
        ("walked", 1),
        ("wanted", 2),
        ("places", 2),
        ("going", 2),
        ("the", 1),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables_en(word) == count


@pytest.mark.parametrize(
    ("word", "count"), [("poeta", 3), ("país", 2), ("agua", 2), ("queso", 2), ("teléfono", 4)]
)
def test_spanish_syllables_too(word: str, count: int) -> None:
    assert syllables_es(word) == count


def test_grades_are_those_of_the_formulas() -> None:
    """Flesch and Kincaid: eleven words of one syllable in two sentences."""
    easy = "The cat sat on the mat. I go to the sea."
    assert grade_of(easy, "en") == pytest.approx(0.39 * 5.5 + 11.8 - 15.59, abs=0.5)
    assert grade_of("", "en") == 0
    hard = "Interagency coordination necessitates comprehensive implementation strategies."
    assert grade_of(hard, "en") > 12


@pytest.mark.parametrize(
    ("called", "text", "found"),
    [
        ("Marlon Vane", "Not with marlon", ["marlon"]),
        ("Slim, drives a van", "The van is red. Slim knows.", ["Slim"]),
        ("slim", "Call Slim", ["Slim"]),
        ("Her uncle T", "Ask her. Don't go.", []),
        ("Ángel", "Angel and I", ["Angel"]),
        ("unknown", "Unknown roads", []),
    ],
)
def test_persons_of_concern_are_known_by_what_they_are_called(
    called: str, text: str, found: list[str]
) -> None:
    assert telling_in(text, called=[called]) == found


def test_words_are_found_in_any_form_and_without_accents() -> None:
    assert telling_in("Explotación, abused, Courts and victims") == [
        "Explotación",
        "abused",
        "Courts",
        "victims",
    ]
    assert telling_in("at the house of Ana", ["The House of Ana"]) == ["Ana"]
    assert {"shelter", "police", "refugio", "policia"} <= TELLING
