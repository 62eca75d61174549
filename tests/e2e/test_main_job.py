"""The main job, as a county does it: from two spreadsheets to final minutes.

With SAFETYNET_PICTURES=docs/pictures it also takes the pictures of docs/WALKTHROUGH.md.
"""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from safetynet import clock
from safetynet.access import job
from safetynet.db import db
from safetynet.meetings.models import Meeting
from tests.e2e import casework, importing, reviewing
from tests.e2e.pages import Journey, windows
from tests.town import Town, demonstration, serving


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A county of its own: this story brings 1,573 people and goes on to the next day."""
    with serving(*demonstration(tmp_path_factory.mktemp("main-job"))) as served:
        yield served


@pytest.fixture
def axe() -> Any:
    name = "axe_playwright_python.sync_playwright"
    return pytest.importorskip(name, reason="install requirements-e2e.txt").Axe()


def test_a_team_takes_a_young_person_from_referral_to_minutes(
    visit: Callable[..., Any], town: Town, shared: Path, axe: Any
) -> None:
    kept = os.environ.get("SAFETYNET_PICTURES")
    journey = Journey(Path(kept).resolve() if kept else None)
    window = windows(visit, journey)
    file = shared / "data/linkage/two_agency/agency_a.csv"
    sent = importing.people_of(file)

    importing.probation_imports(window("probation"), town, file, sent, axe)
    importing.child_welfare_imports(window("child_welfare"), town, shared)
    her = importing.somebody_young(sent)
    referral = casework.she_is_referred(window("probation"), her, axe)
    case = casework.the_coordinator_opens_a_case(window("coordinator"), referral)
    casework.she_signs_a_release(window("probation"), case, her, axe)
    linkage = casework.a_service_is_offered(window, case, axe)
    step = casework.a_plan_is_written(window, case)
    number = casework.number_of(window("probation").open(case))
    phone = window("advocate", phone=True).open("/").check(axe).picture("today-on-a-phone")
    phone.open("/referrals/new").check(axe).picture("refer-on-a-phone")
    meeting = reviewing.the_case_goes_on_the_agenda(window("coordinator"), number)

    with clock.standing_at(start_of(town, meeting)):
        later = windows(visit, journey)
        item = reviewing.the_team_reviews(later, meeting, number, axe)
        reviewing.the_minutes_say_it(later("coordinator"), meeting, number, axe)
        later("probation").open(case).picture("case-file", height=1150)
        reviewing.the_ledger_knows(later, town, number)
        records = [reviewing.record_in(path) for path in (referral, case, linkage, step, item)]
        words = [number, her["last_name"], reviewing.DECISION]
        reviewing.an_outsider_learns_nothing(later, town, journey, records, words)
    assert journey.wrong == []


def start_of(town: Town, meeting: str) -> datetime:
    """Return when a meeting begins, in UTC."""
    with town.app.app_context(), job("test: when"):
        wanted = select(Meeting.starts_at).where(Meeting.id == UUID(meeting.rpartition("/")[2]))
        return db.session.scalars(wanted).one()
