"""A typed line is changed in its place: by whoever may withdraw it, until the minutes are final."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import Role, job
from safetynet.meetings.models import Decision, ReviewAnswer, TaskWords, Wishes
from safetynet.sharing import Release
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.meetings.sitting import Sitting, confirm, end, sit_down, version_at
from tests.scenes import colleague, release

OWN, TOLD, DECIDED = "She naps at the libary", "Stays with her ant", "The ant is visited"
WISH, TASK = "To keep her dog", "Ring the scool"


@pytest.fixture
def sitting(app: Flask, browser: Browser, cast: Cast) -> Sitting:
    """A review with a line of each kind in it."""
    sitting = sit_down(app, cast, browser)
    browser.as_(cast.advocate).post(sitting.screen, said_safety_plan=OWN)
    probation = str(cast.probation.agency_id)
    said = {
        "said_safety_status": TOLD,
        "source_safety_status": probation,
        "wishes": WISH,
        "wishes_from": probation,
        "decisions": DECIDED,
        "tasks": f"{TASK} @clinic",
        "dissent": "Would wait a week",
        "dissent_from": probation,
        "version": "2",
    }
    assert browser.as_(cast.coordinator).post(sitting.screen, said).status_code == 303
    return sitting


def the(app: Flask, model: type[Any], text: str) -> UUID:
    with app.app_context(), job("test: look"):
        [row] = [row for row in rows(model) if row.text == text]
        return UUID(str(row.id))


def page_of(sitting: Sitting, kind: str, line: UUID) -> str:
    return f"{sitting.screen}/lines/{kind}/{line}"


def at_the_screen(browser: Browser, sitting: Sitting, **said: str) -> Any:
    """Press a button of the review as the chair, with what is typed there."""
    version = version_at(browser, sitting.screen)
    return browser.post(sitting.screen, said, no_wishes="not_asked", version=version)


CHANGES: tuple[tuple[str, type[Any], str, str], ...] = (
    ("answer", ReviewAnswer, TOLD, "Stays with her aunt"),
    ("wishes", Wishes, WISH, "To keep her dog and her room"),
    ("decision", Decision, DECIDED, "The aunt is visited"),
    ("wording", TaskWords, TASK, "Ring the school"),
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change[0])
def test_the_chair_changes_a_line_in_its_place(
    app: Flask,
    browser: Browser,
    cast: Cast,
    sitting: Sitting,
    change: tuple[str, type[Any], str, str],
) -> None:
    kind, model, old, new = change
    line = the(app, model, old)
    led = at_the_screen(browser, sitting, change=f"{kind}:{line}")
    path = page_of(sitting, kind, line)
    assert led.status_code == 303 and str(led.location).endswith(path)
    assert old in browser.get(path).text
    assert browser.post(path, text=new, version="1").status_code == 303
    assert last_entry(app).permission == "review:write"
    page = browser.get(sitting.screen).text
    assert new in page and old not in page.replace(new, "")
    end(browser, cast, sitting)
    assert new in browser.get(f"{sitting.path}/minutes").text


def test_whatever_was_typed_beside_it_is_saved_first(
    app: Flask, browser: Browser, sitting: Sitting
) -> None:
    line = the(app, Decision, DECIDED)
    said = "And the school is told"
    answer = at_the_screen(browser, sitting, decisions=said, change=f"decision:{line}")
    assert answer.status_code == 303
    assert "And the school is told" in browser.get(sitting.screen).text


def test_an_agency_changes_its_own_line_and_nobody_elses(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    own, told = the(app, ReviewAnswer, OWN), the(app, ReviewAnswer, TOLD)
    path = page_of(sitting, "answer", own)
    page = browser.as_(cast.advocate).get(sitting.screen).text
    assert f"answer:{own}" in page and f"answer:{told}" not in page
    assert browser.post(path, text="She naps at the library", version="1").status_code == 303
    assert "She naps at the library" in browser.get(sitting.screen).text
    assert browser.get(page_of(sitting, "answer", told)).status_code == 403
    assert browser.post(page_of(sitting, "answer", told), text="x").status_code == 403
    for player, answer in ((cast.probation, 404), (cast.coordinator, 404), (cast.outsider, 404)):
        assert browser.as_(player).get(path).status_code == answer
        assert browser.post(path, text="x", version="2").status_code == answer
    assert browser.as_(cast.observer).get(path).status_code == 403


def test_two_who_change_one_line_are_shown_both_texts(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    path = page_of(sitting, "decision", the(app, Decision, DECIDED))
    second = colleague(app, cast.coordinator, Role.COORDINATOR)
    assert Browser(app).as_(second).post(path, text="Hers.", version="1").status_code == 303
    met = browser.post(path, text="Mine.", version="1", shown_at=path)
    assert met.status_code == 409
    for words in ("Somebody else saved first", "Hers.", "Mine."):
        assert words in met.text


def test_a_line_whose_release_has_ended_can_only_be_withdrawn(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    kinds = (Category.SAFETY_RISK, Category.PLAN)
    signed = release(app, sitting.scene, cast.coordinator, *kinds, obtained_by=cast.advocate)
    said = {"said_safety_status": "Harbor said", "source_safety_status": str(cast.harbor_id)}
    assert at_the_screen(browser, sitting, **said).status_code == 303
    line = the(app, ReviewAnswer, "Harbor said")
    path = page_of(sitting, "answer", line)
    assert browser.post(path, text="Harbor says", version="1").status_code == 303
    with app.app_context(), job("test: she took it back"):
        rows(Release, Release.id == signed)[0].revoke(clock.now())
    answer = browser.post(path, text="Harbor said more", version="2")
    assert answer.status_code == 422
    assert "has ended. Withdraw the line." in answer.text and "Harbor said more" in answer.text
    assert "Harbor says" in browser.get(sitting.screen).text


def test_what_was_only_spoken_has_no_words_to_change(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    said = {"spoken_stabilization": "y", "source_stabilization": str(cast.harbor_id)}
    assert at_the_screen(browser, sitting, **said).status_code == 303
    with app.app_context(), job("test: look"):
        [line] = [row.id for row in rows(ReviewAnswer) if row.text is None]
    assert browser.get(page_of(sitting, "answer", line)).status_code == 404
    assert f'name="change" value="answer:{line}"' not in browser.get(sitting.screen).text


def test_an_empty_line_is_refused_and_final_minutes_do_not_change(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    path = page_of(sitting, "decision", the(app, Decision, DECIDED))
    assert browser.post(path, text=" ", version="1").status_code == 422
    for wrong in ("decision:1", "lunch:" + path[-36:], ""):
        answer = at_the_screen(browser, sitting, change=wrong)
        assert answer.status_code == (404 if wrong else 303)
    confirm(browser, sitting.screen)
    end(browser, cast, sitting)
    assert browser.post(f"{sitting.path}/finalisation").status_code == 303
    for answer in (browser.get(path), browser.post(path, text="Else", version="1")):
        assert answer.status_code == 403
        assert "The minutes of this meeting are final" in answer.text


def test_a_line_that_was_changed_is_read_out_once_more(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    heard = browser.get(f"{sitting.screen}/readback").text
    path = page_of(sitting, "decision", the(app, Decision, DECIDED))
    assert browser.post(path, text="The aunt is visited", version="1").status_code == 303
    mark = heard[heard.index('name="heard" value="') + 20 :][:64]
    answer = browser.post(f"{sitting.screen}/readback", heard=mark)
    assert answer.status_code == 409
    assert "Read it once more" in answer.text
