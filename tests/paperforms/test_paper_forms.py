"""The paper bridge: a random code on a blank form, typed in once, or given up as lost."""

import io
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from werkzeug.test import TestResponse

from safetynet.access import job
from safetynet.audit import Result
from safetynet.paperforms import PaperForm
from safetynet.paperforms.codes import ALPHABET, as_printed, new_code
from safetynet.paperforms.models import PaperState
from safetynet.paperforms.paper import picture_of
from safetynet.referrals import Referral
from tests.browser import Browser, rows, without_tokens
from tests.cast import Cast
from tests.ledger import last_entry
from tests.referrals.telling import FACTS, FIRST, LAST, coded, typed

PAPERS = "/referrals/papers"


def a_paper(app: Flask, browser: Browser) -> tuple[str, str]:
    """Prepare a paper as whoever is signed in; return its code and the address of its form."""
    assert browser.post(PAPERS).status_code == 303
    with app.app_context(), job("test: look"):
        paper = rows(PaperForm)[-1]
        return paper.spelled, f"{PAPERS}/{paper.id}/form"


def state(app: Flask) -> PaperState:
    with app.app_context(), job("test: look"):
        return PaperState(rows(PaperForm)[-1].state)


def pdf(browser: Browser, form: str, language: str) -> TestResponse:
    return browser.get(form.replace("/form", f"/{language}.pdf"))


