"""What the room sees: the case the chair is at, each viewer's own part, and a gap for others."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from flask import Flask
from sqlalchemy import func, select

from safetynet import clock
from safetynet.access import job
from safetynet.audit.tables import entries
from safetynet.db import as_foundation, db
from safetynet.meetings import AgendaItem
from safetynet.meetings.models import Decision, ItemStatus, Meeting
from safetynet.meetings.queries import Review, mark_of, pace_of
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.meetings.sitting import Sitting, call_meeting, confirm, item_of, sit_down
from tests.scenes import block, open_case

DECIDED = "Placement is supported."


def _sits(app: Flask, browser: Browser, cast: Cast) -> Sitting:
    sitting = sit_down(app, cast, browser)
    browser.post(
        sitting.screen,
        said_safety_status="Stays with an aunt",
        source_safety_status=str(cast.probation.agency_id),
        decisions=DECIDED,
        no_wishes="not_asked",
        version="2",
    )
    return sitting


def test_the_room_sees_the_case_that_the_chair_is_at(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scenes = [open_case(app, cast) for _ in range(3)]
    meeting = call_meeting(app, cast, *scenes, days=0)
    first, second, third = (item_of(app, meeting, scene) for scene in scenes)
    path = f"/meetings/{meeting}"
    browser.as_(cast.coordinator)
    assert "has not begun" in browser.get(f"{path}/room").text
    browser.post(f"{path}/start")
    assert "No case is taken up" in browser.get(f"{path}/room").text
    browser.post(f"{path}/items/{first}/beginning")
    assert scenes[0].number in _at(browser.as_(cast.provider), path)
    browser.as_(cast.coordinator).post(f"{path}/items/{first}", then="park", version="2")
    assert scenes[1].number in _at(browser.as_(cast.provider), path)
    browser.as_(cast.coordinator).post(f"{path}/items/{second}", then="jump", to="3", version="2")
    assert scenes[2].number in _at(browser.as_(cast.provider), path)
    browser.as_(cast.coordinator).post(f"{path}/items/{third}", then="previous", version="2")
    assert scenes[1].number in _at(browser.as_(cast.provider), path)
    browser.as_(cast.coordinator).post(f"{path}/end")
    assert "The meeting is over" in browser.get(f"{path}/room").text


def _at(browser: Browser, path: str) -> str:
    page = browser.get(f"{path}/room").text
    return page.partition('id="room-at"')[2].partition("</h2>")[0]


def test_a_number_that_is_not_on_the_agenda_saves_nothing(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    for number in ("0", "2", "²", "x", ""):
        refused = browser.post(
            sitting.screen, decisions=DECIDED, then="jump", to=number, version="2"
        )
        assert refused.status_code == 422 and DECIDED in refused.text
    with app.app_context(), job("test: look"):
        assert rows(Decision) == []


def test_each_sees_only_their_own_part(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = _sits(app, browser, cast)
    browser.as_(cast.advocate).post(sitting.screen, said_safety_plan="For Harbor alone")
    browser.as_(cast.probation).post(sitting.screen, said_safety_plan="Told by probation itself")
    room = f"{sitting.path}/room"
    assert "For Harbor alone" in browser.as_(cast.advocate).get(room).text
    assert "For Harbor alone" not in browser.as_(cast.probation).get(room).text
    for player in (cast.advocate, cast.probation, cast.provider, cast.coordinator):
        assert DECIDED in browser.as_(player).get(room).text
    # The chair's page hangs on the wall: of agencies only what the team itself wrote down.
    wall = browser.as_(cast.coordinator).get(room).text
    assert "Stays with an aunt" in wall
    assert "Told by probation itself" not in wall and "For Harbor alone" not in wall


def test_who_may_not_know_the_case_is_asked_to_step_out(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = _sits(app, browser, cast)
    block(app, sitting.scene, cast.probation, cast.coordinator)
    pages: list[str] = []
    for player in (cast.probation, cast.outsider, cast.prosecutor):
        page = browser.as_(player).get(f"{sitting.path}/room").text
        assert "Please step out" in page
        for word in (sitting.scene.number, str(sitting.item_id), DECIDED):
            assert word not in page
        pages.append(page.partition('<p id="room-at"')[2].partition("</main>")[0])
    # A conflict of interest looks like never having had a seat.
    assert len(set(pages)) == 1


def test_the_privacy_officer_and_the_administrator_have_no_seat_in_the_room(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    for player in (cast.privacy_officer, cast.administrator):
        assert browser.as_(player).get(f"{sitting.path}/room").status_code == 403


def test_a_page_that_is_still_true_is_told_so_and_only_news_are_on_the_ledger(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = _sits(app, browser, cast)
    room = f"{sitting.path}/room"
    first = browser.as_(cast.provider).get(room)
    tag = str(first.headers["ETag"])
    before = _entries(app)
    for _ in range(3):
        same = browser.get(room, headers={"If-None-Match": tag})
        assert (same.status_code, same.data) == (304, b"")
    assert _entries(app) == before
    browser.as_(cast.coordinator).post(
        sitting.screen, decisions="Another one.", no_wishes="not_asked", version="3"
    )
    browser.as_(cast.provider)
    before = _entries(app)
    fresh = browser.get(room, headers={"If-None-Match": tag})
    assert fresh.status_code == 200 and "Another one." in fresh.text
    assert _entries(app) == before + 1
    # What is not for this viewer is no news either.
    tag = str(fresh.headers["ETag"])
    browser.as_(cast.advocate).post(sitting.screen, said_safety_plan="For Harbor alone")
    still = browser.as_(cast.provider).get(room, headers={"If-None-Match": tag})
    assert still.status_code == 304


def test_a_look_that_opened_something_is_on_the_ledger_whatever_it_answers(
    app: Flask, browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = _sits(app, browser, cast)
    room, module = f"{sitting.path}/room", import_module("safetynet.meetings.views.room")
    tag = str(browser.as_(cast.provider).get(room).headers["ETag"])

    def nosy(item: AgendaItem, review: Review, *also: object) -> str:
        assert [decision.text for decision in review.decisions] == [DECIDED]
        return mark_of(item, review, *also)

    monkeypatch.setattr(module, "mark_of", nosy)
    before = _entries(app)
    assert browser.get(room, headers={"If-None-Match": tag}).status_code == 304
    assert _entries(app) == before + 1


def _entries(app: Flask) -> int:
    with app.app_context(), job("test: count"), as_foundation():
        return int(db.session.connection().scalar(select(func.count()).select_from(entries)) or 0)


def test_a_parked_case_goes_on_where_its_clock_stopped(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    start = clock.now()
    with clock.standing_at(start + timedelta(minutes=4)):
        browser.as_(cast.coordinator).post(sitting.screen, then="park", version="2")
    with clock.standing_at(start + timedelta(minutes=30)):
        browser.as_(cast.coordinator).post(f"{sitting.screen}/beginning")
    with clock.standing_at(start + timedelta(minutes=32)), app.app_context(), job("test: look"):
        [item] = rows(AgendaItem)
        assert 5 * 60 < item.seconds_spent_by(clock.now()) < 7 * 60


def test_running_late_is_said_for_the_whole_meeting(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scenes = [open_case(app, cast) for _ in range(2)]
    meeting = call_meeting(app, cast, *scenes, days=0)
    first, path = item_of(app, meeting, scenes[0]), f"/meetings/{meeting}"
    browser.as_(cast.coordinator).post(f"{path}/start")
    browser.post(f"{path}/items/{first}/beginning")
    assert "On time" in browser.get(f"{path}/items/{first}").text
    # A new case has fifteen minutes; both would end half an hour from now.
    with clock.standing_at(clock.now() + timedelta(minutes=120)):
        page = browser.as_(cast.coordinator).get(f"{path}/items/{first}").text
        assert "Running 15 min late" in page or "Running 16 min late" in page
        assert confirm(browser, f"{path}/items/{first}").status_code == 303


def test_breaks_to_come_take_their_time() -> None:
    """Of three cases the first is done, with its break; the room is at the second."""
    now = datetime(2026, 12, 3, 18, 0, tzinfo=UTC)
    meeting = Meeting(starts_at=now - timedelta(minutes=30), minutes=60)
    done = AgendaItem(status=ItemStatus.REVIEWED, minutes=15, break_after=10, seconds_spent=0)
    here = AgendaItem(
        status=ItemStatus.IN_REVIEW, minutes=15, break_after=10, seconds_spent=0, turned_to_at=now
    )
    waits = AgendaItem(status=ItemStatus.WAITING, minutes=15, break_after=0, seconds_spent=0)
    assert pace_of(meeting, [done, here, waits], now).minutes_late == 10


def test_an_ending_that_came_too_late_is_said(app: Flask, browser: Browser, cast: Cast) -> None:
    """Two people end one task: the first counts, and the second is told both."""
    before = sit_down(app, cast, browser)
    browser.post(before.screen, tasks="Confirm the bed @clinic", no_wishes="not_asked", version="2")
    confirm(browser, before.screen)
    again = sit_down(app, cast, browser, before.scene)
    page = browser.get(again.screen).text
    field = page.partition('name="task_')[2].partition('"')[0]
    task = f"{field[:8]}-{field[8:12]}-{field[12:16]}-{field[16:20]}-{field[20:]}"
    browser.as_(cast.provider).post(f"/tasks/{task}/outcome", ending="done")
    late = browser.as_(cast.coordinator).post(
        again.screen, {f"task_{field}": "no_capacity"}, version="2"
    )
    assert late.status_code == 303
    told = browser.told(late)
    assert "you chose" in told and "Done" in told and "No capacity" in told.replace("no c", "No c")
