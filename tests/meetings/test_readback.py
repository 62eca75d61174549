"""Before the next case: read out what the minutes will say, and go on only with a yes."""

from flask import Flask

from safetynet.access import job
from safetynet.meetings import AgendaItem
from safetynet.meetings.models import ItemStatus
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.meetings.sitting import HEARD, confirm, sit_down
from tests.statements import counted


def test_what_is_read_out_is_what_the_minutes_will_say(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    browser.as_(cast.advocate).post(sitting.screen, said_safety_plan="For Harbor alone")
    went = browser.as_(cast.coordinator).post(
        sitting.screen,
        said_safety_status="Stays with an aunt",
        source_safety_status=str(cast.probation.agency_id),
        decisions="Placement is supported.",
        tasks="Confirm the bed @clinic due tomorrow",
        no_wishes="not_asked",
        then="next",
        version="2",
    )
    page = browser.get(str(went.location)).text
    for words in ("Stays with an aunt", "Placement is supported.", "Confirm the bed", "@clinic"):
        assert words in page
    assert "Nobody has asked yet" in page
    assert "For Harbor alone" not in page
    assert confirm(browser, sitting.screen).location == sitting.path
    with app.app_context(), job("test: look"):
        [item] = rows(AgendaItem)
        assert (item.status, item.turned_to_at) == (ItemStatus.REVIEWED, None)


def test_a_line_that_came_meanwhile_is_read_first(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = sit_down(app, cast, browser)
    browser.post(sitting.screen, decisions="One.", no_wishes="not_asked", version="2")
    [heard] = HEARD.findall(browser.get(f"{sitting.screen}/readback").text)
    browser.post(sitting.screen, decisions="Two.", no_wishes="not_asked", version="3")
    refused = browser.post(f"{sitting.screen}/readback", heard=heard)
    assert refused.status_code == 409
    assert "Read it once more" in refused.text and "Two." in refused.text
    with app.app_context(), job("test: look"):
        assert rows(AgendaItem)[0].status is ItemStatus.IN_REVIEW
    assert confirm(browser, sitting.screen).status_code == 303


def test_without_wishes_or_a_reason_there_is_no_yes(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    assert confirm(browser, sitting.screen).location == sitting.screen
    with app.app_context(), job("test: look"):
        assert rows(AgendaItem)[0].status is ItemStatus.IN_REVIEW


def test_only_the_chair_reads_back(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = sit_down(app, cast, browser)
    path = f"{sitting.screen}/readback"
    for player in (cast.advocate, cast.probation, cast.outsider):
        assert browser.as_(player).get(path).status_code == 403
        assert browser.post(path, heard="x").status_code == 403


def test_a_long_review_costs_no_more_statements_than_a_short_one(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    pages = (sitting.screen, f"{sitting.screen}/readback", f"{sitting.path}/room")
    costs = []
    for number, more in enumerate((1, 9)):
        told = {"source_safety_status": str(cast.probation.agency_id), "no_wishes": "not_asked"}
        decided, given = ("\n".join([f"{text} {number}"] * more) for text in ("One", "Do @clinic"))
        saved = browser.post(
            sitting.screen,
            told,
            decisions=decided,
            tasks=given,
            said_safety_status="Safe",
            version=str(2 + number),
        )
        assert saved.status_code == 303
        for page in pages:
            browser.get(page)
        costs.append([_cost(app, browser, page) for page in pages])
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 30


def _cost(app: Flask, browser: Browser, page: str) -> int:
    with counted(app) as statements:
        browser.get(page)
    return len(statements)
