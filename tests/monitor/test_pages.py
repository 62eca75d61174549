"""The monitor's pages: who sees what of them, and that they count what is in the rows."""

import csv
import io
from datetime import date, timedelta

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import Role, job
from safetynet.audit import Result
from safetynet.db import db
from safetynet.meetings.models import (
    AgendaItem,
    Aim,
    AimOf,
    Attendance,
    Ending,
    NoWishes,
    ResearchReturn,
    Task,
)
from safetynet.meetings.queries import aims
from safetynet.monitor.figures import Figure
from safetynet.monitor.measures import Measure, tallies
from safetynet.monitor.periods import Period, months_until, quarter_of
from safetynet.monitor.reading import facts_for, facts_of_own_agency
from safetynet.monitor.suppressing import NOTHING, Shown
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.inside import actor_for
from tests.meetings.sitting import Sitting, end, sit_down
from tests.sharing.test_conflicts import block

BED = "Confirm the bed"


@pytest.fixture
def held(app: Flask, browser: Browser, cast: Cast) -> Sitting:
    """A meeting of today: one case, wishes told, one of two people signed, two tasks."""
    sitting = sit_down(app, cast, browser)
    browser.post(
        sitting.screen,
        tasks=f"{BED} @clinic due tomorrow\nCall the school @probation due today",
        wishes="To go back to school",
        wishes_from=str(cast.probation.agency_id),
        next_review_on=(clock.today() + timedelta(days=14)).isoformat(),
        version="2",
        then="next",
    )
    with app.app_context(), job("test: who was there"):
        [item] = rows(AgendaItem)
        item.finish(clock.now())
        for player, signed in ((cast.provider, clock.now()), (cast.probation, None)):
            db.session.add(
                Attendance(
                    meeting_id=sitting.meeting_id,
                    agency_id=player.agency_id,
                    member_id=player.id,
                    presence="present",
                    signed_at=signed,
                )
            )
    end(browser, cast, sitting)
    return sitting


def counted(app: Flask, player: Player, measure: Measure, *, own: bool = False) -> tuple[int, int]:
    """Count one measure over this quarter and the next, as one person may."""
    day = clock.today()
    span = Period(quarter_of(day).first, day + timedelta(days=100))
    with app.app_context():
        actor = actor_for(player)
    with app.test_request_context(), job("test: count"):
        facts = facts_of_own_agency(actor, span) if own else facts_for(actor, span)
        [tally] = tallies(measure, facts, aims(), [span], day + timedelta(days=2))
    return tally.met, tally.missed


def test_the_rows_are_counted(app: Flask, cast: Cast, held: Sitting) -> None:
    chair = cast.coordinator
    assert counted(app, chair, Measure.WISHES) == (1, 0)
    assert counted(app, chair, Measure.FIRST_REVIEWS) == (1, 0)
    assert counted(app, chair, Measure.RELEASES) == (0, 1)
    assert counted(app, chair, Measure.TASKS) == (0, 2)
    met, missed = counted(app, chair, Measure.STATEMENTS)
    assert (met, missed) >= (1, 1)
    scenes.release(app, held.scene, cast.provider, obtained_by=cast.advocate)
    with app.app_context(), job("test: they are done, and it was reviewed later that day"):
        [item] = rows(AgendaItem)
        item.reviewed_at = clock.now()
        for task in rows(Task):
            task.settle(Ending.DONE, clock.now(), cast.provider.id)
    assert counted(app, chair, Measure.RELEASES) == (1, 0)
    assert counted(app, chair, Measure.TASKS) == (2, 0)


def test_research_counts_for_each_agency_at_the_table(
    app: Flask, cast: Cast, held: Sitting
) -> None:
    """Three sit there: one answered ten days before, one on the day itself, one not at all."""
    assert counted(app, cast.coordinator, Measure.RESEARCH) == (0, 0)
    with app.app_context(), job("test: research"):
        for player, days in ((cast.provider, 10), (cast.probation, 0)):
            came = clock.now() - timedelta(days=days)
            db.session.add(
                ResearchReturn(
                    meeting_id=held.meeting_id,
                    case_id=held.scene.case_id,
                    agency_id=player.agency_id,
                    by_id=player.id,
                    received_at=came,
                    changed_at=came,
                )
            )
    assert counted(app, cast.coordinator, Measure.RESEARCH) == (1, 2)
    lead = scenes.colleague(app, cast.provider, Role.SUPERVISOR)
    assert counted(app, lead, Measure.RESEARCH, own=True) == (1, 0)


