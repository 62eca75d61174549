"""One task between two meetings: handed on, given more time, taken up again."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import Role, job
from safetynet.meetings.fingerprint import is_intact
from safetynet.meetings.models import Ending, Meeting, Priority, Rung, Task, TaskUpdate
from safetynet.notices.models import Notice
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.meetings.sitting import Sitting, end, sit_down

BED = "Confirm the bed"


@pytest.fixture
def given(app: Flask, browser: Browser, cast: Cast) -> tuple[Sitting, UUID]:
    sitting = sit_down(app, cast, browser)
    browser.post(sitting.screen, tasks=f"{BED} @clinic due tomorrow", version="2")
    with app.app_context(), job("test: look"):
        return sitting, rows(Task)[0].id


def the_task(app: Flask) -> SimpleNamespace:
    """Return the task's columns, as values that outlive the session."""
    with app.app_context(), job("test: look"):
        [task] = rows(Task)
        return SimpleNamespace(
            **{column.key: getattr(task, column.key) for column in Task.__mapper__.columns}
        )


@pytest.fixture
def colleague(app: Flask, cast: Cast) -> Player:
    return scenes.colleague(app, cast.provider, Role.PROVIDER)


def test_a_colleague_gets_it_and_is_told(
    app: Flask, browser: Browser, cast: Cast, given: tuple[Sitting, UUID], colleague: Player
) -> None:
    path = f"/tasks/{given[1]}"
    with app.app_context(), job("test: forget"):
        before = len(rows(Notice, Notice.member_id == colleague.id))
    page = browser.as_(cast.provider).get(path).text
    assert BED in page
    version = str(the_task(app).version)
    answer = browser.post(
        f"{path}/hands", taken_by_id=str(colleague.id), priority="urgent", version=version
    )
    assert "It is saved" in browser.told(answer)
    assert (the_task(app).taken_by_id, the_task(app).priority) == (colleague.id, Priority.URGENT)
    with app.app_context(), job("test: look"):
        assert len(rows(Notice, Notice.member_id == colleague.id)) == before + 1
    assert "Your task for" in browser.as_(colleague).get("/").text
    assert "task for" not in browser.as_(cast.provider).get("/").text
    mine = browser.as_(colleague).get("/tasks").text
    assert BED in mine.partition("My open tasks")[2]
    assert "Urgent" in mine


def test_it_is_handed_to_nobody_of_another_agency(
    app: Flask, browser: Browser, cast: Cast, given: tuple[Sitting, UUID]
) -> None:
    path = f"/tasks/{given[1]}/hands"
    fields = {"taken_by_id": str(cast.probation.id), "priority": "normal", "version": "1"}
    assert browser.as_(cast.provider).post(path, fields).status_code == 422
    assert browser.as_(cast.probation).post(path, fields).status_code == 403
    assert browser.as_(cast.outsider).post(path, fields).status_code == 404
    # The chair says how pressing it is, and names nobody in an agency that is not her own.
    told = browser.as_(cast.coordinator).post(path, priority="can_wait", version="1")
    assert told.status_code == 303
    assert (the_task(app).taken_by_id, the_task(app).priority) == (None, Priority.CAN_WAIT)
    browser.post(f"/tasks/{given[1]}/taker")
    assert the_task(app).taken_by_id is None


def test_its_page_is_for_its_agency_and_the_chair(
    browser: Browser, cast: Cast, given: tuple[Sitting, UUID]
) -> None:
    path = f"/tasks/{given[1]}"
    for player, status in (
        (cast.provider, 200),
        (cast.coordinator, 200),
        (cast.probation, 403),
        (cast.outsider, 404),
        (cast.observer, 403),
    ):
        assert browser.as_(player).get(path).status_code == status


def test_more_time_is_asked_for_with_a_reason_and_counted(
    app: Flask, browser: Browser, cast: Cast, given: tuple[Sitting, UUID]
) -> None:
    path, due = f"/tasks/{given[1]}", the_task(app).due_on
    later = due + timedelta(days=7)
    browser.as_(cast.provider)
    fields = {"because": "waitlist", "note": "Second on the list", "version": "1"}
    for wrong in (
        {"until": due.isoformat()},
        {"until": "Friday"},
        {"until": ""},
        {"until": later.isoformat(), "because": ""},
    ):
        refused = browser.post(f"{path}/due", fields | wrong)
        assert refused.status_code == 422
        assert "Second on the list" in refused.text
    assert browser.post(f"{path}/due", fields | {"until": "2099-01-01"}).status_code == 422
    assert browser.post(f"{path}/due", fields | {"until": later.isoformat()}).status_code == 303
    task = the_task(app)
    assert (task.due_on, task.first_due_on, task.extensions) == (later, due, 1)
    assert task.extended_because is Ending.WAITLIST
    page = browser.get(path).text
    assert "moved once" in page
    assert "on a waiting list" in page
    assert "Second on the list" in page
    with app.app_context(), job("test: look"):
        [said] = rows(TaskUpdate)
        assert (said.owner_id, said.category) == (cast.provider.agency_id, Category.PLAN)


