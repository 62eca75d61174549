"""When each case comes up: breaks are everybody's; what one does not know is times alone."""

from datetime import timedelta
from uuid import UUID

from flask import Flask

from safetynet.access import job
from safetynet.meetings.models import AgendaItem, Meeting
from safetynet.meetings.queries import agenda_of
from safetynet.meetings.timetable import Between, Turn, timetable
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.inside import behind_the_door
from tests.house.sweep import text_of
from tests.meetings.sitting import call_meeting
from tests.scenes import block, open_case

TEN = 10
Line = tuple[str, int, int]
"""What it is, when it begins and how long it takes, in minutes from the meeting's own."""


def with_breaks(app: Flask, meeting_id: UUID, *after: int) -> None:
    with app.app_context(), job("test: breaks"):
        items = sorted(
            rows(AgendaItem, AgendaItem.meeting_id == meeting_id), key=lambda item: item.position
        )
        for item, minutes in zip(items, after, strict=True):
            item.minutes, item.break_after = TEN, minutes


def read(app: Flask, meeting_id: UUID, who: Player) -> list[Line]:
    with behind_the_door(app, who):
        [meeting] = rows(Meeting, Meeting.id == meeting_id)
        return [_line(meeting, one) for one in timetable(meeting, agenda_of(meeting_id))]


def _line(meeting: Meeting, one: Turn | Between) -> Line:
    begins = (one.starts_at - meeting.starts_at) // timedelta(minutes=1)
    if isinstance(one, Between):
        return "break" if one.is_break else "away", begins, one.minutes
    return "case", begins, one.item.minutes


def test_a_break_stands_between_two_cases(app: Flask, cast: Cast) -> None:
    meeting = call_meeting(app, cast, *[open_case(app, cast) for _ in range(3)])
    with_breaks(app, meeting, 0, 5, 15)
    case = ("case", 0, 10), ("case", 10, 10), ("break", 20, 5), ("case", 25, 10)
    assert read(app, meeting, cast.coordinator) == [*case]


def test_whoever_steps_out_has_the_same_breaks(app: Flask, cast: Cast) -> None:
    """Two hidden cases in a row are one time; the break between them parts it."""
    scenes = [open_case(app, cast) for _ in range(6)]
    meeting = call_meeting(app, cast, *scenes)
    with_breaks(app, meeting, 5, 0, 10, 0, 5, 0)
    for hidden in (scenes[1], scenes[2], scenes[3], scenes[5]):
        block(app, hidden, cast.provider, by=cast.coordinator)
    assert read(app, meeting, cast.provider) == [
        ("case", 0, 10),
        ("break", 10, 5),
        ("away", 15, 20),
        ("break", 35, 10),
        ("away", 45, 10),
        ("case", 55, 10),
    ]


def test_nothing_is_said_before_the_first_case_or_after_the_last(app: Flask, cast: Cast) -> None:
    scenes = [open_case(app, cast) for _ in range(3)]
    meeting = call_meeting(app, cast, *scenes)
    with_breaks(app, meeting, 5, 5, 0)
    for hidden in (scenes[0], scenes[2]):
        block(app, hidden, cast.provider, by=cast.coordinator)
    assert read(app, meeting, cast.provider) == [("case", 15, 10)]


def test_page_and_paper_name_the_break(app: Flask, browser: Browser, cast: Cast) -> None:
    scenes = [open_case(app, cast) for _ in range(3)]
    meeting = call_meeting(app, cast, *scenes)
    with_breaks(app, meeting, 15, 0, 0)
    block(app, scenes[1], cast.provider, by=cast.coordinator)
    browser.as_(cast.provider)
    page = browser.get(f"/meetings/{meeting}").text
    assert '<td colspan="5">Break</td>' in page and "You step out of the room." in page
    assert scenes[1].number not in page
    paper = text_of(browser.get(f"/meetings/{meeting}/agenda.pdf"))
    assert "Break15min" in paper
