"""The agenda builder: proposals with reasons, order, time."""

from uuid import UUID

from flask import Flask

from safetynet.access import job
from safetynet.meetings import AgendaItem
from safetynet.meetings.models import ItemKind
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting, item_of
from tests.scenes import open_case


def _order(app: Flask, meeting: UUID) -> list[UUID]:
    with app.app_context(), job("test: look"):
        items = rows(AgendaItem, AgendaItem.meeting_id == meeting)
        return [item.case_id for item in sorted(items, key=lambda item: item.position)]


def test_a_case_is_proposed_because_it_was_never_reviewed(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = open_case(app, cast)
    meeting = call_meeting(app, cast)
    page = browser.as_(cast.coordinator).get(f"/meetings/{meeting}/agenda").text
    assert scene.number in page
    assert "never reviewed" in page
    added = browser.post(f"/meetings/{meeting}/items", number=scene.number.lower(), kind="")
    assert added.status_code == 303
    with app.app_context(), job("test: look"):
        (item,) = rows(AgendaItem)
        assert (item.kind, item.minutes, item.presenter_id) == (
            ItemKind.NEW,
            15,
            cast.advocate.agency_id,
        )
    assert "15 of 120 minutes" in browser.get(f"/meetings/{meeting}/agenda").text


def test_a_number_that_is_not_free_keeps_what_was_typed(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    meeting = call_meeting(app, cast, scene := open_case(app, cast))
    for number in (scene.number, "SN-1999-001"):
        answer = browser.as_(cast.coordinator).post(
            f"/meetings/{meeting}/items", number=number, kind="closure"
        )
        assert answer.status_code == 422
        assert number in answer.text


def test_items_move_and_leave(app: Flask, browser: Browser, cast: Cast) -> None:
    scenes = [open_case(app, cast) for _ in range(3)]
    meeting = call_meeting(app, cast, *scenes)
    first, second, third = (scene.case_id for scene in scenes)
    items = f"/meetings/{meeting}/items"
    last = item_of(app, meeting, scenes[2])
    browser.as_(cast.coordinator).post(f"{items}/{last}/position/up")
    assert _order(app, meeting) == [first, third, second]
    browser.post(f"{items}/{last}/position/up")
    browser.post(f"{items}/{last}/position/up")
    assert _order(app, meeting) == [third, first, second]
    browser.post(f"{items}/{item_of(app, meeting, scenes[0])}/position/down")
    assert _order(app, meeting) == [third, second, first]
    browser.post(f"{items}/{last}/removal")
    assert _order(app, meeting) == [second, first]


def test_time_and_presenter_are_set(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = open_case(app, cast)
    meeting = call_meeting(app, cast, scene)
    item = item_of(app, meeting, scene)
    path = f"/meetings/{meeting}/items/{item}/timing"
    probation = str(cast.probation.agency_id)
    browser.as_(cast.coordinator).post(path, minutes="90", presenter_id=probation)
    page = browser.get(f"/meetings/{meeting}/agenda").text
    assert "90 of 120 minutes" in page
    elsewhere = str(cast.outsider.agency_id)
    browser.post(path, minutes="40", presenter_id=elsewhere)
    with app.app_context(), job("test: look"):
        (row,) = rows(AgendaItem)
        assert (row.minutes, row.presenter_id) == (40, None)


def test_what_does_not_fit_is_said(app: Flask, browser: Browser, cast: Cast) -> None:
    scenes = [open_case(app, cast) for _ in range(2)]
    meeting = call_meeting(app, cast, *scenes)
    item = item_of(app, meeting, scenes[0])
    browser.as_(cast.coordinator).post(
        f"/meetings/{meeting}/items/{item}/timing", minutes="110", presenter_id=""
    )
    page = browser.get(f"/meetings/{meeting}").text
    assert "5 minutes too long" in page
    assert f"Will not fit: {scenes[1].number}." in page
    assert f"Nobody presents {scenes[0].number}." in page


def test_only_the_coordinator_builds(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = open_case(app, cast)
    meeting = call_meeting(app, cast)
    for player in (cast.advocate, cast.outsider, cast.observer):
        browser.as_(player)
        assert browser.get(f"/meetings/{meeting}/agenda").status_code == 403
        added = browser.post(f"/meetings/{meeting}/items", number=scene.number)
        assert added.status_code == 403


def test_a_place_on_the_agenda_is_on_her_own_record_of_the_ledger(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """The item itself names a case and no young person; whoever reads her record sees it still."""
    scene, meeting = open_case(app, cast), call_meeting(app, cast)
    browser.as_(cast.coordinator).post(f"/meetings/{meeting}/items", number=scene.number, kind="")
    assert {touch.survivor for touch in last_entry(app).touches} == {scene.survivor_id}
