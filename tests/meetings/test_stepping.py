"""Who left the room for which case, from when until when: noted in one press, and kept."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import delete, insert
from werkzeug.test import TestResponse

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import Member
from safetynet.db import Model
from safetynet.meetings.fingerprint import is_intact
from safetynet.meetings.models import AgendaItem, Attendance, Decision, Meeting, SteppedOut
from safetynet.meetings.operations.scheduling import attend, attend_as_guest
from safetynet.meetings.pdf.document import Presence
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.inside import Hand, behind_the_door
from tests.ledger import last_entry
from tests.meetings.reading import squeezed
from tests.meetings.sitting import (
    Sitting,
    call_meeting,
    confirm,
    end,
    item_of,
    sit_down,
    version_at,
)
from tests.scenes import block, open_case, seat

TABLE = Model.metadata.tables["stepped_out"]
MARK = 'name="checked"'


def come(app: Flask, *players: Player) -> None:
    with app.app_context(), job("test: they came"):
        [meeting] = rows(Meeting)
        for player in players:
            [member] = rows(Member, Member.id == player.id)
            attend(meeting, member, Presence.PRESENT, clock.now())


def at_the_screen(browser: Browser, cast: Cast, screen: str, then: str, **said: str) -> str:
    """Press a button of the review as the chair; return the page that follows."""
    now = version_at(browser.as_(cast.coordinator), screen)
    said = {"no_wishes": "not_asked", "then": then, "version": now} | said
    answer = browser.post(screen, said)
    assert answer.status_code == 303
    return browser.get(str(answer.location)).text


def finish(app: Flask, browser: Browser, cast: Cast, sitting: Sitting) -> None:
    at_the_screen(browser, cast, sitting.screen, "next", decisions="She stays")
    confirm(browser, sitting.screen)
    end(browser, cast, sitting)


def on_paper(browser: Browser, sitting: Sitting) -> str:
    return words_of(browser.get(f"{sitting.path}/minutes.pdf"))


def words_of(answer: TestResponse) -> str:
    """Return what a page or a paper says, without white space."""
    if answer.mimetype != "application/pdf":
        return squeezed(answer.text)
    pdf = PdfReader(BytesIO(answer.data))
    return squeezed("".join(page.extract_text() for page in pdf.pages).replace("\u200b", ""))


@pytest.fixture
def beside_a_stranger(app: Flask, browser: Browser, cast: Cast) -> Sitting:
    """The prosecutor has no seat at this case's table, and is in the room."""
    sitting = sit_down(app, cast, browser)
    come(app, cast.prosecutor, cast.probation)
    return sitting


@pytest.fixture
def sitting(beside_a_stranger: Sitting) -> Sitting:
    return beside_a_stranger