def test_a_reason_is_no_voice_but_what_was_spoken_is(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sit_down(app, cast, browser)
    for reason, wishes in ((NoWishes.NOT_ASKED, (0, 1)), (NoWishes.SPOKEN, (1, 0))):
        with app.app_context(), job("test: reviewed"):
            [item] = rows(AgendaItem)
            item.no_wishes = reason
            item.finish(clock.now())
        assert counted(app, cast.coordinator, Measure.WISHES) == wishes


def test_a_supervisor_counts_her_own_agency_only(
    app: Flask, browser: Browser, cast: Cast, held: Sitting
) -> None:
    lead = scenes.colleague(app, cast.provider, Role.SUPERVISOR)
    assert counted(app, lead, Measure.TASKS, own=True) == (0, 1)
    assert counted(app, lead, Measure.STATEMENTS, own=True) == (1, 0)
    page = browser.as_(lead).get("/monitor").text
    assert "Tasks done by their day" in page
    assert "Wishes in the record" not in page
    page = browser.get("/monitor/agencies").text
    assert "Bridge Clinic" in page
    assert "County Probation" not in page


def test_whom_a_conflict_hides_is_not_counted_for_her(
    app: Flask, cast: Cast, held: Sitting
) -> None:
    chair = scenes.colleague(app, cast.coordinator, Role.COORDINATOR)
    assert counted(app, chair, Measure.WISHES) == (1, 0)
    block(app, held.scene, chair, by=cast.coordinator)
    with app.app_context():
        actor = actor_for(chair)
    assert actor.rights.hidden
    assert counted(app, chair, Measure.WISHES) == (0, 0)
    assert counted(app, chair, Measure.TASKS) == (0, 0)
    assert counted(app, cast.coordinator, Measure.WISHES) == (1, 0)


@pytest.mark.parametrize(
    ("name", "index", "agencies", "aims_page"),
    [
        ("coordinator", 200, 200, 200),
        ("supervisor", 200, 200, 403),
        ("privacy_officer", 200, 200, 403),
        ("analyst", 200, 403, 403),
        ("advocate", 403, 403, 403),
        ("prosecutor", 403, 403, 403),
        ("observer", 403, 403, 403),
        ("administrator", 403, 403, 403),
    ],
)
def test_who_opens_which_page(
    browser: Browser, cast: Cast, name: str, index: int, agencies: int, aims_page: int
) -> None:
    browser.as_(cast.players[name])
    for path, status in (
        ("/monitor", index),
        ("/monitor/agencies", agencies),
        ("/monitor/steering", index),
        ("/monitor/steering/csv", index),
        ("/monitor/aims", aims_page),
    ):
        assert browser.get(path).status_code == status, path


def test_no_page_and_no_file_names_a_case_or_anybody(
    app: Flask, browser: Browser, cast: Cast, held: Sitting
) -> None:
    secret = (held.scene.number, scenes.LAST, BED, str(held.scene.case_id), "Provider")
    for player in (cast.coordinator, cast.privacy_officer, cast.analyst):
        browser.as_(player)
        for path in ("/monitor", "/monitor/steering", f"/monitor/steering?quarter={_quarter()}"):
            page = browser.get(path).text
            main = page.partition('<main id="main"')[2].partition("</main>")[0]
            assert not [word for word in secret if word in main]
        for kind in ("csv", "xlsx"):
            answer = browser.get(f"/monitor/steering/{kind}?quarter={_quarter()}")
            disposition = answer.headers["Content-Disposition"]
            assert disposition == f"attachment; filename=steering-{_quarter()}.{kind}"
            assert not [word for word in secret if word.encode() in answer.data]
    assert scenes.last_entry(app).result is Result.EXPORTED


def _quarter() -> str:
    return quarter_of(clock.today()).quarter


def test_the_sheet_leaves_out_what_is_small_for_everybody(
    browser: Browser, cast: Cast, held: Sitting
) -> None:
    """Also for the coordinator, who knows the cases: what she prints is for others."""
    for player in (cast.coordinator, cast.analyst):
        answer = browser.as_(player).get(f"/monitor/steering/csv?quarter={_quarter()}")
        table = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
        said = {tuple(row[:3]): row[3] for row in table[1:]}
        assert said["Reviews", "", "young people reviewed"] == "fewer than 11, or not told"
        assert said["Tasks", "Bridge Clinic", "Due"] == "fewer than 11, or not told"
        assert said["Tasks", "All agencies", "Due"] == "fewer than 11, or not told"
        assert said["Tasks", "Unified Schools", "Due"] == "0"
        assert said["Protocol", "Wishes in the record", "kept"] == "fewer than 11, or not told"


def test_the_analyst_sees_quarters_without_small_counts(
    browser: Browser, cast: Cast, held: Sitting
) -> None:
    page = browser.as_(cast.analyst).get("/monitor").text
    assert "quarter" in page
    assert "fewer than 11" in page
    assert "fewer than 11" not in browser.as_(cast.coordinator).get("/monitor").text


def test_each_chart_has_its_table(browser: Browser, cast: Cast, held: Sitting) -> None:
    page = browser.as_(cast.coordinator).get("/monitor").text
    assert page.count('class="over-time"') == len(Measure)
    assert page.count("<table") == len(Measure) + 1


def test_a_table_begins_with_the_first_period_that_counts_something() -> None:
    months = months_until(date(2026, 3, 20))
    none, some = Shown(0, 0, None), Shown(1, 2, 50)

    def listed(*last: Shown) -> list[Period]:
        shown = [none] * (len(months) - len(last)) + list(last)
        figure = Figure(Measure.WISHES, "rule", 90, list(zip(months, shown, strict=True)))
        return [period for period, _shown in figure.listed]

    assert listed(some, none, some) == months[-3:]
    assert listed(NOTHING, none) == months[-2:], "what is left out may be anything"
    assert listed() == months[-1:]


def test_what_came_before_is_said_not_listed(browser: Browser, cast: Cast, held: Sitting) -> None:
    page = browser.as_(cast.coordinator).get("/monitor").text
    assert page.count("there was nothing to count") == len(Measure)


def test_the_coordinator_sets_clocks_and_aims(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.as_(cast.coordinator)
    with app.test_request_context(), job("test: look"):
        usual = {what.value: str(number) for what, number in aims().items()}
    assert browser.post("/monitor/aims", usual | {"wishes": "101"}, version="0").status_code == 422
    assert browser.post("/monitor/aims", usual | {"wishes": ""}, version="0").status_code == 422
    mixed = usual | {"lead_after": "20", "steering_after": "20"}
    refused = browser.post("/monitor/aims", mixed, version="0")
    assert refused.status_code == 422
    assert "more days than" in refused.text
    saved = browser.post("/monitor/aims", usual | {"wishes": "75"}, version="0")
    assert "It is saved" in browser.told(saved)
    assert "75" in browser.get("/monitor").text
    stale = browser.post("/monitor/aims", usual | {"wishes": "60"}, version="0")
    assert stale.status_code == 409
    assert 'value="60"' in stale.text
    with app.app_context(), job("test: look"):
        [set_] = rows(Aim, Aim.what == AimOf.WISHES)
        assert set_.value == 75


def test_counting_is_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.as_(cast.privacy_officer).get("/monitor")
    entry = scenes.last_entry(app)
    assert entry.permission == "monitor:read"


def test_the_ways_there(browser: Browser, cast: Cast) -> None:
    assert 'href="/monitor"' in browser.as_(cast.coordinator).get("/meetings").text
    assert 'href="/monitor"' in browser.as_(cast.privacy_officer).get("/oversight").text
    assert 'href="/monitor"' in browser.as_(cast.analyst).get("/").text
    assert 'href="/monitor"' not in browser.as_(cast.advocate).get("/meetings").text