def test_final_minutes_keep_the_day_that_was_given(
    app: Flask, browser: Browser, cast: Cast, given: tuple[Sitting, UUID]
) -> None:
    sitting, task = given
    end(browser, cast, sitting)
    browser.post(f"{sitting.path}/finalisation")
    later = (the_task(app).due_on + timedelta(days=7)).isoformat()
    browser.as_(cast.provider)
    moved = browser.post(f"/tasks/{task}/due", until=later, because="waitlist", version="1")
    assert moved.status_code == 303
    with app.test_request_context(), job("test: look"):
        [meeting] = rows(Meeting)
        assert meeting.is_final
        assert is_intact(meeting)


def test_what_was_reported_by_mistake_is_taken_back_the_same_day(
    app: Flask, browser: Browser, cast: Cast, given: tuple[Sitting, UUID]
) -> None:
    path = f"/tasks/{given[1]}"
    still_open = browser.as_(cast.provider).post(f"{path}/reopening")
    assert "This ending stays" in browser.told(still_open)
    browser.post(f"{path}/outcome", ending="done")
    assert "Open it again" in browser.get("/tasks").text
    # Nobody else takes it back, though her office has the same list.
    answer = browser.as_(cast.coordinator).post(f"{path}/reopening")
    assert "This ending stays" in browser.told(answer)
    answer = browser.as_(cast.provider).post(f"{path}/reopening")
    assert "open again" in browser.told(answer)
    assert the_task(app).ending is None
    assert "Open it again" not in browser.get("/tasks").text


def test_nothing_is_taken_back_the_day_after(
    app: Flask, browser: Browser, cast: Cast, given: tuple[Sitting, UUID]
) -> None:
    path = f"/tasks/{given[1]}"
    browser.as_(cast.provider).post(f"{path}/outcome", ending="done")
    with app.app_context(), job("test: it was yesterday"):
        [task] = rows(Task)
        task.settled_at -= timedelta(days=1)
    assert "This ending stays" in browser.told(browser.post(f"{path}/reopening"))
    assert the_task(app).ending is not None


def test_nothing_is_taken_back_that_final_minutes_report(
    app: Flask, browser: Browser, cast: Cast, given: tuple[Sitting, UUID]
) -> None:
    sitting, task = given
    browser.as_(cast.provider).post(f"/tasks/{task}/outcome", ending="done")
    end(browser, cast, sitting)
    browser.post(f"{sitting.path}/finalisation")
    answer = browser.as_(cast.provider).post(f"/tasks/{task}/reopening")
    assert "This ending stays" in browser.told(answer)
    assert the_task(app).ending is Ending.DONE


def test_more_time_for_what_is_over_is_refused(
    app: Flask, browser: Browser, cast: Cast, given: tuple[Sitting, UUID]
) -> None:
    path = f"/tasks/{given[1]}"
    browser.as_(cast.provider).post(f"{path}/outcome", ending="no_release")
    until = (clock.today() + timedelta(days=9)).isoformat()
    answer = browser.post(f"{path}/due", until=until, because="no_release", version="2")
    assert "said before" in browser.told(answer)
    answer = browser.post(f"{path}/hands", priority="urgent", version="2")
    assert "said before" in browser.told(answer)
    assert the_task(app).extensions == 0


def test_an_old_page_moves_nothing(
    app: Flask, browser: Browser, cast: Cast, given: tuple[Sitting, UUID]
) -> None:
    path = f"/tasks/{given[1]}"
    browser.as_(cast.provider).post(f"{path}/taker")
    until = (clock.today() + timedelta(days=9)).isoformat()
    stale = browser.post(f"{path}/due", until=until, because="waitlist", version="1")
    assert stale.status_code == 409
    assert the_task(app).extensions == 0
    assert the_task(app).rung is not Rung.LEAD
