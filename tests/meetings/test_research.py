"""Research before a review: asked, answered, changed, shared by basis alone, withheld for good."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import Member
from safetynet.audit import Result
from safetynet.db import db
from safetynet.deadlines.models import Holiday
from safetynet.deadlines.working_days import working_days_before
from safetynet.meetings.finality import MinutesFinalError
from safetynet.meetings.models import (
    AgendaItem,
    ItemStatus,
    KeptResearch,
    Meeting,
    MeetingStatus,
    ResearchPart,
    ResearchReturn,
    SharedResearch,
)
from safetynet.meetings.operations.scheduling import attend
from safetynet.meetings.pdf.document import Presence
from safetynet.meetings.research_dates import due_on
from safetynet.notices.models import Notice
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.house.inside import behind_the_door
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting, item_of
from tests.scenes import Scene, open_case

SHARED, KEPT, WHY = "Wagtail by the river", "Kestrel in the loft", "Ptarmigan has asked us to"


class Asking:
    """A meeting in a week with one case on its agenda."""

    def __init__(self, app: Flask, cast: Cast, scene: Scene, days: int = 7) -> None:
        self.scene = scene
        self.meeting = call_meeting(app, cast, scene, days=days)
        self.item = item_of(app, self.meeting, scene)
        self.path = f"/meetings/{self.meeting}/research"
        self.form = f"/meetings/{self.meeting}/items/{self.item}/research"
        self.returns = f"/meetings/{self.meeting}/returns"
        self.screen = f"/meetings/{self.meeting}/items/{self.item}"


@pytest.fixture
def asking(app: Flask, cast: Cast) -> Asking:
    return Asking(app, cast, open_case(app, cast))


def fields(version: int = 0, **said: str) -> dict[str, str]:
    """Return a form as it is sent: every part shared unless it says otherwise."""
    marks = {f"mark_{part}": "share" for part in ResearchPart}
    return marks | {"version": str(version)} | said


def test_an_agency_at_the_table_answers(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    page = browser.as_(cast.probation).get(asking.path).text
    assert asking.scene.number in page and "Open" in page
    form = browser.get(asking.form).text
    assert "Terms, violations, warrants" in form
    assert "Shared, this reaches" in form
    sent = browser.post(
        asking.form,
        fields(known="now", last_contact="2026-01-05", risks=SHARED, status=KEPT)
        | {"mark_status": "withhold", "reason_status": WHY},
    )
    assert sent.status_code == 303
    with app.app_context(), job("test: look"):
        [receipt] = rows(ResearchReturn)
        assert (receipt.agency_id, receipt.by_id) == (cast.probation.agency_id, cast.probation.id)
        by_part = {row.kind: (row.category, row.text) for row in rows(SharedResearch)}
        assert by_part[ResearchPart.RISKS] == (Category.SAFETY_RISK, SHARED)
        assert by_part[ResearchPart.KNOWN] == (Category.LINKAGE, "now")
        assert by_part[ResearchPart.LAST_CONTACT] == (Category.LINKAGE, "2026-01-05")
        assert set(by_part) == {
            ResearchPart.RISKS,
            ResearchPart.KNOWN,
            ResearchPart.LAST_CONTACT,
        }
        [kept] = rows(KeptResearch)
        assert (kept.category, kept.owner_id) == (Category.OFFICE, cast.probation.agency_id)
        assert (kept.text, kept.reason) == (KEPT, WHY)
    page = browser.get(asking.path).text
    assert "3 shared, 1 withheld" in page and "Probation" in page


def test_nothing_to_add_is_one_tap(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    assert browser.as_(cast.probation).post(f"{asking.form}/nothing").status_code == 303
    assert "Nothing to add" in browser.get(asking.path).text
    with app.app_context(), job("test: look"):
        assert len(rows(ResearchReturn)) == 1
        assert rows(SharedResearch) == rows(KeptResearch) == []


def test_one_tap_never_wipes_an_answer(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    browser.as_(cast.probation).post(asking.form, fields(risks=SHARED))
    browser.post(f"{asking.form}/nothing")
    with app.app_context(), job("test: look"):
        assert [row.text for row in rows(SharedResearch)] == [SHARED]


def test_an_empty_form_is_no_answer(browser: Browser, cast: Cast, asking: Asking) -> None:
    answer = browser.as_(cast.probation).post(asking.form, fields())
    assert answer.status_code == 422
    assert "Nothing to add" in answer.text


def test_what_is_withheld_has_a_reason(browser: Browser, cast: Cast, asking: Asking) -> None:
    answer = browser.as_(cast.probation).post(
        asking.form, fields(risks=KEPT, strengths=SHARED) | {"mark_risks": "withhold"}
    )
    assert answer.status_code == 422
    assert KEPT in answer.text and SHARED in answer.text
    assert "Write why it is withheld" in answer.text


def test_a_part_that_is_withheld_afterwards_leaves_the_shared_table(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    browser.as_(cast.probation).post(asking.form, fields(risks=SHARED))
    withheld = {"mark_risks": "withhold", "reason_risks": WHY}
    assert browser.post(asking.form, fields(1, risks=SHARED) | withheld).status_code == 303
    with app.app_context(), job("test: look"):
        assert rows(SharedResearch) == []
        assert [row.text for row in rows(KeptResearch)] == [SHARED]
    assert browser.post(asking.form, fields(2, risks=SHARED)).status_code == 303
    with app.app_context(), job("test: look"):
        assert [row.text for row in rows(SharedResearch)] == [SHARED]
        assert rows(KeptResearch) == []


def test_two_who_answer_at_once_lose_nothing(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    browser.as_(cast.probation).post(asking.form, fields(risks=SHARED))
    second = browser.post(asking.form, fields(risks="Goldcrest", shown_at=asking.form))
    assert second.status_code == 409
    assert SHARED in second.text and "Goldcrest" in second.text


def test_a_reviewed_case_takes_no_research(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    with app.app_context(), job("test: reviewed"):
        [item] = rows(AgendaItem)
        item.status = ItemStatus.REVIEWED
    browser.as_(cast.probation).post(asking.form, fields(risks=SHARED))
    browser.post(f"{asking.form}/nothing")
    with app.app_context(), job("test: look"):
        assert rows(ResearchReturn) == rows(SharedResearch) == []


def test_a_covered_agency_without_release_writes_nothing_down_for_others(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    page = browser.as_(cast.advocate).get(asking.form).text
    assert "No release lets the others read" in page
    refused = browser.post(asking.form, fields(risks=SHARED))
    assert refused.status_code == 422 and SHARED in refused.text
    spoken = browser.post(asking.form, fields(will_speak="y"))
    assert spoken.status_code == 303
    withheld = {"mark_risks": "withhold", "reason_risks": WHY}
    assert browser.post(asking.form, fields(1, risks=KEPT) | withheld).status_code == 303
    with app.app_context(), job("test: look"):
        assert rows(SharedResearch) == []
        assert [row.text for row in rows(KeptResearch)] == [KEPT]


def test_a_release_of_research_lets_a_covered_agency_share_it(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    scenes.release(app, asking.scene, cast.probation, Category.RESEARCH, obtained_by=cast.advocate)
    assert browser.as_(cast.advocate).post(asking.form, fields(risks=SHARED)).status_code == 303
    assert SHARED in browser.as_(cast.probation).get(asking.screen).text
    assert SHARED not in browser.as_(cast.provider).get(asking.screen).text
    assert SHARED not in browser.as_(cast.coordinator).get(asking.screen).text


def test_a_release_of_something_else_does_not(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    scenes.release(app, asking.scene, cast.probation, Category.PLAN, obtained_by=cast.advocate)
    assert browser.as_(cast.advocate).post(asking.form, fields(risks=SHARED)).status_code == 422


def test_the_wall_asks_for_the_release_too(
    app: Flask, browser: Browser, cast: Cast, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were the form mistaken, the row is refused as it is saved."""
    from safetynet.meetings.views import research

    def lenient(case: object, agency_id: UUID) -> object:
        from safetynet.meetings.reach import PartReach

        return {part: PartReach(Category.RESEARCH, (), False) for part in ResearchPart}

    monkeypatch.setattr(research, "reach_of", lenient)
    refused = browser.as_(cast.advocate).post(asking.form, fields(risks=SHARED))
    assert refused.status_code in {403, 404}
    with app.app_context(), job("test: look"):
        assert rows(SharedResearch) == []


