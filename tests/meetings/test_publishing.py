"""An agenda is a draft until the coordinator publishes it, and can be taken back."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.meetings import Meeting
from safetynet.meetings.models import MeetingStatus
from safetynet.notices.models import Kind, Notice
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting, item_of
from tests.scenes import open_case

DRAFT = "The agenda is being built"


class Seen(NamedTuple):
    """A meeting as it was a moment ago."""

    status: MeetingStatus
    published_at: datetime | None
    version: str
    number: str


def the(app: Flask, meeting_id: UUID | None = None) -> Seen:
    with app.app_context(), job("test: look"):
        [one] = [row for row in rows(Meeting) if meeting_id in (None, row.id)]
        return Seen(one.status, one.published_at, str(one.version), one.number)


def told(app: Flask) -> set[UUID]:
    with app.app_context(), job("test: look"):
        return {row.member_id for row in rows(Notice, Notice.kind == Kind.MEETING)}


def test_a_drafts_cases_show_to_nobody_but_its_builder(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = open_case(app, cast)
    meeting = call_meeting(app, cast, scene, published=False)
    path, item = f"/meetings/{meeting}", item_of(app, meeting, scene)
    page = browser.as_(cast.advocate).get(path).text
    assert "Room 4B" in page and "Agenda in draft" in page and DRAFT in page
    assert scene.number not in page
    assert browser.get(f"{path}/items/{item}").status_code == 404
    assert browser.post(f"{path}/items/{item}", wishes="x").status_code == 404
    assert "On the agenda of" not in browser.get(f"/cases/{scene.case_id}").text
    assert scene.number in browser.as_(cast.coordinator).get(path).text


def test_publishing_says_what_happens_and_tells_the_table(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = open_case(app, cast)
    meeting = call_meeting(app, cast, scene, published=False)
    path = f"/meetings/{meeting}"
    page = browser.as_(cast.coordinator).get(f"{path}/publication").text
    assert "1 case is on the agenda." in page and "Harbor House" in page
    assert not told(app)
    assert browser.post(f"{path}/publication", version=the(app).version).status_code == 303
    assert last_entry(app).permission == "meeting:run"
    assert the(app).published_at
    assert {cast.advocate.id, cast.probation.id} <= told(app)
    assert cast.observer.id not in told(app)
    assert scene.number in browser.as_(cast.advocate).get(path).text
    assert browser.get(f"{path}/items/{item_of(app, meeting, scene)}").status_code == 200


def test_what_is_published_can_be_taken_back_until_it_begins(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = open_case(app, cast)
    path = f"/meetings/{call_meeting(app, cast, scene)}"
    version = the(app).version
    browser.as_(cast.coordinator)
    assert "Take the agenda back" in browser.get(f"{path}/publication").text
    assert browser.post(f"{path}/publication", version=version).status_code == 409
    assert browser.post(f"{path}/publication/end", version=version).status_code == 303
    assert the(app)[:2] == (MeetingStatus.DRAFT, None)
    assert scene.number not in browser.as_(cast.advocate).get(path).text
    browser.as_(cast.coordinator)
    browser.post(f"{path}/publication", version=the(app).version)
    browser.post(f"{path}/start")
    version = the(app).version
    assert browser.post(f"{path}/publication/end", version=version).status_code == 409
    assert "has begun or is over" in browser.get(f"{path}/publication").text
    assert scene.number in browser.as_(cast.advocate).get(path).text


def test_only_the_coordinator_publishes(app: Flask, browser: Browser, cast: Cast) -> None:
    path = f"/meetings/{call_meeting(app, cast, published=False)}"
    for player in (cast.advocate, cast.supervisor, cast.observer):
        browser.as_(player)
        assert browser.get(f"{path}/publication").status_code == 403
        assert browser.post(f"{path}/publication", version="1").status_code == 403
        assert browser.post(f"{path}/publication/end", version="1").status_code == 403


def test_a_draft_does_not_start_and_nobody_signs_for_it(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    meeting = call_meeting(app, cast, open_case(app, cast), published=False)
    path = f"/meetings/{meeting}"
    assert browser.as_(cast.probation).post(f"{path}/signature").status_code == 403
    assert "I sign this statement" not in browser.get(path).text
    answer = browser.as_(cast.coordinator).post(f"{path}/start")
    assert answer.location == f"{path}/publication"
    assert the(app).status is MeetingStatus.DRAFT


def test_of_a_draft_nobody_is_told_that_it_moved_or_is_off(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = f"/meetings/{call_meeting(app, cast, published=False)}"
    when = f"{clock.now() + timedelta(days=5):%Y-%m-%dT09:00}"
    browser.as_(cast.coordinator)
    moved = browser.post(
        f"{path}/change", starts_at=when, minutes="60", place_code="Room 7", version="1"
    )
    assert moved.status_code == 303
    assert browser.post(f"{path}/cancellation", version="2").status_code == 303
    assert not told(app)


def test_an_emergency_may_be_published_as_it_is_called(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    facts = {"minutes": "60", "place_code": "Phone", "at_once": "y"}
    facts["starts_at"] = f"{clock.now() + timedelta(days=1):%Y-%m-%dT09:00}"
    browser.as_(cast.coordinator)
    chair = str(cast.coordinator.id)
    refused = browser.post("/meetings", facts, kind="weekly", chair_id=chair)
    assert refused.status_code == 422
    assert "Only a rapid response or an emergency" in refused.text
    assert browser.post("/meetings", facts, kind="emergency", chair_id=chair).status_code == 303
    assert the(app).status is MeetingStatus.PUBLISHED
    assert cast.advocate.id in told(app)


def test_a_draft_of_the_next_days_waits_for_the_coordinator(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    near = the(app, call_meeting(app, cast, published=False)).number
    later = the(app, call_meeting(app, cast, published=False, days=12)).number
    page = browser.as_(cast.coordinator).get("/").text
    assert f"The agenda of {near} waits to be published" in page
    assert f"The agenda of {later} waits" not in page
    assert "waits to be published" not in browser.as_(cast.advocate).get("/").text
