"""Minutes: each reader's own copy, fixed under a fingerprint, corrected by addenda only."""

import io
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import event, select

from safetynet import clock
from safetynet.access import job
from safetynet.audit import Result, reading, the_sequencer
from safetynet.db import db
from safetynet.meetings import Meeting
from safetynet.meetings.finality import MinutesFinalError, keep_final_minutes
from safetynet.meetings.fingerprint import is_intact
from safetynet.meetings.models import (
    Addendum,
    Decision,
    MeetingStatus,
    MinutesCopy,
    PaperKind,
    Task,
)
from safetynet.meetings.waiting import minutes_due
from safetynet.sharing import Release
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.meetings.sitting import Sitting, call_meeting, confirm, end, item_of, sit_down
from tests.scenes import open_case, release, unseat

DECIDED = "Placement with the aunt is supported"
TOLD = "Stays with an aunt since Monday"
OWN = "Our own words on safety"
BED = "Confirm the bed"


def _held(app: Flask, browser: Browser, cast: Cast) -> Sitting:
    """Hold a review in which the chair, and Harbor for itself, wrote something."""
    sitting = sit_down(app, cast, browser)
    browser.as_(cast.advocate).post(sitting.screen, said_safety_plan=OWN)
    browser.post(f"{sitting.path}/signature")
    browser.as_(cast.coordinator).post(
        sitting.screen,
        said_safety_status=TOLD,
        source_safety_status=str(cast.probation.agency_id),
        no_wishes="not_asked",
        decisions=DECIDED,
        tasks=f"{BED} @clinic",
        then="next",
        version="2",
    )
    confirm(browser, sitting.screen)
    end(browser, cast, sitting)
    return sitting


def _final(app: Flask, browser: Browser, cast: Cast) -> Sitting:
    sitting = _held(app, browser, cast)
    assert browser.post(f"{sitting.path}/finalisation").status_code == 303
    return sitting


def _words(pdf: bytes) -> str:
    found = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return "".join(found.replace("\u200b", "").split())


def _in(pdf: bytes, text: str) -> bool:
    return "".join(text.split()) in _words(pdf)


