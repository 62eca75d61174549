"""Who is here, and who has signed."""

from datetime import time, timedelta

from flask import Flask

from safetynet import clock
from safetynet.access import Role, job
from safetynet.meetings import Attendance
from safetynet.meetings.models import ResearchPart
from safetynet.meetings.pdf.document import Presence
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.meetings.sitting import call_meeting, item_of
from tests.scenes import colleague, open_case


def test_the_chair_notes_who_is_here(app: Flask, browser: Browser, cast: Cast) -> None:
    meeting = call_meeting(app, cast, open_case(app, cast))
    path = f"/meetings/{meeting}/attendance"
    page = browser.as_(cast.coordinator).get(path).text
    assert "Bridge Clinic" in page
    assert "Elsewhere Shelter" not in page.partition("Guests")[0]
    answer = browser.post(
        path,
        {
            f"presence_{cast.advocate.id.hex}": "present",
            f"signed_{cast.advocate.id.hex}": "y",
            f"presence_{cast.provider.id.hex}": "apologies",
        },
    )
    assert answer.status_code == 303
    page = browser.get(f"/meetings/{meeting}").text
    assert "1 of 1 people here have signed." in page
    with app.app_context(), job("test: look"):
        noted = {row.member_id: row.presence for row in rows(Attendance)}
    assert noted == {
        cast.advocate.id: Presence.PRESENT,
        cast.provider.id: Presence.APOLOGIES,
    }


def test_everyone_signs_for_themselves(app: Flask, browser: Browser, cast: Cast) -> None:
    meeting = call_meeting(app, cast, open_case(app, cast))
    path = f"/meetings/{meeting}"
    assert "I sign this statement" in browser.as_(cast.probation).get(path).text
    assert browser.post(f"{path}/signature").status_code == 303
    page = browser.get(path).text
    assert "I sign this statement" not in page
    assert "You signed the statement" in page
    browser.post(f"{path}/signature")
    with app.app_context(), job("test: look"):
        (row,) = rows(Attendance)
        assert row.member_id == cast.probation.id


def test_who_was_there_is_known_to_those_who_were(app: Flask, browser: Browser, cast: Cast) -> None:
    meeting = call_meeting(app, cast, open_case(app, cast))
    browser.as_(cast.probation).post(f"/meetings/{meeting}/signature")
    browser.as_(cast.advocate).post(f"/meetings/{meeting}/signature")
    assert "Probation, County Probation" in browser.get(f"/meetings/{meeting}").text
    stranger = browser.as_(cast.outsider).get(f"/meetings/{meeting}").text
    assert "County Probation" not in stranger
    assert "Advocate, Harbor House" not in stranger


def test_a_guest_is_noted_without_a_name(app: Flask, browser: Browser, cast: Cast) -> None:
    meeting = call_meeting(app, cast, open_case(app, cast))
    school = str(cast.teacher.agency_id)
    answer = browser.as_(cast.coordinator).post(
        f"/meetings/{meeting}/guests", agency_id=school, presence="observer", signed="y"
    )
    assert answer.status_code == 303
    assert "Guest, Unified Schools" in browser.get(f"/meetings/{meeting}").text
    wrong = browser.post(f"/meetings/{meeting}/guests", agency_id="nobody", presence="observer")
    assert wrong.status_code == 422


def test_only_the_chair_notes_others(app: Flask, browser: Browser, cast: Cast) -> None:
    meeting = call_meeting(app, cast, open_case(app, cast))
    browser.as_(cast.advocate)
    assert browser.get(f"/meetings/{meeting}/attendance").status_code == 403
    assert browser.post(f"/meetings/{meeting}/attendance", {}).status_code == 403


def test_late_early_and_for_whom_is_noted(app: Flask, browser: Browser, cast: Cast) -> None:
    deputy = colleague(app, cast.advocate, Role.ADVOCATE)
    meeting = call_meeting(app, cast, open_case(app, cast))
    path, one = f"/meetings/{meeting}", deputy.id.hex
    said = {f"presence_{one}": "present", f"arrived_{one}": "13:45", f"left_{one}": "14:30"}
    said[f"for_{one}"] = str(cast.advocate.id)
    browser.as_(cast.coordinator).get(f"{path}/attendance")
    assert browser.post(f"{path}/attendance", said).status_code == 303
    page = browser.get(path).text
    assert "came at" in page and "left at" in page and "deputy for Advocate" in page
    assert 'value="13:45"' in browser.get(f"{path}/attendance").text
    with app.app_context(), job("test: look"):
        (row,) = rows(Attendance)
        came, went = row.arrived_at, row.left_at
        assert came and went and clock.in_the_county(came).time() == time(13, 45)
        minute = timedelta(minutes=1)
        moments = (came - minute, came, went - minute, went)
        assert [row.is_here_at(one) for one in moments] == [False, True, True, False]


def test_a_time_that_is_none_and_a_stranger_to_the_agency_are_refused(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = f"/meetings/{call_meeting(app, cast, open_case(app, cast))}/attendance"
    one = cast.advocate.id.hex
    browser.as_(cast.coordinator).get(path)
    for wrong in ({f"arrived_{one}": "99:99"}, {f"for_{one}": str(cast.provider.id)}):
        answer = browser.post(path, {f"presence_{one}": "present", **wrong})
        assert answer.status_code == 422


def test_who_has_not_signed_is_named_before_the_first_case(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = f"/meetings/{call_meeting(app, cast, open_case(app, cast))}"
    browser.as_(cast.coordinator).get(f"{path}/attendance")
    browser.post(f"{path}/attendance", {f"presence_{cast.advocate.id.hex}": "present"})
    browser.post(f"{path}/start")
    still = "these still have to sign"
    page = browser.get(path).text
    assert still in page and "Advocate, Harbor House" in page
    assert still not in browser.as_(cast.advocate).get(path).text
    browser.post(f"{path}/signature")
    browser.as_(cast.coordinator).post(f"{path}/signature")
    assert still not in browser.get(path).text


def test_an_absent_agency_that_sent_something_is_shown(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = open_case(app, cast)
    meeting = call_meeting(app, cast, scene)
    path, item = f"/meetings/{meeting}", item_of(app, meeting, scene)
    research = {f"mark_{part}": "share" for part in ResearchPart} | {"version": "0"}
    browser.as_(cast.probation).post(f"{path}/items/{item}/research", research, risks="A wagtail")
    browser.as_(cast.coordinator).get(f"{path}/attendance")
    assert "sent in absence" not in browser.get(path).text.lower()
    browser.post(f"{path}/attendance", {f"presence_{cast.advocate.id.hex}": "present"})
    for page in (browser.get(path).text, browser.get(f"{path}/attendance").text):
        assert "sent in absence" in page.lower() and "A wagtail" not in page
    browser.post(f"{path}/attendance", {f"presence_{cast.probation.id.hex}": "present"})
    assert "sent in absence" not in browser.get(path).text.lower()
