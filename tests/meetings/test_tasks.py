"""Our tasks: seen, taken, ended; asked for again at the next review."""

from datetime import timedelta
from uuid import UUID

from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.cases import reasons_by_case
from safetynet.meetings.models import OUTCOME_OF, Ending, Task, TaskUpdate
from safetynet.meetings.pdf.document import TaskOutcome
from safetynet.meetings.words import ENDING_WORDS, REASON_WORDS
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.meetings.sitting import Sitting, call_meeting, end, item_of, sit_down

BED = "Confirm the bed"


def _given(app: Flask, browser: Browser, cast: Cast) -> tuple[Sitting, UUID]:
    sitting = sit_down(app, cast, browser)
    browser.post(sitting.screen, tasks=f"{BED} @clinic due tomorrow", version="2")
    with app.app_context(), job("test: look"):
        return sitting, rows(Task)[0].id


def test_a_task_is_on_its_agencys_list_only(app: Flask, browser: Browser, cast: Cast) -> None:
    _given(app, browser, cast)
    assert BED in browser.as_(cast.provider).get("/tasks").text
    assert BED not in browser.as_(cast.probation).get("/tasks").text
    assert BED not in browser.as_(cast.outsider).get("/tasks").text
    coordinators = browser.as_(cast.coordinator).get("/tasks").text
    assert BED in coordinators.partition("Tasks of the other agencies")[2]
    assert browser.as_(cast.observer).get("/tasks").status_code == 403


def test_its_agency_takes_it_and_ends_it(app: Flask, browser: Browser, cast: Cast) -> None:
    _, task = _given(app, browser, cast)
    browser.as_(cast.provider).post(f"/tasks/{task}/taker")
    assert "Provider" in browser.get("/tasks").text
    assert browser.post(f"/tasks/{task}/outcome", ending="").status_code == 422
    browser.post(f"/tasks/{task}/outcome", ending="placement_changed", note="New home, new clinic")
    assert BED not in browser.get("/tasks").text.partition("What you reported today")[0]
    again = browser.post(f"/tasks/{task}/outcome", ending="done")
    assert "said before" in browser.get(again.location).text
    with app.app_context(), job("test: look"):
        (row,) = rows(Task)
        assert (row.ending, row.outcome) == (Ending.PLACEMENT_CHANGED, TaskOutcome.OVERTAKEN)
        (update,) = rows(TaskUpdate)
        assert (update.owner_id, update.category) == (cast.provider.agency_id, Category.PLAN)


def test_others_may_not_end_it(app: Flask, browser: Browser, cast: Cast) -> None:
    _, task = _given(app, browser, cast)
    path = f"/tasks/{task}/outcome"
    assert browser.as_(cast.probation).post(path, ending="done").status_code == 403
    assert browser.as_(cast.outsider).post(path, ending="done").status_code == 404
    assert browser.get(path).status_code == 404
    assert browser.as_(cast.coordinator).post(path, ending="done").status_code == 303


def test_what_is_left_comes_first_next_time(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting, task = _given(app, browser, cast)
    end(browser, cast, sitting)
    with app.app_context(), job("test: it is a day old"):
        rows(Task)[0].due_on = clock.today() - timedelta(days=2)
    later = call_meeting(app, cast, sitting.scene, days=1)
    page = browser.as_(cast.provider).get(f"/meetings/{later}").text
    assert BED in page.partition("Left from earlier meetings")[2]
    item = item_of(app, later, sitting.scene)
    screen = f"/meetings/{later}/items/{item}"
    assert "overdue" in browser.as_(cast.coordinator).get(screen).text
    browser.post(screen, {f"task_{task.hex}": "no_capacity"}, version="1")
    with app.app_context(), job("test: look"):
        assert rows(Task)[0].outcome is TaskOutcome.NOT_DONE
    assert "Task of Bridge Clinic: Not done: no capacity" in browser.get(screen).text


def test_what_an_agency_says_about_its_task_reaches_the_next_minutes(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting, task = _given(app, browser, cast)
    end(browser, cast, sitting)
    said = "The clinic closed on Monday"
    browser.as_(cast.provider).post(f"/tasks/{task}/outcome", ending="no_capacity", note=said)
    later = call_meeting(app, cast, sitting.scene, days=1)
    for player, reads in ((cast.provider, True), (cast.probation, True), (cast.outsider, False)):
        browser.as_(player)
        for page in (f"/meetings/{later}", f"/meetings/{later}/minutes"):
            assert (said in browser.get(page).text) is reads


def test_an_overdue_task_waits_and_is_a_reason(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting, _ = _given(app, browser, cast)
    with app.app_context(), job("test: it is late"):
        rows(Task)[0].due_on = clock.today() - timedelta(days=2)
    with app.test_request_context(), job("test: reasons"):
        said = [str(r.sentence) for r in reasons_by_case(clock.today())[sitting.scene.case_id]]
    assert "a task is overdue" in said


def test_home_says_what_waits(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting, _ = _given(app, browser, cast)
    task = f"A task for {sitting.scene.number} is due"
    assert task in browser.as_(cast.provider).get("/").text
    assert task not in browser.as_(cast.probation).get("/").text
    call_meeting(app, cast, sitting.scene, days=2)
    assert "One of your cases comes up" in browser.as_(cast.probation).get("/").text
    assert "comes up at" not in browser.as_(cast.outsider).get("/").text
    end(browser, cast, sitting)
    assert "wait to be finalized" in browser.get("/").text


def test_every_code_of_the_practice_has_an_ending_and_words() -> None:
    """practice.md §9: what life overtook is told apart from what was not done."""
    codes = {
        "overtaken by events": Ending.OVERTAKEN,
        "youth declined": Ending.DECLINED_FOR_NOW,
        "youth not reachable": Ending.NO_CONTACT,
        "no capacity": Ending.NO_CAPACITY,
        "waitlist": Ending.WAITLIST,
        "awaiting other agency": Ending.WAITING_FOR_OTHERS,
        "no release": Ending.NO_RELEASE,
        "not done (agency)": Ending.NOT_STARTED,
        "duplicate": Ending.DUPLICATE,
    }
    assert set(codes.values()) < set(Ending) == set(ENDING_WORDS) == set(OUTCOME_OF)
    overtaken = {ending for ending, outcome in OUTCOME_OF.items() if outcome.value == "overtaken"}
    assert {Ending.OVERTAKEN, Ending.DECLINED_FOR_NOW, Ending.DUPLICATE} < overtaken
    assert set(REASON_WORDS) == set(Ending) - {Ending.DONE}
