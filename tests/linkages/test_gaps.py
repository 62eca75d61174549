"""The register of gaps: counted in the same commit, and nothing in it leads back."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet import clock
from safetynet.access import job
from safetynet.audit.decoding import decode
from safetynet.audit.tables import entries
from safetynet.db import Model, as_foundation, db, reading_engine
from safetynet.directory import ServiceType
from safetynet.linkages import operations
from safetynet.linkages.gaps import GAP_COUNTS, AgeBand, Area, Gaps, Told, count_gap, gaps_between
from safetynet.linkages.life import LinkageStatus, Why
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.linkages.offering import list_for, sent, take
from tests.scenes import Scene

gap_counts = GAP_COUNTS.table


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def gaps(app: Flask) -> list[Gaps]:
    month = clock.today().replace(day=1)
    with app.app_context(), job("test: look"):
        return gaps_between(month, month)


def test_each_decline_and_each_wait_is_counted_once(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    service = list_for(app, cast.teacher.agency_id, ServiceType.SHELTER, ServiceType.LIFE_SKILLS)
    path = sent(browser, scene, service, cast.probation)
    browser.as_(cast.teacher)
    take(browser, path, "answers/waitlisted", why="no_bed", age="from_16", area="county")
    take(browser, path, "answers/waitlisted", why="no_bed", position="2", age="from_16")
    take(browser, path, "answers/declined", why="age")
    other = sent(browser, scene, service, cast.probation)
    browser.as_(cast.teacher)
    take(browser, other, "answers/declined", why="age")
    month = clock.today().replace(day=1)
    shelter, unknown = ServiceType.SHELTER, (AgeBand.UNKNOWN, Area.UNKNOWN)
    waits = Gaps(
        month, shelter, LinkageStatus.WAITLISTED, Why.NO_BED, AgeBand.FROM_16, Area.COUNTY, 1
    )
    declines = Gaps(month, shelter, LinkageStatus.DECLINED, Why.AGE, *unknown, 2)
    assert sorted(gaps(app), key=lambda gap: gap.count) == [waits, declines]


def test_what_was_refused_is_not_counted(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = sent(browser, scene, list_for(app, cast.teacher.agency_id), cast.probation)
    browser.as_(cast.teacher)
    assert take(browser, path, "answers/declined", why="") == 422
    assert take(browser, path, "answers/declined", why="age", age="12") == 422
    browser.as_(cast.outsider)
    assert take(browser, path, "answers/declined", why="age") == 404
    assert gaps(app) == []


def test_a_count_and_its_linkage_are_saved_together_or_not_at_all(
    browser: Browser, cast: Cast, app: Flask, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sent(browser, scene, list_for(app, cast.teacher.agency_id), cast.probation)
    browser.as_(cast.teacher)

    def fails(*_given: object, **_named: object) -> None:
        count_gap(ServiceType.SHELTER, LinkageStatus.DECLINED, Why.AGE, clock.now())
        raise RuntimeError

    monkeypatch.setattr(operations, "count_gap", fails)
    with pytest.raises(RuntimeError):
        take(browser, path, "answers/declined", why="age")
    assert gaps(app) == []


def test_nothing_in_a_count_leads_back(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    """No id, no moment, no agency; and the ledger names no row of it beside the linkage."""
    path = sent(browser, scene, list_for(app, cast.teacher.agency_id), cast.probation)
    browser.as_(cast.teacher)
    take(browser, path, "answers/declined", why="no_bed", age="from_13", area="county")
    columns = {column.name for column in gap_counts.columns}
    assert columns == {"month", "kind", "outcome", "reason", "age", "area", "count"}
    assert not gap_counts.foreign_keys
    with app.app_context(), as_foundation(), reading_engine().connect() as connection:
        [row] = connection.execute(select(gap_counts)).all()
        assert isinstance(row.month, date) and row.month.day == 1
        tables = {
            touch.table
            for payload in connection.scalars(select(entries.c.payload))
            for touch in decode(payload).touches
        }
    assert "linkage_steps" in tables and gap_counts.name not in tables


def test_no_table_points_at_a_count() -> None:
    pointed = {
        key.column.table.name
        for table in Model.metadata.tables.values()
        for key in table.foreign_keys
    }
    assert gap_counts.name not in pointed


def test_counts_add_up(app: Flask, cast: Cast) -> None:
    told = Told(AgeBand.GROWN, Area.STATE)
    with app.app_context(), job("test: count"):
        for _time in range(3):
            count_gap(None, LinkageStatus.DECLINED, Why.AGE, clock.now(), told)
        [gap] = gaps_between(clock.today().replace(day=1), clock.today())
        assert (gap.count, gap.kind) == (3, None)
        db.session.rollback()