def words(answer: TestResponse) -> str:
    pages = PdfReader(io.BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_paper_is_typed_in_once(app: Flask, browser: Browser, cast: Cast) -> None:
    code, form = a_paper(app, browser.as_(cast.probation))
    page = browser.get(form).text
    assert code in page and f'action="{form}"' in page
    sent = browser.post(form, typed("team_statute"))
    assert sent.status_code == 303
    assert f"Now shred paper form {code}." in browser.told(sent)
    with app.app_context(), job("test: look"):
        [paper], [referral] = rows(PaperForm), rows(Referral)
        assert paper.state is PaperState.TYPED_IN and paper.referral_id == referral.id
    assert browser.get(form).status_code == 409
    assert browser.post(form, typed("team_statute")).status_code == 409
    with app.app_context(), job("test: look"):
        assert len(rows(Referral)) == 1


def test_it_stays_out_while_something_is_to_be_mended(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    code, form = a_paper(app, browser.as_(cast.probation))
    answer = browser.post(form, {"opinion": "he holds her phone"})
    assert answer.status_code == 422 and "he holds her phone" in answer.text and code in answer.text
    answer = browser.post(form, {"more": "persons", "opinion": "he holds her phone"})
    assert answer.status_code == 200 and f'action="{form}"' in answer.text
    assert state(app) is PaperState.OUT


@pytest.mark.parametrize("spell", [str, str.lower, lambda code: code.replace("-", " ")])
def test_the_code_opens_the_form(app: Flask, browser: Browser, cast: Cast, spell: Any) -> None:
    """Typed, or in the address that a phone reads off the paper."""
    code, form = a_paper(app, browser.as_(cast.probation))
    assert browser.post(f"{PAPERS}/code", code=spell(code)).location == form
    answer = browser.look(f"{PAPERS}?code={spell(code)}")
    assert (answer.status_code, answer.location) == (303, form)


def test_a_colleague_types_it_in_and_no_other_agency_does(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    code, form = a_paper(app, browser.as_(cast.advocate))
    assert browser.as_(cast.supervisor).get(form).status_code == 200
    for stranger in (cast.outsider, cast.probation, cast.coordinator):
        browser.as_(stranger)
        assert browser.get(form).status_code == 404
        assert browser.post(form, coded()).status_code == 404
        assert browser.post(form.replace("/form", "/loss")).status_code == 404
        assert pdf(browser, form, "en").status_code == 404
        assert code not in browser.get(PAPERS).text


def test_a_code_of_others_is_no_code(app: Flask, browser: Browser, cast: Cast) -> None:
    """What an invented one gets."""
    code, _form = a_paper(app, browser.as_(cast.advocate))
    browser.as_(cast.outsider)
    answers = [browser.post(f"{PAPERS}/code", code=typed_in) for typed_in in (code, "ZZZZ-ZZZZ")]
    assert {answer.status_code for answer in answers} == {422}
    said = [without_tokens(answer.text) for answer in answers]
    assert said[0] == said[1]


@pytest.mark.parametrize("who", ["analyst", "administrator", "privacy_officer", "observer"])
def test_who_refers_nobody_has_no_papers(browser: Browser, cast: Cast, who: str) -> None:
    browser.as_(getattr(cast, who))
    assert browser.get(PAPERS).status_code == 403
    assert browser.post(PAPERS).status_code == 403


def test_a_lost_paper_opens_nothing(app: Flask, browser: Browser, cast: Cast) -> None:
    code, form = a_paper(app, browser.as_(cast.probation))
    answer = browser.post(form.replace("/form", "/loss"))
    assert "cannot be typed in any more" in browser.told(answer)
    assert state(app) is PaperState.LOST
    assert browser.post(f"{PAPERS}/code", code=code).status_code == 422
    assert browser.get(form).status_code == 409
    assert pdf(browser, form, "en").status_code == 409
    assert browser.post(form.replace("/form", "/loss")).status_code == 409


@pytest.mark.parametrize("code", ["", " ", "x", "K7Q2-9RXM", "0" * 40, "\u0660" * 8])
def test_what_is_no_code_says_so(browser: Browser, cast: Cast, code: str) -> None:
    answer = browser.as_(cast.probation).post(f"{PAPERS}/code", code=code)
    assert answer.status_code == 422 and "There is a problem" in answer.text
    assert browser.get(f"{PAPERS}?code={code}").status_code == 422


def test_the_paper_asks_what_the_form_asks(app: Flask, browser: Browser, cast: Cast) -> None:
    code, form = a_paper(app, browser.as_(cast.probation))
    answer = pdf(browser, form, "en")
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    text = words(answer)
    for asked in (
        code, "County Probation", "What happened? What did you see or hear yourself?",
        "Within hours: danger now", "Who must not learn of it", "Persons of concern – 2",
        "Weapons", "Next hearing", "Personnel team (Penal Code 13753)", "Who is safe to talk to?",
    ):  # fmt: skip
        assert asked in text, asked
    assert "Signed on" not in text, "a release is a paper of its own"


def test_it_is_printed_in_spanish(app: Flask, browser: Browser, cast: Cast) -> None:
    code, form = a_paper(app, browser.as_(cast.probation))
    text = words(pdf(browser, form, "es"))
    assert code in text and "What happened" not in text
    assert "Derivación" in text


def test_the_paper_is_accessible_and_its_name_says_nothing(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    code, form = a_paper(app, browser.as_(cast.probation))
    answer = pdf(browser, form, "en")
    assert b"pdfuaid" in answer.data
    assert answer.headers["Content-Disposition"] == f"attachment; filename=form-{code}.pdf"
    assert last_entry(app).result is Result.EXPORTED


def test_no_paper_carries_anything_of_anybody(app: Flask, browser: Browser, cast: Cast) -> None:
    """Not even after somebody was referred: blank stays blank."""
    _code, first = a_paper(app, browser.as_(cast.probation))
    browser.post(first, typed("team_statute"))
    with app.app_context(), job("test: look"):
        [referral] = rows(Referral)
        number, its_id = referral.number, str(referral.id)
    _code, form = a_paper(app, browser)
    text = words(pdf(browser, form, "en"))
    for word in (FIRST, LAST, FACTS, number, its_id):
        assert word not in text


def test_the_picture_is_an_address_with_the_code_and_nothing_else() -> None:
    picture = picture_of("https://safetynet.example.org/referrals/papers?code=K7Q29RXM")
    assert picture.startswith(("<?xml", "<svg"))
    assert "K7Q2" not in picture


def test_codes_are_random_and_easy_to_read() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 8 and set(code) <= set(ALPHABET) for code in codes)


@pytest.mark.parametrize(
    ("typed_in", "meant"),
    [("k7q2-9rxm", "K7Q29RXM"), (" OIL1-0000 ", "01110000"), ("K7Q2–9RXM", "K7Q29RXM"), ("", "")],
)
def test_what_is_misread_is_understood(typed_in: str, meant: str) -> None:
    assert as_printed(typed_in) == meant


def test_a_paper_is_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    _code, form = a_paper(app, browser.as_(cast.probation))
    browser.post(form, typed("team_statute"))
    entry = last_entry(app)
    assert entry.permission == "referral:write"
    assert {"paper_forms", "referrals", "names"} <= {touch.table for touch in entry.touches}