def test_one_press_notes_who_left_and_saves_what_was_typed(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    page = browser.as_(cast.coordinator).get(sitting.screen).text
    assert "They have left" in page and "They are back" not in page
    now = version_at(browser, sitting.screen)
    said = {"no_wishes": "not_asked", "decisions": "The aunt is asked", "version": now}
    assert browser.post(sitting.screen, said, then="left").status_code == 303
    assert last_entry(app).permission == "review:write"
    page = browser.get(sitting.screen).text
    assert "noted that 1 person has left the room" in page
    assert "They have left" not in page and "leave the room" not in page
    assert "Prosecutor, District Attorney: since" in page
    page = at_the_screen(browser, cast, sitting.screen, "back")
    assert "noted that 1 person is back" in page and "They have left" in page
    with app.app_context(), job("test: look"):
        [row] = rows(SteppedOut)
        assert row.attendance.member_id == cast.prosecutor.id
        assert row.back_at is not None and row.left_at <= row.back_at
        assert [each.text for each in rows(Decision)] == ["The aunt is asked"]


def test_whoever_knows_the_case_reads_it_and_nobody_else(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    at_the_screen(browser, cast, sitting.screen, "left")
    finish(app, browser, cast, sitting)
    said = "Prosecutor, District Attorney:"
    for player in (cast.coordinator, cast.probation, cast.advocate):
        assert said in browser.as_(player).get(sitting.screen).text
        assert said in browser.get(f"{sitting.path}/minutes").text
        paper = on_paper(browser, sitting)
        assert squeezed("Out of the room") in paper and squeezed(said) in paper
    for player in (cast.prosecutor, cast.outsider):
        assert browser.as_(player).get(sitting.screen).status_code == 404
        assert "Out of the room" not in browser.get(f"{sitting.path}/minutes").text
        with behind_the_door(app, player):
            assert rows(SteppedOut) == []
    with behind_the_door(app, cast.observer):
        assert rows(SteppedOut) == []


def test_no_page_of_the_meeting_tells_others_that_somebody_left(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    """Not to the one who left, nor to an observer who signed, nor to a stranger."""
    come(app, cast.observer)
    at_the_screen(browser, cast, sitting.screen, "left")
    named = {"<uuid:meeting>": str(sitting.meeting_id), "<uuid:item>": str(sitting.item_id)}
    paths = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    paths = {re.sub("|".join(named), lambda found: named[found[0]], path) for path in paths}
    paths = {path for path in paths if path.startswith(sitting.path) and "<" not in path}
    for player in (cast.coordinator, cast.prosecutor, cast.outsider, cast.observer):
        answers = {path: browser.as_(player).get(path) for path in sorted(paths)}
        told = {path for path, answer in answers.items() if "Outoftheroom" in words_of(answer)}
        assert bool(told) is (player is cast.coordinator), told


def test_only_the_chair_notes_it_and_only_while_the_meeting_runs(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    browser.as_(cast.probation).post(sitting.screen, then="left")
    assert "They have left" not in browser.get(sitting.screen).text
    end(browser, cast, sitting)
    assert "They have left" not in browser.get(sitting.screen).text
    at_the_screen(browser, cast, sitting.screen, "left")
    with app.app_context(), job("test: look"):
        assert rows(SteppedOut) == []


def test_whoever_was_out_is_not_asked_about_again(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    at_the_screen(browser, cast, sitting.screen, "left")
    finish(app, browser, cast, sitting)
    assert MARK not in browser.get(f"{sitting.path}/minutes").text
    assert browser.post(f"{sitting.path}/finalisation").status_code == 303


@pytest.mark.parametrize("change", ["came back", "left late", "another stayed"])
def test_whoever_heard_some_of_it_is_still_named(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting, change: str
) -> None:
    at_the_screen(browser, cast, sitting.screen, "left")
    if change == "came back":
        at_the_screen(browser, cast, sitting.screen, "back")
    if change == "another stayed":
        with app.app_context(), job("test: a guest"):
            attend_as_guest(rows(Meeting)[0], cast.teacher.agency_id, Presence.OBSERVER, None)
    finish(app, browser, cast, sitting)
    if change == "left late":
        with app.app_context(), job("test: it began long before"):
            rows(AgendaItem)[0].begun_at -= timedelta(minutes=5)
    page = browser.get(f"{sitting.path}/minutes").text
    assert MARK in page
    asked = page[page.index("Before they go out") : page.index(MARK)]
    assert ("Guest" if change == "another stayed" else "Prosecutor") in asked
    assert ("Prosecutor" in asked) is (change != "another stayed")
    assert browser.post(f"{sitting.path}/finalisation").status_code == 422


def test_what_sql_wrote_lets_nothing_go_out(
    app: Flask, browser: Browser, cast: Cast, beside_a_stranger: Sitting, hand: Hand
) -> None:
    sitting = beside_a_stranger
    finish(app, browser, cast, sitting)
    with app.app_context(), job("test: look"):
        [who] = rows(Attendance, Attendance.member_id == cast.prosecutor.id)
        forged = {
            "id": uuid4(),
            "created_at": clock.now(),
            "version": 1,
            "meeting_id": sitting.meeting_id,
            "item_id": sitting.item_id,
            "case_id": sitting.scene.case_id,
            "attendance_id": who.id,
            "left_at": clock.now() - timedelta(days=1),
            "mac": bytes(32),
        }
    hand.change(insert(TABLE).values(forged))
    page = browser.as_(cast.coordinator).get(f"{sitting.path}/minutes").text
    assert MARK in page and "Out of the room" not in page


def test_what_sql_deleted_breaks_the_fingerprint(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting, hand: Hand
) -> None:
    at_the_screen(browser, cast, sitting.screen, "left")
    finish(app, browser, cast, sitting)
    assert browser.post(f"{sitting.path}/finalisation").status_code == 303
    for expected in (True, False):
        with behind_the_door(app, cast.coordinator):
            assert is_intact(rows(Meeting)[0]) is expected
        hand.change(delete(TABLE))


def test_at_the_next_case_others_leave_and_the_first_come_back(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """The provider may not hear the second case, the prosecutor neither, nor the third."""
    scenes = [open_case(app, cast) for _ in range(3)]
    meeting = call_meeting(app, cast, *scenes, days=0)
    sittings = [Sitting(meeting, item_of(app, meeting, scene), scene) for scene in scenes]
    browser.as_(cast.coordinator).post(f"/meetings/{meeting}/start")
    browser.post(f"{sittings[0].screen}/beginning")
    come(app, cast.prosecutor, cast.provider)
    seat(app, scenes[2], cast.prosecutor)
    block(app, scenes[1], cast.provider, by=cast.coordinator)
    first, second, third = (sitting.screen for sitting in sittings)
    assert "1 person has left" in at_the_screen(browser, cast, first, "left")
    page = at_the_screen(browser, cast, second, "left")
    assert "2 people have left" in page
    assert page.count("Prosecutor, District Attorney: since") == 2
    page = browser.get(third).text
    assert "They have left" not in page
    assert "Provider, Bridge Clinic: since" in page
    page = at_the_screen(browser, cast, third, "back")
    assert "2 people are back" in page and "They are back" not in page
    with app.app_context(), job("test: look"):
        out = {(row.item_id, row.attendance.member_id): row for row in rows(SteppedOut)}
        assert all(row.back_at for row in out.values())
        assert out.keys() == {
            (sittings[0].item_id, cast.prosecutor.id),
            (sittings[1].item_id, cast.prosecutor.id),
            (sittings[1].item_id, cast.provider.id),
        }


def test_the_end_of_a_meeting_lets_all_in_again(
    app: Flask, browser: Browser, cast: Cast, sitting: Sitting
) -> None:
    at_the_screen(browser, cast, sitting.screen, "left")
    end(browser, cast, sitting)
    with app.app_context(), job("test: look"):
        assert rows(SteppedOut)[0].back_at is not None
