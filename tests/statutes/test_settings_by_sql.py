"""Settings of laws that SQL wrote, confirmed or changed."""

from flask import Flask
from sqlalchemy import insert, update

from safetynet import clock
from safetynet.db import Model
from safetynet.sharing.laws import LAWS
from tests.browser import Browser
from tests.cast import Cast
from tests.house.inside import Hand
from tests.statutes.signing_off import REPORT, enter, law_today

SETTINGS = Model.metadata.tables["law_settings"]
SHIPPED = LAWS[REPORT]


def test_what_sql_wrote_counts_for_nothing(
    app: Flask, browser: Browser, cast: Cast, hand: Hand
) -> None:
    """Neither a row of SQL's own, nor its confirmation, nor a wider word in a genuine row."""
    path = enter(browser, cast.privacy_officer)
    [row] = hand.table(SETTINGS)
    confirmed = {
        "state": "confirmed",
        "decided_by_id": cast.administrator.id,
        "decided_at": clock.now(),
    }
    own = row | confirmed | {"id": cast.administrator.id, "mac": bytes(32)}
    hand.change(insert(SETTINGS).values(own))
    assert law_today(app) == SHIPPED
    hand.change(update(SETTINGS).where(SETTINGS.c.id == row["id"]).values(confirmed))
    assert law_today(app) == SHIPPED
    hand.change(update(SETTINGS).where(SETTINGS.c.id == row["id"]).values(row))
    browser.as_(cast.administrator).post(f"{path}/confirmation", version=1)
    assert law_today(app) != SHIPPED
    for column, value in (("days", 90), ("categories", ["identity", "plan"]), ("is_used", False)):
        there = update(SETTINGS).where(SETTINGS.c.id == row["id"])
        hand.change(there.values({column: value}))
        assert law_today(app) == SHIPPED, column
        assert browser.get(path).status_code == 404
        hand.change(there.values({column: row[column]}))
    assert law_today(app) != SHIPPED
