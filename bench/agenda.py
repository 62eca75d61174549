"""How long it takes to propose an agenda over 90 open cases of a county of ten years.

python bench/agenda.py [--survivors 1200] [--open-cases 90] [--database sqlite|postgresql|both]

Profile M of `domain/volumes.md`: 1,200 young people, 500 meetings with 6,300 items, 16,000 tasks.
Each round calls a meeting, presses "Propose the agenda" and opens the builder, as the coordinator,
through the door, with its entry on the ledger. The goal is a second for the press.
"""

import argparse
import statistics
import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parent.parent))

from flask import Flask
from sqlalchemy import func, select

from bench.county import county
from safetynet import clock
from safetynet.access import Role, job
from safetynet.cases import Case, CaseStatus
from safetynet.db import db
from safetynet.meetings.autopilot.rules import reasons_for
from safetynet.meetings.models import (
    AgendaItem,
    Ending,
    ItemKind,
    ItemStatus,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Task,
)
from safetynet.meetings.operations.scheduling import schedule
from safetynet.meetings.queries import agenda_of
from tests.browser import Browser
from tests.cast import Player

MEETINGS, ITEMS, TASKS = 500, 13, 3
"""Meetings, cases at each, and tasks of each case; 6,500 items and 19,500 tasks."""
ROUNDS, GOAL = 10, 1.0


def fill(app: Flask, chair: UUID) -> None:
    """Let ten years of meetings have been held."""
    with app.app_context(), job("bench: ten years"):
        cases = db.session.execute(select(Case.id, Case.lead_agency_id)).all()
        turns = cycle(cases)
        for number in range(MEETINGS):
            meeting = _held(number, chair)
            db.session.add(meeting)
            db.session.flush()
            items = [
                _item(meeting, place, each.id) for place, each in enumerate(islice(turns, ITEMS))
            ]
            db.session.add_all(items)
            db.session.flush()
            db.session.add_all(task for item in items for task in _tasks(item, cases[0][1]))
            db.session.flush()
            db.session.expunge_all()


def _held(number: int, chair: UUID) -> Meeting:
    return Meeting(
        number=f"M-1999-{number:03}",
        kind=MeetingKind.WEEKLY,
        status=MeetingStatus.MINUTES_DRAFT,
        starts_at=clock.now() - timedelta(days=30 + 7 * (MEETINGS - number)),
        place_code="Room 4B",
        statement_version=1,
        chair_id=chair,
    )


def _item(meeting: Meeting, place: int, case_id: UUID) -> AgendaItem:
    return AgendaItem(
        meeting_id=meeting.id,
        case_id=case_id,
        kind=ItemKind.FOLLOW_UP,
        status=ItemStatus.REVIEWED,
        reviewed_at=meeting.starts_at,
        next_review_on=clock.day_of(meeting.starts_at) + timedelta(days=14),
        minutes=10,
        position=place,
    )


def _tasks(item: AgendaItem, agency: UUID) -> Iterator[Task]:
    due = clock.day_of(item.reviewed_at or clock.now())
    for _each in range(TASKS):
        yield Task(
            meeting_id=item.meeting_id,
            item_id=item.id,
            case_id=item.case_id,
            agency_id=agency,
            due_on=due,
            first_due_on=due,
            ending=Ending.DONE,
            settled_at=item.reviewed_at,
        )


def measured(app: Flask, coordinator: Player) -> Iterator[tuple[float, float]]:
    """Yield what the press took, and what opening the builder took, once a round."""
    browser = Browser(app).as_(coordinator)
    for number in range(ROUNDS + 1):
        with app.app_context(), job("bench: call a meeting"):
            meeting = schedule(
                kind=MeetingKind.WEEKLY,
                starts_at=clock.now() + timedelta(days=2 + number),
                minutes=120,
                place_code="Room 4B",
                chair_id=coordinator.id,
            ).id
        token = browser.csrf_token()
        began = perf_counter()
        answer = browser.send(f"/meetings/{meeting}/proposal", csrf_token=token)
        pressed = perf_counter() - began
        began = perf_counter()
        page = browser.look(f"/meetings/{meeting}/agenda")
        opened = perf_counter() - began
        assert (answer.status_code, page.status_code) == (303, 200)
        _each_has_a_reason(app, meeting)
        # The first round warms what later ones find.
        if number:
            yield pressed, opened


def _each_has_a_reason(app: Flask, meeting_id: UUID) -> None:
    with app.test_request_context(), job("bench: look"):
        meeting = db.session.scalars(select(Meeting).where(Meeting.id == meeting_id)).one()
        items, reasons = agenda_of(meeting_id), reasons_for(meeting)
        assert items
        assert all(reasons.get(item.case_id) for item in items)


def _open_cases(app: Flask) -> int:
    with app.app_context(), job("bench: count"):
        wanted = select(func.count()).select_from(Case).where(Case.status != CaseStatus.CLOSED)
        return db.session.scalar(wanted) or 0


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--survivors", type=int, default=1200)
    parser.add_argument("--open-cases", type=int, default=90)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    said = parser.parse_args()
    both = ["sqlite", "postgresql"]
    print("| database | open cases | propose: median | slowest | open the builder: median | met? |")
    print("|---|---|---|---|---|---|")
    for database in both if said.database == "both" else [said.database]:
        with county(said.open_cases, database, said.survivors) as (app, people):
            runs = next(person for person in people if person.role is Role.COORDINATOR)
            coordinator = Player(runs.id, runs.agency_id, runs.role, runs.email)
            fill(app, coordinator.id)
            pressed, opened = zip(*measured(app, coordinator), strict=True)
            took = [statistics.median(pressed), max(pressed), statistics.median(opened)]
            met = "yes" if max(pressed) < GOAL else "no"
            cells = [f"{each * 1e3:.0f} ms" for each in took]
            print(" | ".join([f"| {database}", str(_open_cases(app)), *cells, f"{met} |"]))


if __name__ == "__main__":
    main()
