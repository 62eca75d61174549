"""Before minutes go out all is asked once more: who was in the room, and which releases stand."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import Member
from safetynet.meetings.models import Attendance, Decision, Meeting, MeetingStatus, ReviewAnswer
from safetynet.meetings.operations.scheduling import attend, attend_as_guest
from safetynet.meetings.pdf.document import Presence
from safetynet.sharing import Release
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.meetings.sitting import Sitting, confirm, end, sit_down, version_at
from tests.scenes import block, release, unseat

MARK = re.compile(r'name="checked" value="([0-9a-f]{64})"')
TOLD = "Harbor says that she sleeps at her aunt's"


def status(app: Flask) -> MeetingStatus:
    with app.app_context(), job("test: look"):
        [meeting] = rows(Meeting)
        return MeetingStatus(meeting.status)


def held(
    app: Flask, browser: Browser, cast: Cast, *came: Player, sitting: Sitting | None = None
) -> Sitting:
    """Hold a review at which these people are noted as present from the beginning."""
    sitting = sitting or sit_down(app, cast, browser)
    with app.app_context(), job("test: they came"):
        [meeting] = rows(Meeting)
        for player in came:
            [member] = rows(Member, Member.id == player.id)
            attend(meeting, member, Presence.PRESENT, clock.now())
    said = {"no_wishes": "not_asked", "decisions": "She stays", "then": "next"}
    now = version_at(browser.as_(cast.coordinator), sitting.screen)
    assert browser.post(sitting.screen, said, version=now).status_code == 303
    confirm(browser, sitting.screen)
    end(browser, cast, sitting)
    return sitting


def told_by_release(app: Flask, browser: Browser, cast: Cast) -> tuple[Sitting, object]:
    """Write down what a covered agency told, as a release lets the chair do."""
    sitting = sit_down(app, cast, browser)
    kinds = (Category.SAFETY_RISK, Category.PLAN)
    signed = release(app, sitting.scene, cast.coordinator, *kinds, obtained_by=cast.advocate)
    harbor = str(cast.harbor_id)
    browser.as_(cast.coordinator)
    said = {"said_safety_status": TOLD, "source_safety_status": harbor, "version": "2"}
    more = {"decisions": "The aunt is asked", "concluded_from": harbor, "no_wishes": "not_asked"}
    assert browser.post(sitting.screen, said | more).status_code == 303
    return sitting, signed


def revoke(app: Flask, signed: object) -> None:
    with app.app_context(), job("test: she took it back"):
        rows(Release, Release.id == signed)[0].revoke(clock.now())


def test_a_line_that_lost_its_release_does_not_become_final(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting, signed = told_by_release(app, browser, cast)
    confirm(browser, sitting.screen)
    end(browser, cast, sitting)
    assert "has ended" not in browser.get(f"{sitting.path}/minutes").text
    revoke(app, signed)
    answer = browser.post(f"{sitting.path}/finalisation")
    assert answer.status_code == 422
    assert "rest on a release that has ended" in answer.text
    assert answer.text.count("as told by Harbor House</li>") == 2
    assert status(app) is MeetingStatus.MINUTES_DRAFT
    with app.app_context(), job("test: look"):
        lines = [f"answer:{rows(ReviewAnswer)[0].id}", f"decision:{rows(Decision)[0].id}"]
    for line in lines:
        assert browser.post(f"{sitting.path}/finalisation").status_code == 422
        now = version_at(browser, sitting.screen)
        taken = browser.post(sitting.screen, remove=line, no_wishes="not_asked", version=now)
        assert taken.status_code == 303
    assert browser.post(f"{sitting.path}/finalisation").status_code == 303
    assert status(app) is MeetingStatus.FINAL


def test_whoever_had_to_be_out_is_named_and_the_chair_says_so(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    with app.app_context(), job("test: a guest"):
        attend_as_guest(rows(Meeting)[0], cast.teacher.agency_id, Presence.OBSERVER, None)
    block(app, sitting.scene, cast.provider, by=cast.coordinator)
    held(app, browser, cast, cast.provider, cast.probation, sitting=sitting)
    page = browser.get(f"{sitting.path}/minutes").text
    assert "Before they go out" in page
    asked = page[page.index("Before they go out") : page.index("They were out of the room")]
    number = sitting.scene.number
    assert f"Provider, Bridge Clinic: {number}" in asked
    assert f"Guest, Unified Schools: {number}" in asked
    assert "Probation" not in asked and "conflict" not in asked.lower()
    for answer in (
        browser.post(f"{sitting.path}/finalisation"),
        browser.post(f"{sitting.path}/finalisation", checked="y"),
    ):
        assert answer.status_code == 422 and "out of the room" in answer.text
        assert status(app) is MeetingStatus.MINUTES_DRAFT
    mark = MARK.findall(page)[0]
    assert browser.post(f"{sitting.path}/finalisation", checked=mark).status_code == 303
    assert status(app) is MeetingStatus.FINAL


def test_what_changed_after_it_was_read_is_read_first(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = held(app, browser, cast, cast.prosecutor, cast.provider)
    mark = MARK.findall(browser.get(f"{sitting.path}/minutes").text)[0]
    unseat(app, sitting.scene, cast.provider)
    assert browser.post(f"{sitting.path}/finalisation", checked=mark).status_code == 422
    page = browser.get(f"{sitting.path}/minutes").text
    assert "Provider, Bridge Clinic" in page[page.index("Before they go out") :]
    again = MARK.findall(page)[0]
    assert again != mark
    assert browser.post(f"{sitting.path}/finalisation", checked=again).status_code == 303


@pytest.mark.parametrize(("came", "went", "is_named"), [(0, 5, True), (60, 0, False)])
def test_who_came_after_the_case_was_not_in_the_room(
    app: Flask, browser: Browser, cast: Cast, came: int, went: int, is_named: bool
) -> None:
    sitting = held(app, browser, cast, cast.prosecutor)
    with app.app_context(), job("test: came late"):
        [row] = rows(Attendance, Attendance.member_id == cast.prosecutor.id)
        now = clock.now()
        row.arrived_at = now + timedelta(minutes=came) if came else None
        row.left_at = now + timedelta(minutes=went) if went else None
    assert ("Before they go out" in browser.get(f"{sitting.path}/minutes").text) is is_named


def test_it_is_the_chairs_alone(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = held(app, browser, cast, cast.prosecutor)
    for player in (cast.advocate, cast.probation, cast.prosecutor):
        page = browser.as_(player).get(f"{sitting.path}/minutes").text
        assert "Before they go out" not in page
    assert browser.as_(cast.advocate).post(f"{sitting.path}/finalisation").status_code == 403


def test_a_meeting_at_which_all_is_well_asks_nothing(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = held(app, browser, cast, cast.probation, cast.provider)
    assert "Before they go out" not in browser.get(f"{sitting.path}/minutes").text
    assert browser.post(f"{sitting.path}/finalisation").status_code == 303