def test_around_the_table_the_statute_carries_what_it_carries(
    browser: Browser, cast: Cast, asking: Asking
) -> None:
    browser.as_(cast.probation).post(
        asking.form, fields(risks=SHARED, status="Curlew on the marsh", known="now")
    )
    clinic = browser.as_(cast.provider).get(asking.screen).text
    assert SHARED in clinic
    assert "Curlew" not in clinic
    assert SHARED not in browser.as_(cast.coordinator).get(asking.screen).text


def test_the_coordinator_sees_who_answered_and_never_what(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    withheld = {"mark_risks": "withhold", "reason_risks": WHY}
    browser.as_(cast.probation).post(asking.form, fields(risks=KEPT) | withheld)
    browser.as_(cast.provider).post(f"{asking.form}/nothing")
    page = browser.as_(cast.coordinator).get(asking.returns).text
    assert "2 of 3 answers are here" in page
    assert "County Probation" in page and "Bridge Clinic" in page and "Harbor House" in page
    assert KEPT not in page and WHY not in page and "withheld" not in page.replace("withholds", "")
    row = page[page.index("County Probation") :]
    assert "Nothing to add" not in row


@pytest.mark.parametrize("who", ["coordinator", "advocate", "provider", "prosecutor", "supervisor"])
def test_what_is_withheld_is_nowhere_else(
    app: Flask, browser: Browser, cast: Cast, asking: Asking, who: str
) -> None:
    """Not on the review, not in minutes or agenda, not on the case file, not in any count."""
    for agency in (cast.prosecutor,):
        scenes.seat(app, asking.scene, agency)
    every = [kind for kind in Category if kind not in {Category.PRIVILEGED, Category.OFFICE}]
    for other in (cast.provider, cast.coordinator, cast.advocate, cast.prosecutor):
        scenes.release(app, asking.scene, other, *every, obtained_by=cast.probation)
    withheld = {"mark_risks": "withhold", "reason_risks": WHY}
    browser.as_(cast.probation).post(asking.form, fields(risks=KEPT) | withheld)
    assert KEPT in browser.get(asking.form).text
    browser.as_(getattr(cast, who))
    meeting = f"/meetings/{asking.meeting}"
    pages = [
        "/",
        meeting,
        asking.screen,
        asking.path,
        asking.form,
        f"{meeting}/agenda",
        f"{meeting}/minutes",
        asking.returns,
        asking.scene.path,
        f"/search?q={KEPT.split(maxsplit=1)[0]}",
    ]
    for path in pages:
        answer = browser.get(path)
        assert KEPT not in answer.text and WHY not in answer.text, path
        assert "1 withheld" not in answer.text, path


def test_nobody_is_asked_before_the_agenda_is_published(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = open_case(app, cast)
    meeting = call_meeting(app, cast, scene, published=False)
    form = f"/meetings/{meeting}/items/{item_of(app, meeting, scene)}/research"
    browser.as_(cast.probation)
    assert scene.number not in browser.get(f"/meetings/{meeting}/research").text
    assert browser.get(form).status_code == 404
    assert browser.post(form, fields(risks=SHARED)).status_code == 404
    assert "Research for M-" not in browser.get("/").text
    page = browser.as_(cast.coordinator).get(f"/meetings/{meeting}/returns").text
    assert "Nobody is asked yet" in page and "Remind those" not in page


def test_who_is_not_at_the_table_is_not_asked(browser: Browser, cast: Cast, asking: Asking) -> None:
    browser.as_(cast.outsider)
    assert asking.scene.number not in browser.get(asking.path).text
    assert browser.get(asking.form).status_code == 404
    assert browser.post(asking.form, fields(risks=SHARED)).status_code == 404
    assert browser.post(f"{asking.form}/nothing").status_code == 404
    assert browser.get(asking.returns).status_code == 403
    assert browser.as_(cast.observer).get(asking.path).status_code == 403
    assert browser.as_(cast.coordinator).get(asking.form).status_code == 403


def test_whoever_a_conflict_keeps_out_is_not_asked(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    from tests.sharing.test_conflicts import block

    block(app, asking.scene, cast.probation, by=cast.coordinator, agency=True)
    assert browser.as_(cast.probation).get(asking.form).status_code == 404
    page = browser.as_(cast.coordinator).get(asking.returns).text
    assert "0 of 2 answers are here" in page and "County Probation" not in page


def test_research_waits_on_the_home_page_until_it_is_sent(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    said = "Research for M-"
    assert said in browser.as_(cast.probation).get("/").text
    browser.post(f"{asking.form}/nothing")
    assert said not in browser.get("/").text
    assert said not in browser.as_(cast.outsider).get("/").text
    assert said not in browser.as_(cast.coordinator).get("/").text


def test_after_its_day_it_is_late(app: Flask, browser: Browser, cast: Cast) -> None:
    asking = Asking(app, cast, open_case(app, cast), days=1)
    assert "late" in browser.as_(cast.probation).get(asking.path).text
    assert "late" in browser.as_(cast.coordinator).get(asking.returns).text


def test_a_holiday_of_the_county_brings_the_day_forward(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    with app.app_context(), job("test: a holiday"):
        [meeting] = rows(Meeting)
        before = due_on(meeting)
        db.session.add(Holiday(day=before, name="Founders Day"))
        db.session.flush()
        assert due_on(meeting) == working_days_before(before, 1)
    for player in (cast.coordinator, cast.probation):
        with behind_the_door(app, player):
            [meeting] = rows(Meeting)
            assert due_on(meeting) == working_days_before(before, 1)


def test_a_reminder_says_that_something_waits_once_a_day(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    browser.as_(cast.probation).post(f"{asking.form}/nothing")
    answer = browser.as_(cast.coordinator).post(f"{asking.returns}/reminders")
    assert "3 people are told" in browser.told(answer)
    assert "reminded already" in browser.told(browser.post(f"{asking.returns}/reminders"))
    with app.app_context(), job("test: look"):
        told = {
            notice.member_id
            for notice in rows(Notice, Notice.kind == "waits", Notice.about_id == asking.meeting)
        }
    assert told == {cast.advocate.id, cast.supervisor.id, cast.provider.id}


def test_one_agency_is_reminded_and_then_the_others(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    page = browser.as_(cast.coordinator).get(asking.returns).text
    assert "Remind one agency" in page and f'value="{cast.provider.agency_id}"' in page
    one = browser.post(f"{asking.returns}/reminders", agency=str(cast.provider.agency_id))
    assert "One person is told" in browser.told(one)
    again = browser.post(f"{asking.returns}/reminders", agency=str(cast.provider.agency_id))
    assert "reminded already" in browser.told(again)
    for nobody in (str(cast.outsider.agency_id), "nobody"):
        none = browser.post(f"{asking.returns}/reminders", agency=nobody)
        assert "0 people are told" in browser.told(none)
    others = browser.post(f"{asking.returns}/reminders")
    assert "3 people are told" in browser.told(others)
    with app.app_context(), job("test: look"):
        waits = rows(Notice, Notice.kind == "waits", Notice.about_id == asking.meeting)
        told = [notice.member_id for notice in waits]
    assert len(told) == len(set(told)) == 4
    assert cast.outsider.id not in told


def test_nobody_is_reminded_of_whom_they_must_not_know(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    from tests.sharing.test_conflicts import block

    block(app, asking.scene, cast.provider, by=cast.coordinator)
    browser.as_(cast.coordinator).post(f"{asking.returns}/reminders")
    with app.app_context(), job("test: look"):
        told = {
            notice.member_id
            for notice in rows(Notice, Notice.kind == "waits", Notice.about_id == asking.meeting)
        }
    assert cast.provider.id not in told and cast.advocate.id in told


def test_research_is_on_the_ledger(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    browser.as_(cast.probation).post(asking.form, fields(risks=SHARED))
    touches = {(touch.table, touch.effect) for touch in last_entry(app).touches}
    assert ("research_shared", Result.CREATED) in touches
    browser.as_(cast.provider).get(asking.screen)
    assert "research_shared" in {touch.table for touch in last_entry(app).touches}


def test_a_case_that_comes_back_on_the_agenda_finds_its_research(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    browser.as_(cast.probation).post(asking.form, fields(risks=SHARED))
    items = f"/meetings/{asking.meeting}/items"
    browser.as_(cast.coordinator).post(f"{items}/{asking.item}/removal")
    browser.post(items, number=asking.scene.number, kind="")
    item = item_of(app, asking.meeting, asking.scene)
    assert SHARED in browser.as_(cast.probation).get(f"{items}/{item}/research").text


def test_what_is_already_known_is_listed_without_a_word_of_it(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    text = "Dunlin at the school gate"
    scenes.write_note(app, asking.scene, cast.provider, Category.HEALTH, text)
    page = browser.as_(cast.probation).get(asking.form).text
    assert "do not ask again" not in page
    scenes.release(app, asking.scene, cast.probation, Category.HEALTH, obtained_by=cast.provider)
    page = browser.get(asking.form).text
    known = page[page.index("do not ask again") :]
    assert "Health" in known and "Bridge Clinic" in known
    assert text not in page


DAYS = [
    (date(2026, 12, 4), 2, date(2026, 12, 2)),
    (date(2026, 12, 7), 2, date(2026, 12, 3)),
    (date(2026, 12, 6), 2, date(2026, 12, 3)),
    (date(2026, 12, 8), 1, date(2026, 12, 7)),
]


@pytest.mark.parametrize(("day", "n", "due"), DAYS)
def test_weekends_do_not_count(day: date, n: int, due: date) -> None:
    assert working_days_before(day, n) == due


def test_holidays_do_not_count() -> None:
    holidays = {date(2026, 11, 26), date(2026, 11, 27)}
    assert working_days_before(date(2026, 11, 30), 2, holidays.__contains__) == date(2026, 11, 24)


def test_what_an_absent_agency_sent_is_read_out_and_in_the_minutes(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    asking = Asking(app, cast, open_case(app, cast), days=1)
    browser.as_(cast.probation).post(asking.form, fields(risks=SHARED))
    with app.app_context(), job("test: they came"):
        [meeting] = rows(Meeting)
        for player in (cast.provider, cast.coordinator):
            [member] = rows(Member, Member.id == player.id)
            attend(meeting, member, Presence.PRESENT, clock.now())
    here = browser.as_(cast.provider).get(asking.screen).text
    assert "absent" in here and "Read out by the chair." in here and SHARED in here
    chair = browser.as_(cast.coordinator).get(asking.screen).text
    assert SHARED not in chair
    assert "An agency that it reaches can read it out." in chair
    minutes = browser.get(f"/meetings/{asking.meeting}/minutes").text
    assert "Information sent, received" in minutes
    scenes.release(
        app, asking.scene, cast.coordinator, Category.SAFETY_RISK, obtained_by=cast.probation
    )
    assert SHARED in browser.get(asking.screen).text


def test_final_minutes_keep_the_research_that_came(
    app: Flask, browser: Browser, cast: Cast, asking: Asking
) -> None:
    browser.as_(cast.probation).post(asking.form, fields(risks=SHARED))
    with app.app_context(), job("test: final"):
        [meeting] = rows(Meeting)
        meeting.status = MeetingStatus.FINAL
    with app.app_context(), job("test: afterwards"):
        [row] = rows(SharedResearch)
        row.text = "Changed"
        with pytest.raises(MinutesFinalError):
            db.session.flush()
        db.session.rollback()


def test_the_packet_holds_what_reaches_its_reader_and_nothing_withheld(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    asking = Asking(app, cast, open_case(app, cast), days=1)
    withheld = {"mark_strengths": "withhold", "reason_strengths": WHY}
    browser.as_(cast.probation).post(
        asking.form, fields(risks=SHARED, strengths=KEPT, status="Curlew on the marsh") | withheld
    )
    clinic = browser.as_(cast.provider).get(f"/meetings/{asking.meeting}/packet/{asking.item}").text
    assert f"Risks: {SHARED}" in clinic and "Curlew" not in clinic
    own = browser.as_(cast.probation).get(f"/meetings/{asking.meeting}/packet/{asking.item}").text
    for packet in (clinic, own):
        assert KEPT not in packet and WHY not in packet