def test_each_reader_gets_exactly_her_own_lines(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = _held(app, browser, cast)
    lines = {DECIDED, TOLD, OWN, BED, sitting.scene.number}
    expected = {
        "coordinator": lines - {OWN},
        "advocate": lines,
        "probation": lines - {OWN},
        "provider": lines - {OWN},
        "outsider": set[str](),
        "prosecutor": set[str](),
    }
    for name, mine in expected.items():
        browser.as_(getattr(cast, name))
        pdf = browser.get(f"{sitting.path}/minutes.pdf")
        assert pdf.mimetype == "application/pdf"
        assert {line for line in lines if _in(pdf.data, line)} == mine, name
        page = browser.get(f"{sitting.path}/minutes").text
        assert {line for line in lines if line in page} == mine, name
    assert browser.as_(cast.observer).get(f"{sitting.path}/minutes.pdf").status_code == 403


def test_a_release_carries_a_line_onto_the_copy(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = _held(app, browser, cast)
    signed = release(app, sitting.scene, cast.probation, Category.PLAN, obtained_by=cast.advocate)
    assert _in(browser.as_(cast.probation).get(f"{sitting.path}/minutes.pdf").data, OWN)
    with app.app_context(), job("test: stop"):
        rows(Release, Release.id == signed)[0].revoke(clock.now())
    assert not _in(browser.get(f"{sitting.path}/minutes.pdf").data, OWN)


def test_a_copy_is_numbered_and_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = _final(app, browser, cast)
    answer = browser.as_(cast.probation).get(f"{sitting.path}/minutes.pdf")
    with app.app_context(), job("test: look"):
        meeting = db.session.scalars(select(Meeting)).one()
        (copy,) = rows(MinutesCopy)
        assert (copy.member_id, copy.kind) == (cast.probation.id, PaperKind.MINUTES)
        line = next(each for each in reading.latest(9)[0] if each.entry.result is Result.DISCLOSED)
        assert line.entry.actor == cast.probation.id
        assert line.entry.detail_hash == copy.sha256
        assert meeting.finalised_hash is not None
        fingerprint, serial, number = meeting.finalised_hash.hex(), copy.serial, meeting.number
    disposition = answer.headers["Content-Disposition"]
    assert disposition == f"attachment; filename=minutes-{number}.pdf"
    for said in (serial, fingerprint, "Probation, County Probation", "Ledger checkpoint"):
        assert _in(answer.data, said)
    assert serial in browser.as_(cast.coordinator).get(f"{sitting.path}/papers").text
    assert browser.as_(cast.advocate).get(f"{sitting.path}/papers").status_code == 403


def test_only_the_coordinator_finalizes_and_only_a_draft(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    early = browser.post(f"{sitting.path}/finalisation")
    assert "End the meeting first" in browser.get(early.location).text
    end(browser, cast, sitting)
    for player, status in ((cast.advocate, 403), (cast.outsider, 403)):
        answer = browser.as_(player).post(f"{sitting.path}/finalisation")
        assert answer.status_code == status
    browser.as_(cast.coordinator).post(f"{sitting.path}/finalisation")
    with app.app_context(), job("test: look"):
        (meeting,) = rows(Meeting)
        assert meeting.status is MeetingStatus.FINAL
        assert meeting.finalised_at is not None


def test_final_minutes_do_not_change(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = _final(app, browser, cast)
    item = f"{sitting.path}/items/{sitting.item_id}"
    with app.app_context(), job("test: look"):
        decision, task = rows(Decision)[0].id, rows(Task)[0].id
    attempts = {
        sitting.screen: {"decisions": "Something else", "version": "9"},
        f"{sitting.path}/attendance": {f"presence_{cast.provider.id.hex}": "present"},
        f"{sitting.path}/signature": {},
        f"{item}/timing": {"minutes": "99", "presenter_id": ""},
        f"{item}/beginning": {},
    }
    for path, data in attempts.items():
        answer = browser.as_(cast.coordinator).post(path, data)
        assert answer.status_code in {403, 409}, path
    withdrawn = browser.post(sitting.screen, remove=f"decision:{decision}")
    assert withdrawn.status_code in {403, 422}
    own = browser.as_(cast.advocate).post(sitting.screen, said_safety_plan="Later words")
    assert own.status_code == 403
    assert "The minutes of this meeting are final" in own.text
    browser.as_(cast.provider).post(f"/tasks/{task}/outcome", ending="done")
    page = browser.as_(cast.coordinator).get(f"{sitting.path}/minutes").text
    assert "fingerprint does not fit" not in page
    assert ">Open<" in page
    with app.app_context(), job("test: look"):
        assert is_intact(rows(Meeting)[0])


def test_even_a_job_cannot_change_them(app: Flask, browser: Browser, cast: Cast) -> None:
    _final(app, browser, cast)

    def rewrite() -> None:
        with job("test: rewrite"):
            rows(Decision)[0].text = "Something else"

    with app.app_context(), pytest.raises(MinutesFinalError):
        rewrite()


def test_what_was_changed_behind_the_application_is_noticed(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = _final(app, browser, cast)
    with app.app_context(), job("test: take the listener away"):
        event.remove(db.session, "before_flush", keep_final_minutes)
        try:
            rows(Decision)[0].text = "Something else"
            db.session.flush()
        finally:
            event.listen(db.session, "before_flush", keep_final_minutes)
    page = browser.as_(cast.coordinator).get(f"{sitting.path}/minutes").text
    assert "The fingerprint does not fit" in page


def test_corrections_are_addenda(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = _final(app, browser, cast)
    path = f"{sitting.screen}/addenda"
    assert browser.get(path).status_code == 200
    assert browser.post(path, text="").status_code == 422
    assert browser.post(path, text="The day was Tuesday").status_code == 303
    with app.app_context(), job("test: look"):
        assert rows(Addendum)[0].owner_id == cast.team_id
        assert is_intact(rows(Meeting)[0])
    assert "The day was Tuesday" in browser.as_(cast.provider).get(f"{sitting.path}/minutes").text
    assert _in(browser.get(f"{sitting.path}/minutes.pdf").data, "The day was Tuesday")
    assert browser.post(path, text="Mine too").status_code == 403
    stranger = browser.as_(cast.outsider).get(f"{sitting.path}/minutes").text
    assert "The day was Tuesday" not in stranger


def test_the_chair_sees_who_has_not_opened_them_and_by_when(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = _held(app, browser, cast)
    assert "To be final by" in browser.as_(cast.coordinator).get(f"{sitting.path}/minutes").text
    browser.as_(cast.advocate).get(f"{sitting.path}/minutes")  # a draft does not count
    browser.as_(cast.coordinator).post(f"{sitting.path}/finalisation")
    page = browser.get(f"{sitting.path}/minutes").text
    assert "1 person has not opened these minutes" in page
    assert "Advocate, Harbor House" in page
    mine = browser.as_(cast.advocate).get(f"{sitting.path}/minutes").text
    assert "has not opened" not in mine
    page = browser.as_(cast.coordinator).get(f"{sitting.path}/minutes").text
    assert "has not opened" not in page


def test_minutes_are_due_three_working_days_later() -> None:
    meeting = Meeting(starts_at=datetime(2026, 12, 4, 17, 0, tzinfo=UTC))  # a Friday
    assert minutes_due(meeting, 3, frozenset()) == date(2026, 12, 9)
    assert minutes_due(meeting, 3, {date(2026, 12, 8)}) == date(2026, 12, 10)


def test_the_agenda_as_pdf_tells_only_when_to_be_there(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scenes = [open_case(app, cast) for _ in range(3)]
    meeting = call_meeting(app, cast, *scenes)
    unseat(app, scenes[1], cast.provider)
    path = f"/meetings/{meeting}/agenda.pdf"
    mine = browser.as_(cast.provider).get(path).data
    assert _in(mine, scenes[0].number) and _in(mine, scenes[2].number)
    assert not _in(mine, scenes[1].number)
    assert _in(mine, "You step out of the room")
    assert "2.SN" in _words(mine) and "3.SN" not in _words(mine)
    nothing = browser.as_(cast.outsider).get(path).data
    assert _in(nothing, "Nothing is listed on this copy")
    assert not any(_in(nothing, scene.number) for scene in scenes)
    whole = browser.as_(cast.coordinator).get(path).data
    assert all(_in(whole, scene.number) for scene in scenes)
    assert not _in(whole, "You step out of the room")


def test_a_meeting_from_the_call_to_the_paper(app: Flask, browser: Browser, cast: Cast) -> None:
    """The whole evening, by the buttons that people press."""
    scenes = [open_case(app, cast) for _ in range(2)]
    meeting: UUID = call_meeting(app, cast, *scenes, days=0)
    path = f"/meetings/{meeting}"
    for player in (cast.advocate, cast.probation, cast.provider):
        browser.as_(player).post(f"{path}/signature")
    browser.as_(cast.coordinator).post(f"{path}/start")
    items = [f"{path}/items/{item_of(app, meeting, scene)}" for scene in scenes]
    browser.post(f"{items[0]}/beginning")
    for number, screen in enumerate(items):
        on = browser.post(
            screen,
            said_safety_status=f"Safe for now {number}",
            source_safety_status=str(cast.probation.agency_id),
            wishes=f"I want to stay {number}",
            wishes_from=str(cast.provider.agency_id),
            decisions=f"Decided {number}",
            tasks=f"Do this {number} @probation due +7",
            then="next",
            version="2",
        )
        assert on.status_code == 303
        confirm(browser, screen)
    end(browser, cast, Sitting(meeting, meeting, scenes[0]))
    browser.post(f"{path}/finalisation")
    for player in (cast.coordinator, cast.advocate, cast.probation, cast.provider):
        pdf = browser.as_(player).get(f"{path}/minutes.pdf").data
        for number in (0, 1):
            for said in ("Safe for now", "I want to stay", "Decided", "Do this"):
                assert _in(pdf, f"{said} {number}")
    panel = browser.as_(cast.provider).get(scenes[0].path).text
    assert "Decided 0" in panel
    assert "Decided 1" not in panel
    assert "Do this 0" in panel


def test_every_paper_says_how_far_the_ledger_reached(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = _final(app, browser, cast)
    with app.app_context():
        signed = the_sequencer().sequence_now()
    assert signed is not None
    root = signed.root.hex()
    browser.as_(cast.coordinator)
    for page in ("/minutes", ""):
        text = browser.get(f"{sitting.path}{page}").text
        assert f"{signed.size} entries · <strong>{root[:16]}</strong> <small>{root}</small>" in text
    for paper in ("/minutes.pdf", "/agenda.pdf"):
        found = browser.get(f"{sitting.path}{paper}").data
        assert _in(found, f"{signed.size} entries · {root[:16]}")
