"""Meetings ready for tests: called, with cases on the agenda, held as far as a test needs."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from safetynet import clock
from safetynet.access import job
from safetynet.cases import Case
from safetynet.db import db
from safetynet.meetings.models import AgendaItem, ItemKind, Meeting, MeetingKind
from safetynet.meetings.operations.scheduling import publish, put_on_agenda, schedule
from tests.browser import Browser
from tests.cast import Cast
from tests.scenes import Scene, open_case


def call_meeting(
    app: Flask, cast: Cast, *scenes: Scene, days: int = 1, published: bool = True
) -> UUID:
    """Call a meeting some days ahead with these cases on its agenda, and publish it."""
    with app.app_context(), job("test: call a meeting"):
        meeting = schedule(
            kind=MeetingKind.WEEKLY,
            starts_at=clock.now() + timedelta(days=days),
            minutes=120,
            place_code="Room 4B",
            chair_id=cast.coordinator.id,
        )
        for scene in scenes:
            case = db.session.scalars(select(Case).where(Case.id == scene.case_id)).one()
            put_on_agenda(meeting, case, ItemKind.NEW)
        if published:
            publish(meeting, clock.now())
        return meeting.id


def item_of(app: Flask, meeting_id: UUID, scene: Scene) -> UUID:
    with app.app_context(), job("test: look"):
        found = select(AgendaItem.id).where(
            AgendaItem.meeting_id == meeting_id, AgendaItem.case_id == scene.case_id
        )
        return db.session.scalars(found).one()


def the_meeting(app: Flask) -> UUID:
    with app.app_context(), job("test: look"):
        return db.session.scalars(select(Meeting.id)).one()


@dataclass(frozen=True)
class Sitting:
    """A running meeting with one case in review."""

    meeting_id: UUID
    item_id: UUID
    scene: Scene

    @property
    def path(self) -> str:
        return f"/meetings/{self.meeting_id}"

    @property
    def screen(self) -> str:
        return f"{self.path}/items/{self.item_id}"


def sit_down(app: Flask, cast: Cast, browser: Browser, scene: Scene | None = None) -> Sitting:
    """Start a meeting of today with one case, and take the case up."""
    scene = scene or open_case(app, cast)
    meeting = call_meeting(app, cast, scene, days=0)
    sitting = Sitting(meeting, item_of(app, meeting, scene), scene)
    browser.as_(cast.coordinator).post(f"{sitting.path}/start")
    browser.post(f"{sitting.screen}/beginning")
    return sitting


HEARD = re.compile(r'name="heard" value="([0-9a-f]+)"')


def confirm(browser: Browser, screen: str) -> TestResponse:
    """Have what is saved read out, as the chair, and say that it is right."""
    page = browser.get(f"{screen}/readback")
    return browser.post(f"{screen}/readback", heard=HEARD.findall(page.text)[0])


def end(browser: Browser, cast: Cast, sitting: Sitting) -> None:
    browser.as_(cast.coordinator).post(f"{sitting.path}/end")


VERSION = re.compile(r'name="version"[^>]*value="(\d+)"')


def version_at(browser: Browser, screen: str) -> str:
    """Return the version that the form of a review carries now."""
    return str(VERSION.findall(browser.get(screen).text)[0])
