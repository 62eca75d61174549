"""Why a case comes up: each rule on fixed days, the day before it holds and the day it does."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet import clock
from safetynet.access import admitted_as, job, rights_of
from safetynet.access.actor import Actor
from safetynet.audit import Visit, acting
from safetynet.cases import Case, ClosingKind, Tuning, reasons_by_case
from safetynet.db import db
from safetynet.events import Event, EventKind, Outcome
from safetynet.events.models import CATEGORY_OF
from safetynet.meetings.models import (
    AgendaItem,
    Ending,
    ItemStatus,
    Meeting,
    MeetingStatus,
    Task,
)
from safetynet.referrals import Referral, ReferralStatus, Urgency
from safetynet.vault import Category
from tests import scenes
from tests.cast import Cast, Player
from tests.meetings.sitting import call_meeting
from tests.scenes import Scene

LEAP = date(2028, 2, 29)
SPRING = date(2026, 3, 8)
"""The day on which clocks go forward in California."""
AUTUMN = date(2026, 11, 1)
DAY = timedelta(days=1)


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


@pytest.fixture
def in_california(app: Flask) -> Any:
    clock.live_in("America/Los_Angeles")
    yield
    clock.live_in(app.extensions["config"].time_zone)


def said(
    app: Flask, scene: Scene, rule: str, day: date, until: date | None = None, **tuned: Any
) -> list[str]:
    """Return what a rule says of the case on a day, whoever asks."""
    tunings = {rule: Tuning(True, tuned.get("days"), 50)} if tuned else None
    with app.test_request_context(), job("test: reasons"):
        found = reasons_by_case(day, until, tunings).get(scene.case_id, [])
        return [str(each.sentence) for each in found if each.rule.key == rule]


def seen_by(app: Flask, player: Player, scene: Scene, day: date) -> set[str]:
    """Return which rules give a reason of the case to somebody behind the walls."""
    with app.test_request_context():
        with job("test: rights"):
            rights = rights_of(player.id, player.role, player.agency_id)
        actor = Actor(player.id, player.role, player.agency_id, rights=rights)
        with acting(Visit(player.id, "test")), admitted_as(actor):
            return {each.rule.key for each in reasons_by_case(day).get(scene.case_id, [])}


def log(
    app: Flask,
    scene: Scene,
    by: Player,
    kind: EventKind,
    day: date,
    outcome: Outcome | None = None,
    at: time | None = None,
) -> None:
    with app.app_context(), job("test: an event"):
        db.session.add(
            Event(
                case_id=scene.case_id,
                survivor_id=scene.survivor_id,
                owner_id=by.agency_id,
                category=CATEGORY_OF[kind],
                author_id=by.id,
                kind=kind,
                day=day,
                at_time=at,
                outcome=outcome,
            )
        )


def review(
    app: Flask, cast: Cast, scene: Scene, at: datetime, following: date | None = None
) -> None:
    """Let the case have been reviewed at a moment, with a next day agreed or not."""
    meeting_id = call_meeting(app, cast, scene)
    with app.app_context(), job("test: a review"):
        meeting = db.session.scalars(select(Meeting).where(Meeting.id == meeting_id)).one()
        meeting.starts_at, meeting.status = at, MeetingStatus.MINUTES_DRAFT
        [item] = db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting_id))
        item.finish(at)
        item.next_review_on = following


def noon(day: date) -> datetime:
    return datetime.combine(day, time(20), UTC)


# Each rule, the day before and the day ---------------------------------------------------------


@pytest.mark.parametrize("day", [date(2026, 9, 14), LEAP + DAY, SPRING + DAY, AUTUMN + DAY])
def test_tasks_are_late_on_the_day_after(app: Flask, cast: Cast, scene: Scene, day: date) -> None:
    meeting_id = call_meeting(app, cast, scene)
    with app.app_context(), job("test: a task"):
        [item] = db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting_id))
        due: dict[str, Any] = {"due_on": day - DAY, "first_due_on": day - DAY}
        due |= {"case_id": scene.case_id, "agency_id": cast.harbor_id}
        db.session.add(Task(meeting_id=meeting_id, item_id=item.id, **due))
        done = Task(meeting_id=meeting_id, item_id=item.id, **due)
        done.settle(Ending.DONE, clock.now(), cast.advocate.id)
        db.session.add(done)
    assert said(app, scene, "tasks", day - DAY) == []
    assert said(app, scene, "tasks", day) == ["a task is overdue"]
    assert said(app, scene, "tasks", day + 5 * DAY, days=7) == []
    assert said(app, scene, "tasks", day + 6 * DAY, days=7) == ["a task is overdue"]


@pytest.mark.parametrize("due", [date(2026, 9, 14), LEAP, SPRING, AUTUMN])
def test_a_review_is_due_seven_days_ahead(app: Flask, cast: Cast, scene: Scene, due: date) -> None:
    review(app, cast, scene, noon(due - 30 * DAY), due)
    assert said(app, scene, "review_due", due - 8 * DAY) == []
    assert said(app, scene, "review_due", due - 7 * DAY) == ["review due in 7 days"]
    assert said(app, scene, "review_due", due - DAY) == ["review due in a day"]
    assert said(app, scene, "review_due", due) == ["review due today"]
    assert said(app, scene, "review_due", due + DAY) == ["review overdue by a day"]
    assert said(app, scene, "never", due) == []


def test_a_parked_case_and_one_never_reviewed(app: Flask, cast: Cast, scene: Scene) -> None:
    day = clock.today()
    assert said(app, scene, "never", day) == ["never reviewed"]
    meeting_id = call_meeting(app, cast, scene)
    with app.app_context(), job("test: park"):
        [item] = db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting_id))
        item.status = ItemStatus.PARKED
    assert said(app, scene, "parked", day) == ["parked last time"]
    assert said(app, scene, "never", day) == []


@pytest.mark.parametrize(
    ("reviewed", "lapses"),
    [
        (date(2026, 9, 14), date(2027, 9, 14)),
        # A year is 365 days, also over a leap day.
        (date(2027, 3, 1), LEAP),
        (LEAP, date(2029, 2, 28)),
        (SPRING, date(2027, 3, 8)),
    ],
)
def test_twelve_months_pass(
    app: Flask, cast: Cast, scene: Scene, reviewed: date, lapses: date
) -> None:
    review(app, cast, scene, noon(reviewed))
    assert said(app, scene, "lapse", lapses - DAY) == []
    assert said(app, scene, "lapse", lapses) == ["12 months since the last review"]
    assert said(app, scene, "lapse", reviewed + 30 * DAY, days=30) == [
        "30 days since the last review"
    ]


@pytest.mark.usefixtures("in_california")
@pytest.mark.parametrize("reviewed", [SPRING, AUTUMN])
def test_a_review_late_in_the_evening_counts_from_the_countys_day(
    app: Flask, cast: Cast, scene: Scene, reviewed: date
) -> None:
    """At 23:30 in California it is the next day already in UTC, before and after a clock change."""
    review(app, cast, scene, clock.moment_of(reviewed, time(23, 30)))
    assert said(app, scene, "lapse", reviewed + 364 * DAY) == []
    assert said(app, scene, "lapse", reviewed + 365 * DAY) != []


def _accept(app: Flask, cast: Cast, scene: Scene, at: datetime, **more: Any) -> None:
    with app.app_context(), job("test: a referral"):
        db.session.add(
            Referral(
                number=f"R-2026-{len(more)}{at.day}",
                status=ReferralStatus.ACCEPTED,
                survivor_id=scene.survivor_id,
                from_agency_id=cast.probation.agency_id,
                referred_on=clock.day_of(at),
                received_at=at,
                triaged_at=at,
                case_id=scene.case_id,
                warnings=[],
                **{"urgency": Urgency.NEXT_REVIEW} | more,
            )
        )


def test_a_new_referral_counts_until_the_case_is_reviewed(
    app: Flask, cast: Cast, scene: Scene
) -> None:
    accepted = date(2026, 9, 14)
    _accept(app, cast, scene, noon(accepted), urgency=Urgency.HOURS)
    assert said(app, scene, "referral", accepted) == ["new referral, accepted today"]
    later = accepted + DAY
    assert said(app, scene, "referral", later) == ["new referral, accepted 1 day ago"]
    assert said(app, scene, "urgent", later) == ["urgent referral"]
    review(app, cast, scene, noon(later))
    for rule in ("referral", "urgent"):
        assert said(app, scene, rule, later + DAY) == []


@pytest.mark.parametrize(("days", "repeats"), [(365, True), (366, False)])
@pytest.mark.parametrize("day", [date(2026, 9, 14), LEAP + DAY])
def test_a_referral_within_twelve_months_is_a_repeat(
    app: Flask, cast: Cast, scene: Scene, day: date, days: int, repeats: bool
) -> None:
    _accept(app, cast, scene, noon(day), last_reviewed_on=day - days * DAY)
    told = said(app, scene, "repeat", day + DAY)
    assert told == ([f"repeat referral, {days} days after the last review"] if repeats else [])


@pytest.mark.parametrize("gone", [date(2026, 9, 14), LEAP, SPRING, AUTUMN])
def test_missing_for_more_than_some_days(app: Flask, cast: Cast, scene: Scene, gone: date) -> None:
    log(app, scene, cast.probation, EventKind.MISSING, gone)
    assert said(app, scene, "missing", gone) == ["missing since today"]
    assert said(app, scene, "missing", gone + 3 * DAY) == ["missing 3 days"]
    assert said(app, scene, "missing", gone + 3 * DAY, days=3) == []
    assert said(app, scene, "missing", gone + 4 * DAY, days=3) == ["missing 4 days"]
    log(app, scene, cast.probation, EventKind.RETURNED, gone + DAY)
    assert said(app, scene, "missing", gone + 4 * DAY) == []


@pytest.mark.parametrize(
    ("kind", "rule", "what"),
    [
        (EventKind.HEARING, "hearing", "hearing"),
        (EventKind.RELEASE_FROM_CUSTODY, "custody", "release from custody"),
    ],
)
@pytest.mark.parametrize("on", [date(2026, 9, 14), LEAP, SPRING, AUTUMN])
def test_court_and_release_from_custody_within_two_weeks(
    app: Flask, cast: Cast, scene: Scene, kind: EventKind, rule: str, what: str, on: date
) -> None:
    log(app, scene, cast.probation, kind, on)
    assert said(app, scene, rule, on - 15 * DAY) == []
    assert said(app, scene, rule, on - 14 * DAY) == [f"{what} in 14 days"]
    assert said(app, scene, rule, on) == [f"{what} today"]
    assert said(app, scene, rule, on + DAY) == []


def test_a_hearing_that_was_taken_off_is_none(app: Flask, cast: Cast, scene: Scene) -> None:
    on = date(2026, 9, 14)
    log(app, scene, cast.probation, EventKind.HEARING, on, Outcome.TAKEN_OFF)
    assert said(app, scene, "hearing", on - DAY) == []


@pytest.mark.parametrize("last", [date(2026, 9, 14), LEAP, SPRING, AUTUMN])
def test_no_contact_for_more_than_three_weeks(
    app: Flask, cast: Cast, scene: Scene, last: date
) -> None:
    log(app, scene, cast.probation, EventKind.CONTACT_ATTEMPT, last, Outcome.REACHED)
    tried = last + 5 * DAY
    log(app, scene, cast.probation, EventKind.CONTACT_ATTEMPT, tried, Outcome.NOT_REACHED)
    assert said(app, scene, "no_contact", last + 21 * DAY) == []
    assert said(app, scene, "no_contact", last + 22 * DAY) == ["no contact for 22 days"]


def test_a_release_ends_before_the_meeting_after(app: Flask, cast: Cast, scene: Scene) -> None:
    scenes.release(app, scene, cast.provider, obtained_by=cast.advocate, days=90)
    ends = clock.today() + 90 * DAY
    until = ends - 30 * DAY
    assert said(app, scene, "release_ends", ends - 15 * DAY) == []
    assert len(said(app, scene, "release_ends", ends - 14 * DAY)) == 1
    assert len(said(app, scene, "release_ends", ends)) == 1
    assert said(app, scene, "release_ends", ends + DAY) == []
    # The next meeting is far away: what ends before it is news at this one.
    assert said(app, scene, "release_ends", until, ends - DAY, days=7) == []
    assert len(said(app, scene, "release_ends", until, ends, days=7)) == 1


def test_a_closed_case_gives_no_reason(app: Flask, cast: Cast, scene: Scene) -> None:
    log(app, scene, cast.probation, EventKind.MISSING, clock.today())
    with app.app_context(), job("test: close"):
        case = db.session.scalars(select(Case).where(Case.id == scene.case_id)).one()
        case.step_down()
    assert said(app, scene, "missing", clock.today()) != []
    with app.app_context(), job("test: close"):
        case = db.session.scalars(select(Case).where(Case.id == scene.case_id)).one()
        case.close(ClosingKind.MOVED_AWAY, clock.now())
    with app.test_request_context(), job("test: reasons"):
        assert scene.case_id not in reasons_by_case(clock.today())


def test_a_rule_that_is_off_gives_no_reason(app: Flask, cast: Cast, scene: Scene) -> None:
    with app.test_request_context(), job("test: reasons"):
        off = {"never": Tuning(False, None, 60)}
        assert scene.case_id not in reasons_by_case(clock.today(), None, off)
        light = {"never": Tuning(True, None, 7)}
        [reason] = reasons_by_case(clock.today(), None, light)[scene.case_id]
        assert reason.weight == 7


# Nothing that the coordinator may not know -----------------------------------------------------

TOLD = {
    EventKind.MISSING: ("missing", Category.SAFETY_RISK),
    EventKind.HEARING: ("hearing", Category.JUVENILE_COURT),
    EventKind.RELEASE_FROM_CUSTODY: ("custody", Category.JUVENILE_COURT),
    EventKind.CONTACT_ATTEMPT: ("no_contact", Category.SAFE_CONTACT),
}


@pytest.mark.parametrize("kind", TOLD)
def test_facts_that_are_not_released_to_the_office_give_no_reason(
    app: Flask, cast: Cast, scene: Scene, kind: EventKind
) -> None:
    """Of a covered agency and of any other: the same page as if nothing had happened."""
    rule, category = TOLD[kind]
    day = clock.today()
    before = seen_by(app, cast.coordinator, scene, day)
    on = day - 30 * DAY if kind is EventKind.CONTACT_ATTEMPT else day
    outcome = Outcome.REACHED if kind is EventKind.CONTACT_ATTEMPT else None
    for by in (cast.advocate, cast.probation):
        log(app, scene, by, kind, on, outcome)
        assert seen_by(app, cast.coordinator, scene, day) == before
        assert rule in seen_by(app, by, scene, day)
    scenes.release(app, scene, cast.coordinator, category, obtained_by=cast.advocate)
    assert seen_by(app, cast.coordinator, scene, day) == before | {rule}


def test_a_stranger_is_given_no_reason_at_all(app: Flask, cast: Cast, scene: Scene) -> None:
    assert seen_by(app, cast.outsider, scene, clock.today()) == set()
    assert seen_by(app, cast.coordinator, scene, clock.today()) == {"never"}
