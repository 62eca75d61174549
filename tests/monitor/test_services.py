"""Where young people wait, and the gaps: what is told to whom."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.db import db
from safetynet.directory import ServiceType
from safetynet.linkages.gaps import AgeBand, Area, Told, count_gap
from safetynet.linkages.life import LinkageStatus, Why
from safetynet.linkages.times import Way
from safetynet.monitor.bottlenecks import as_of, by_kind, by_provider, masked_table, table_of
from safetynet.monitor.gaps import years_told
from safetynet.monitor.lines import lines_of
from safetynet.monitor.services import years_settled
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.linkages.offering import list_for, sent, take
from tests.scenes import Scene

SENT = datetime(2025, 3, 3, 17, tzinfo=UTC)
DAY = (SENT + timedelta(days=200)).date()
BEDS, TALKS = UUID(int=1), UUID(int=2)
KINDS = {BEDS: ServiceType.SHELTER, TALKS: ServiceType.MENTAL_HEALTH}
S = LinkageStatus


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def way(
    service: UUID = BEDS,
    *,
    answered: int | None = 2,
    contacted: int | None = None,
    served: int | None = None,
    dropped: int | None = None,
    waitlisted: int | None = None,
    status: LinkageStatus = S.ACCEPTED,
    provider: UUID | None = None,
    survivor: UUID | None = None,
) -> Way:
    def after(days: int | None) -> datetime | None:
        return None if days is None else SENT + timedelta(days=days)

    return Way(
        survivor or uuid4(), service, provider, status, SENT,
        after(answered), after(waitlisted), after(contacted), after(served), after(dropped),
    )  # fmt: skip


# Counting -----------------------------------------------------------------------------------------


def test_medians_count_from_sending_to_each_point() -> None:
    ways = [
        way(answered=1, contacted=5, served=9),
        way(answered=3, contacted=7),
        way(answered=None),
    ]
    row = table_of(by_kind(ways, KINDS), DAY).rows[ServiceType.SHELTER]
    assert (row.sent, row.answer, row.contact, row.service) == (3, 2, 6, 9)


def test_who_left_within_thirty_days_was_not_kept() -> None:
    ways = [
        way(served=10, dropped=30),
        way(served=10, dropped=60),
        way(served=10),
        way(served=190),
        way(),
    ]
    row = table_of(by_kind(ways, KINDS), DAY).everybody
    assert (row.kept_30.met, row.kept_30.total) == (2, 3), "one is too lately served to say"
    assert (row.kept_90.met, row.kept_90.total) == (1, 3)


def test_the_list_of_today_and_all_who_ever_waited() -> None:
    ways = [way(waitlisted=2, status=S.WAITLISTED), way(waitlisted=2, served=40), way()]
    row = table_of(by_kind(ways, KINDS), DAY).everybody
    assert (row.waiting, row.waited) == (1, 2)


# Leaving out --------------------------------------------------------------------------------------


def test_of_a_small_group_nothing_is_told_and_another_goes_with_it() -> None:
    many = [way(served=4) for _ in range(15)]
    few = [way(TALKS, served=9) for _ in range(4)]
    table = masked_table(by_kind(many + few, KINDS), DAY, counts=True)
    assert [row.sent for row in table.rows.values()] == [None, None]
    assert not table.is_whole


def test_one_person_with_many_linkages_is_a_small_group() -> None:
    her = uuid4()
    ways = [way(survivor=her) for _ in range(30)]
    table = masked_table(by_kind(ways, KINDS), DAY, counts=True)
    assert table.everybody.sent is None and table.rows[ServiceType.SHELTER].answer is None


def test_a_median_of_few_is_not_told() -> None:
    ways = [way(served=5 if number < 6 else None) for number in range(20)]
    row = masked_table(by_kind(ways, KINDS), DAY, counts=True).rows[ServiceType.SHELTER]
    assert (row.sent, row.answer, row.service) == (20, 2, None)


def test_what_waited_and_stayed_stands_in_no_sum() -> None:
    """Else a small count could be taken from the sum of the others."""
    ways = [way(waitlisted=2, served=4) for _ in range(40)]
    ways += [way(TALKS, waitlisted=2 if number < 3 else None) for number in range(20)]
    table = masked_table(by_kind(ways, KINDS), DAY, counts=True)
    assert table.rows[ServiceType.MENTAL_HEALTH].waited is None
    assert table.rows[ServiceType.SHELTER].waited == 40
    assert table.everybody.waited is None and table.everybody.kept_30.total is None
    by_agency = masked_table(by_provider(ways), DAY, counts=False)
    assert {row.waited for row in by_agency.rows.values()} == {None}


def test_what_came_after_the_day_of_telling_changes_nothing() -> None:
    ways = [way(served=10, dropped=20), way(served=300)]
    [first, second] = as_of(ways, SENT + timedelta(days=15))
    assert first.served and first.dropped is None and second.served is None


def test_a_year_is_told_three_months_after_its_end() -> None:
    assert years_settled(date(2026, 3, 31)) == (2024, 2023, 2022)
    assert years_settled(date(2026, 4, 1)) == (2025, 2024, 2023)
    assert years_told(date(2026, 1, 1)) == [2025, 2024, 2023]


def test_a_scale_is_round_and_holds_everything() -> None:
    drawn = lines_of([("a", (0, 7, 93), None), ("b", (None, None, None), 4)])
    assert [value for value, _x in drawn.scale] == [0, 20, 40, 60, 80, 100]
    assert drawn.lines[0].ends and drawn.lines[1].ends is None
    assert lines_of([]).scale[0][0] == 0


# Pages --------------------------------------------------------------------------------------------


def test_whoever_knows_the_case_sees_the_days_and_the_list(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    service = list_for(app, cast.teacher.agency_id, ServiceType.SHELTER)
    path = sent(browser, scene, service, cast.probation)
    browser.as_(cast.teacher)
    take(browser, path, "answers/waitlisted", why="no_bed")
    page = browser.as_(cast.coordinator).get("/monitor/services").text
    assert "Emergency or transitional shelter" in page and "Unified Schools" in page
    assert "<svg" in page and "Waiting today" in page


def test_a_telling_service_is_counted_for_nobody_who_may_not_know_of_it(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    service = list_for(app, cast.teacher.agency_id, ServiceType.SUBSTANCE_USE)
    sent(browser, scene, service, cast.probation)
    assert "Substance use" not in browser.as_(cast.coordinator).get("/monitor/services").text


def test_outside_nothing_of_one_linkage_is_told(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    """The analyst and the privacy officer see it so always; everybody's file is told so."""
    service = list_for(app, cast.teacher.agency_id, ServiceType.SHELTER)
    year = years_settled(clock.today())[0]
    with clock.standing_at(datetime(year, 6, 1, 17, tzinfo=UTC)):
        sent(browser, scene, service, cast.probation)
    for player in (cast.analyst, cast.privacy_officer):
        page = browser.as_(player).get("/monitor/services").text
        assert "fewer than 11, or not told" in page and "For inside the team" not in page
    page = browser.as_(cast.coordinator).get("/monitor/services?told=outside").text
    assert "fewer than 11, or not told" in page
    file = browser.get(f"/monitor/services.csv?year={year}")
    assert file.mimetype == "text/csv" and b"fewer than 11" in file.data
    assert scene.number.encode() not in file.data
    with app.app_context():
        assert browser.as_(cast.teacher).get("/monitor/services").status_code == 403
        assert browser.get("/monitor/services.csv").status_code == 403


def test_the_register_tells_of_years_that_are_over(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    year = clock.today().year - 1
    then = datetime(year, 5, 1, 17, tzinfo=UTC)
    with app.app_context(), job("test: count"):
        told = Told(AgeBand.FROM_16, Area.COUNTY)
        count_gap(ServiceType.SHELTER, S.DECLINED, Why.NO_BED, then, told, times=31)
        count_gap(ServiceType.SHELTER, S.WAITLISTED, Why.NO_BED, then, told, times=17)
        count_gap(ServiceType.SHELTER, S.DECLINED, Why.NO_BED, clock.now(), told, times=9090)
        db.session.commit()
    for player in (cast.analyst, cast.coordinator, cast.supervisor, cast.privacy_officer):
        page = browser.as_(player).get("/monitor/gaps").text
        assert (
            "48" in page and "31" in page and "17" in page and "90" not in page.partition("<h2>")[2]
        )
    assert b'"31"' in browser.get(f"/monitor/gaps.csv?year={year}").data
    for player in (cast.advocate, cast.outsider, cast.administrator, cast.observer):
        assert browser.as_(player).get("/monitor/gaps").status_code == 403
        assert browser.get("/monitor/gaps.csv").status_code == 403
