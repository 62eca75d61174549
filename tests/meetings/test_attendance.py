"""Who is here, and who has signed."""

from flask import Flask

from safetynet.access import job
from safetynet.meetings import Attendance
from safetynet.meetings.pdf.document import Presence
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.meetings.sitting import call_meeting
from tests.scenes import open_case


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
