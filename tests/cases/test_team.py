"""Who sits at a case's table: the coordinator gives and ends seats, and takes none."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet.access import job
from safetynet.cases import Case
from safetynet.db import db
from safetynet.sharing import TeamSeat
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player


def _seat_of(app: Flask, scene: scenes.Scene, player: Player) -> UUID:
    with app.app_context(), job("test: look"):
        [seat] = rows(
            TeamSeat, TeamSeat.case_id == scene.case_id, TeamSeat.agency_id == player.agency_id
        )
        return UUID(str(seat.id))


def test_coordinator_seats_an_agency(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    assert browser.as_(cast.teacher).get(scene.path).status_code == 404
    browser.as_(cast.coordinator)
    assert browser.get(f"{scene.path}/team").status_code == 200
    answer = browser.post(f"{scene.path}/seats", agency=cast.teacher.agency_id)
    assert answer.status_code == 303
    assert scenes.last_entry(app).permission == "seat:give"
    assert browser.as_(cast.teacher).get(scene.path).status_code == 200


def test_who_gives_or_ends_a_seat_reads_what_that_opens_and_by_which_law(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.coordinator)
    answer = browser.post(f"{scene.path}/seats", agency=cast.teacher.agency_id)
    said = browser.told(answer)
    assert f"Unified Schools has a seat at {scene.number}. By Penal Code 13753" in said
    assert "now see of each other: name and identity, safety and risk" in said
    answer = browser.post(f"{scene.path}/seats", agency=cast.outsider.agency_id)
    assert "They see nothing of it without a release" in browser.told(answer)
    seat = _seat_of(app, scene, cast.teacher)
    answer = browser.post(f"{scene.path}/lead/{seat}")
    assert f"Unified Schools leads {scene.number} now." in browser.told(answer)
    answer = browser.post(f"{scene.path}/seats/{seat}/end")
    assert "Unified Schools leads and keeps its seat." in browser.told(answer)
    seat = _seat_of(app, scene, cast.provider)
    answer = browser.post(f"{scene.path}/seats/{seat}/end")
    said = browser.told(answer)
    assert f"Bridge Clinic has no seat at {scene.number} any more." in said


def test_coordinator_takes_no_seat(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.coordinator)
    for agency in (cast.coordinator.agency_id, cast.probation.agency_id, "", "nonsense"):
        assert browser.post(f"{scene.path}/seats", agency=agency).status_code == 422


def test_ended_seat_closes_the_case_to_its_agency(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    seat = _seat_of(app, scene, cast.provider)
    answer = browser.as_(cast.coordinator).post(f"{scene.path}/seats/{seat}/end")
    assert answer.status_code == 303
    assert browser.as_(cast.provider).get(scene.path).status_code == 404
    assert browser.as_(cast.probation).get(scene.path).status_code == 200


def test_lead_keeps_its_seat_until_another_leads(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    lead, other = (_seat_of(app, scene, p) for p in (cast.advocate, cast.probation))
    browser.as_(cast.coordinator).post(f"{scene.path}/seats/{lead}/end")
    assert browser.as_(cast.advocate).get(scene.path).status_code == 200
    browser.as_(cast.coordinator).post(f"{scene.path}/lead/{other}")
    with app.app_context(), job("test: look"):
        case = db.session.scalars(select(Case).where(Case.id == scene.case_id)).one()
        assert case.lead_agency_id == cast.probation.agency_id
    browser.post(f"{scene.path}/seats/{lead}/end")
    assert browser.as_(cast.advocate).get(scene.path).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("advocate", 403), ("outsider", 403)])
def test_nobody_else_changes_the_team(
    who: str, status: int, app: Flask, browser: Browser, cast: Cast
) -> None:
    """The role alone is refused, so that the answer says nothing of the case."""
    scene = scenes.open_case(app, cast)
    browser.as_(getattr(cast, who))
    assert browser.get(f"{scene.path}/team").status_code == status
    assert browser.post(f"{scene.path}/seats", agency=cast.teacher.agency_id).status_code == status


def test_seat_of_another_case_is_not_under_this_one(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene, other = scenes.open_case(app, cast), scenes.open_case(app, cast)
    seat = _seat_of(app, other, cast.provider)
    answer = browser.as_(cast.coordinator).post(f"{scene.path}/seats/{seat}/end")
    assert answer.status_code == 404
