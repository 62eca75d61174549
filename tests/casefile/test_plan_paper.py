"""The plan on one page: what reaches its reader, on one sheet, under a name that tells nothing."""

import io
from datetime import timedelta

import pytest
from flask import Flask
from pypdf import PdfReader

from safetynet import clock
from safetynet.audit import Result
from safetynet.plans import Goal, Plan
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.ledger import last_entry
from tests.plans.planning import ASKED, WANTED, goal, only, plan, step
from tests.scenes import Scene


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def paper(browser: Browser, scene: Scene, language: str = "en") -> tuple[PdfReader, str]:
    answer = browser.get(f"{scene.path}/plans/{only(browser.app, Plan)}/{language}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert f"plan-{scene.number}-{language}.pdf" in answer.headers["Content-Disposition"]
    read = PdfReader(io.BytesIO(answer.data))
    said = " ".join(page.extract_text() for page in read.pages)
    return read, " ".join(said.split())


def test_a_plan_stands_on_one_page(browser: Browser, cast: Cast, app: Flask, scene: Scene) -> None:
    step(browser.as_(cast.probation), scene, cast.provider)
    assert "/en.pdf" in browser.get(f"{scene.path}/plan").text
    read, said = paper(browser, scene)
    assert len(read.pages) == 1
    for words in (WANTED, ASKED, "Bridge Clinic", "School and learning", "Probation, County"):
        assert words in said, words
    assert scenes.LAST not in said
    assert read.metadata and read.metadata.title == f"Stabilization plan {scene.number}"
    entry = last_entry(app)
    assert entry.result is Result.EXPORTED and entry.detail_hash
    assert b"pdfuaid:part" in browser.get(f"{scene.path}/plans/{only(app, Plan)}/en.pdf").data
    assert "Confidencial" in paper(browser, scene, "es")[1]


def test_a_longer_plan_is_set_smaller_and_leaves_out_what_is_finished(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    browser.as_(cast.probation)
    path = f"{scene.path}/plans/{plan(browser, scene)}/goals"
    for number in range(14):
        text = f"Goal {number} " + "and a little more about it " * 6
        assert browser.post(path, domain="home", text=text).status_code == 303
    done = f"{scene.path}/goals/{only(app, Goal)}"
    facts = {"domain": "home", "status": "met", "version": "1"}
    assert browser.post(done, facts).status_code == 303
    due = (clock.today() + timedelta(days=2)).isoformat()
    asked = {"text": "Call " * 40, "owner": str(cast.probation.agency_id), "due": due}
    for _ in range(6):
        assert browser.post(f"{done}/steps", asked).status_code == 303
    read, said = paper(browser, scene)
    assert len(read.pages) == 1
    assert "Goal 12" in said and "Goal 13" not in said
    assert "Goals and steps that are finished are left out." in said


def test_each_reader_has_a_paper_of_her_own(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    goal(browser.as_(cast.advocate), scene, "said to harbor")
    assert "said to harbor" in paper(browser, scene)[1]
    browser.as_(cast.provider)
    said = paper(browser, scene)[1]
    assert "said to harbor" not in said
    assert "Written by Harbor House; the words do not reach your agency." in said
    scenes.release(app, scene, cast.provider, Category.PLAN, obtained_by=cast.advocate)
    assert "said to harbor" in paper(browser, scene)[1]


def test_strangers_have_none_and_a_safety_plan_has_another_page(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    here = plan(browser.as_(cast.advocate), scene, "safety")
    assert browser.get(f"{scene.path}/plans/{here}/en.pdf").status_code == 404
    goal(browser, scene)
    path = f"{scene.path}/plans/{only(app, Plan)}/en.pdf"
    assert browser.as_(cast.outsider).get(path).status_code == 404
    assert browser.as_(cast.analyst).get(path).status_code == 403
