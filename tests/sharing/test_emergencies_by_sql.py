"""Emergencies that SQL writes, changes or deletes."""

from datetime import timedelta
from uuid import uuid4

from flask import Flask
from sqlalchemy import delete, insert, update

from safetynet import clock
from safetynet.db import Model
from tests.audit.test_rows import run
from tests.browser import Browser
from tests.cast import Cast
from tests.house.inside import Hand
from tests.scenes import Scene
from tests.sharing.test_emergencies import NEW, ask, opened, the_glass

GLASS = Model.metadata.tables["break_glass"]


def test_what_sql_writes_opens_nothing(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene, hand: Hand
) -> None:
    """Neither for longer, nor for another, nor for another case; nor is it looked at by SQL."""
    ask(browser.as_(cast.advocate), urgent)
    [row] = hand.table(GLASS)
    forged = row | {"id": uuid4(), "member_id": cast.probation.id, "of_agency_id": urgent.case_id}
    hand.change(insert(GLASS).values(forged | {"of_agency_id": cast.probation.agency_id}))
    assert not opened(app, urgent, cast.probation, cast.provider.agency_id) & NEW
    hand.change(delete(GLASS).where(GLASS.c.id == forged["id"]))
    hand.change(update(GLASS).values(closed_at=clock.now()))
    assert ask(browser, urgent).status_code == 422
    hand.change(update(GLASS).values(closed_at=None, until=clock.now() + timedelta(days=9)))
    assert not opened(app, urgent, cast.advocate, cast.provider.agency_id) & NEW


def test_one_that_sql_deleted_is_named(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene, hand: Hand
) -> None:
    ask(browser.as_(cast.advocate), urgent)
    found = the_glass(app)
    hand.run("DELETE FROM glass_words")
    hand.run("DELETE FROM break_glass")
    assert f"break_glass {found}: " in run(app, "verify").output
