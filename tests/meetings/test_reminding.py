"""Open tasks are called to mind: by fixed days, once each, whatever is killed or run twice."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import Role, job
from safetynet.db import db
from safetynet.meetings import reminding
from safetynet.meetings.ladder import ladder, rung_on
from safetynet.meetings.models import Aim, AimOf, Rung, Task
from safetynet.meetings.reminding import remind_of_tasks
from safetynet.notices import Kind
from safetynet.notices.models import Notice
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.meetings.sitting import sit_down

DUE = date(2026, 6, 15)
RUNGS = ladder(lead_after=5, steering_after=14)


@pytest.mark.parametrize(
    ("days", "rung"),
    [
        (-3, None),
        (-2, Rung.BEFORE),
        (-1, Rung.BEFORE),
        (0, Rung.DUE),
        (1, Rung.DUE),
        (2, Rung.AFTER),
        (4, Rung.AFTER),
        (5, Rung.LEAD),
        (13, Rung.LEAD),
        (14, Rung.STEERING),
        (400, Rung.STEERING),
    ],
)
def test_the_ladder_by_days(days: int, rung: Rung | None) -> None:
    assert rung_on(DUE + timedelta(days=days), DUE, RUNGS) is rung


@pytest.fixture
def task(app: Flask, browser: Browser, cast: Cast) -> UUID:
    sitting = sit_down(app, cast, browser)
    browser.post(sitting.screen, tasks="Confirm the bed @clinic due +30", version="2")
    with app.app_context(), job("test: nobody was told yet"):
        for notice in rows(Notice):
            db.session.delete(notice)
        return rows(Task)[0].id  # type: ignore[no-any-return]


def due_in(app: Flask, days: int, **values: object) -> None:
    with app.app_context(), job("test: a day"):
        [task] = rows(Task)
        task.due_on = clock.today() + timedelta(days=days)
        for name, value in values.items():
            setattr(task, name, value)


def reminded(app: Flask) -> list[UUID]:
    """Look once; return whom it told since the last look."""
    with app.app_context():
        remind_of_tasks()
        with job("test: read the outbox"):
            found = rows(Notice)
            assert {notice.kind for notice in found} <= {Kind.WAITS}
            told = sorted(notice.member_id for notice in found)
            for notice in found:
                db.session.delete(notice)
    return told


def stands(app: Flask) -> tuple[int, Rung | None]:
    with app.app_context(), job("test: look"):
        [task] = rows(Task)
        return task.reminders, task.rung


def test_whoever_took_it_is_reminded_three_times_then_its_lead(
    app: Flask, cast: Cast, task: UUID
) -> None:
    lead = scenes.colleague(app, cast.provider, Role.SUPERVISOR)
    other = scenes.colleague(app, cast.provider, Role.PROVIDER)
    due_in(app, 3, taken_by_id=cast.provider.id)
    assert reminded(app) == []
    for days in (2, 0, -2):
        due_in(app, days)
        assert reminded(app) == [cast.provider.id]
        assert reminded(app) == []
    due_in(app, -5)
    assert reminded(app) == [lead.id]
    assert stands(app) == (4, Rung.LEAD)
    due_in(app, -14)
    assert reminded(app) == []
    assert stands(app) == (4, Rung.STEERING)
    due_in(app, -200)
    assert reminded(app) == []
    assert other.id != lead.id


def test_what_nobody_took_reminds_the_agency(app: Flask, cast: Cast, task: UUID) -> None:
    other = scenes.colleague(app, cast.provider, Role.PROVIDER)
    due_in(app, 1)
    assert reminded(app) == sorted([cast.provider.id, other.id])


def test_without_a_supervisor_it_comes_to_the_coordinator(
    app: Flask, cast: Cast, task: UUID
) -> None:
    due_in(app, -6)
    assert reminded(app) == [cast.coordinator.id]


def test_days_that_were_missed_are_one_mail(app: Flask, cast: Cast, task: UUID) -> None:
    due_in(app, -3, taken_by_id=cast.provider.id)
    assert reminded(app) == [cast.provider.id]
    assert stands(app) == (1, Rung.AFTER)


def test_more_time_begins_anew_and_an_end_is_silence(app: Flask, cast: Cast, task: UUID) -> None:
    due_in(app, -6)
    assert reminded(app)
    due_in(app, 1, rung=None)
    assert reminded(app) == [cast.provider.id]
    due_in(app, -6, ending="done")
    assert reminded(app) == []


def test_the_county_sets_the_days(app: Flask, cast: Cast, task: UUID) -> None:
    with app.app_context(), job("test: a patient county"):
        db.session.add(Aim(what=AimOf.LEAD_AFTER, value=20))
        db.session.add(Aim(what=AimOf.STEERING_AFTER, value=40))
    due_in(app, -19, taken_by_id=cast.provider.id)
    assert reminded(app) == [cast.provider.id]
    due_in(app, -20)
    assert reminded(app) == [cast.coordinator.id]


def test_a_run_that_is_killed_leaves_neither_mail_nor_rung(
    app: Flask, cast: Cast, task: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(Exception):
        pass

    def killed(*_given: object) -> None:
        raise KilledError

    due_in(app, 1, taken_by_id=cast.provider.id)
    with monkeypatch.context() as patch:
        patch.setattr(reminding, "_tell", killed)
        with pytest.raises(KilledError):
            reminded(app)
    assert stands(app) == (0, None)
    assert reminded(app) == [cast.provider.id]


def test_the_lead_finds_it_at_home(app: Flask, browser: Browser, cast: Cast, task: UUID) -> None:
    lead = scenes.colleague(app, cast.provider, Role.SUPERVISOR)
    due_in(app, -6, taken_by_id=cast.provider.id)
    assert "came up to you" not in browser.as_(lead).get("/").text
    reminded(app)
    assert "came up to you" in browser.as_(lead).get("/").text
    assert "to the agency’s lead" in browser.get("/tasks").text
