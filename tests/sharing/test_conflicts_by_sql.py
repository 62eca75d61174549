"""Conflicts of interest that SQL sets, lifts or deletes, and how tables say whom they are about."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, update

from safetynet import clock
from safetynet.access import Role
from safetynet.access.hidden import ties_of
from safetynet.access.policy import policy_of
from safetynet.db import Model, db
from safetynet.meetings.models import AgendaItem
from safetynet.plans.models import Score
from safetynet.sharing import TeamSeat
from tests import scenes
from tests.audit.test_rows import run
from tests.browser import Browser
from tests.cast import Cast
from tests.house.inside import Hand, behind_the_door
from tests.meetings.sitting import call_meeting
from tests.scenes import Scene
from tests.sharing.test_conflicts import block

BLOCKS, REASONS = (Model.metadata.tables[name] for name in ("conflict_blocks", "conflict_reasons"))


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def test_what_sql_blocks_is_hidden(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, hand: Hand
) -> None:
    """A forged block hides: nobody may learn more because a row is doubtful."""
    table = BLOCKS
    forged = {
        "id": uuid4(),
        "created_at": clock.now(),
        "version": 1,
        "survivor_id": scene.survivor_id,
        "member_id": cast.advocate.id,
        "blocked_agency_id": cast.harbor_id,
        "set_by_id": cast.coordinator.id,
        "set_by_agency_id": cast.coordinator.agency_id,
        "mac": bytes(32),
    }
    hand.change(insert(table).values(forged))
    assert browser.as_(cast.advocate).get(scene.path).status_code == 404
    assert browser.as_(cast.supervisor).get(scene.path).status_code == 200


def test_a_lifting_that_sql_wrote_lifts_nothing(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, hand: Hand
) -> None:
    found = block(app, scene, cast.advocate, by=cast.coordinator)
    table = BLOCKS
    hand.change(update(table).where(table.c.id == found).values(lifted_at=clock.now()))
    assert browser.as_(cast.advocate).get(scene.path).status_code == 404
    # Nor does a lifting by the page bless it: an administrator must look at the row first.
    path = f"{scene.path}/conflicts/{found}/lifting"
    said = {"reason": "It is over.", "version": 1}
    assert browser.as_(cast.coordinator).post(path, said).status_code == 303
    assert browser.as_(cast.advocate).get(scene.path).status_code == 404


def test_a_block_that_sql_deleted_is_named(
    app: Flask, cast: Cast, scene: Scene, hand: Hand
) -> None:
    found = block(app, scene, cast.advocate, by=cast.coordinator)
    hand.change(
        delete(REASONS).where(REASONS.c.block_id == found),
        delete(BLOCKS).where(BLOCKS.c.id == found),
    )
    said = run(app, "verify").output
    assert f"conflict_blocks {found}: " in said, said


# The building ----------------------------------------------------------------------------------

ABOUT_NOBODY = {
    "access_sign_offs",
    "agencies",
    "agenda_rules",
    "aims",
    "attendances",
    "breach_clocks",
    "breach_parts",
    "breach_scopes",
    "breaches",
    "calendar_feeds",
    "clock_settings",
    "counties",
    "directory_matches",
    "domain_settings",
    "holidays",
    "import_batches",
    "invitations",
    "law_settings",
    "mail_choices",
    "meeting_series",
    "meetings",
    "members",
    "membership_papers",
    "minutes_copies",
    "minutes_openings",
    "notices",
    "organizations",
    "paper_fates",
    "past_cases",
    "places",
    "qualifications",
    "recovery_codes",
    "referral_books",
    "referral_numbers",
    "retention_schedules",
    "roster_places",
    "service_places",
    "services",
    "sign_ins",
    "skipped_days",
}
"""Tables in which no row is about a young person."""


def test_every_table_says_whom_its_rows_are_about() -> None:
    """Whoever adds a table that leads to nobody adds it here, if that is so."""
    named = {mapper.class_.__tablename__ for mapper in Model.registry.mappers}
    tables = {name: table for name, table in Model.metadata.tables.items() if name in named}
    assert {name for name, table in tables.items() if not ties_of(table)} == ABOUT_NOBODY
    ties = {name: [column for column, _ in ties_of(table)] for name, table in tables.items()}
    assert ties["linkage_steps"] == ["linkage_id"]
    assert ties["dispositions"] == ["about_id"]


def test_rows_that_hang_on_others_are_hidden_with_them(
    app: Flask, cast: Cast, scene: Scene
) -> None:
    """An agenda item names a case only."""
    call_meeting(app, cast, scene)
    scenes.colleague(app, cast.coordinator, Role.COORDINATOR)
    block(app, scene, cast.coordinator, by=cast.coordinator)
    with behind_the_door(app, cast.coordinator, "GET"):
        for model in (AgendaItem, TeamSeat, Score):
            assert policy_of(model) is not None
            assert db.session.scalars(select(model)).all() == []
