"""Where somebody tells or refers, the county's own laws say what crosses, and for how long."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.referrals import Referral
from safetynet.sharing import Disclosure, DisclosureBasis
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.referrals.telling import FACTS
from tests.referrals.telling import typed as referral_typed
from tests.referrals.test_import_command import run as run_import
from tests.referrals.test_importing import import_all, upload
from tests.scenes import Scene
from tests.sharing.test_telling import CAUSE, told
from tests.sharing.test_telling import typed as telling_typed
from tests.statements import counted
from tests.statutes.signing_off import REPORT, on_day, sign_off

CHILD = DisclosureBasis.CHILD_STATUTE
TEAM = DisclosureBasis.TEAM_STATUTE
NOT_USED = "This county tells nothing by this law"


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def crossed(app: Flask) -> list[tuple[list[str], date]]:
    """Return the kinds and the last days of what was told."""
    with app.app_context(), job("test: look"):
        return [(row.categories, row.ends_on) for row in rows(Disclosure)]


def test_a_county_narrows_what_a_law_carries_and_for_how_long(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    sign_off(browser, cast, CHILD, days=10)
    browser.as_(cast.probation)
    page = browser.get(f"{scene.path}/disclosures/new").text
    assert "Child abuse team (WIC 18961.7): 10 days from the report" in page
    path = f"{scene.path}/disclosures"
    refused = browser.post(path, telling_typed(cast, categories=["identity", "plan"]))
    assert refused.status_code == 422 and "does not carry one of these" in refused.text
    assert browser.post(path, telling_typed(cast)).status_code == 303
    [one] = told(app)
    assert one.ends_on == clock.today() + timedelta(days=10)


def test_what_was_told_before_keeps_what_it_was_told_with(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = f"{scene.path}/disclosures"
    form = telling_typed(cast, categories=["identity", "plan"])
    first = browser.as_(cast.probation).post(path, form).location
    last = clock.today() + timedelta(days=30)
    sign_off(browser, cast, CHILD, days=5, kinds=["identity"])
    assert crossed(app) == [(["identity", "plan"], last)]
    # Going on is a new telling, by the days and kinds of its own day.
    page = browser.as_(cast.probation).get(first).text
    assert "Once, for 5 days more" in page
    assert browser.post(f"{first}/extension", reason=CAUSE).status_code == 303
    assert crossed(app)[1] == (["identity"], last + timedelta(days=5))


def test_what_the_law_carries_no_more_does_not_go_on(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = f"{scene.path}/disclosures"
    form = telling_typed(cast, categories=["plan"])
    first = browser.as_(cast.probation).post(path, form).location
    sign_off(browser, cast, CHILD, kinds=["identity"])
    assert "Let it go on" not in browser.as_(cast.probation).get(first).text
    refused = browser.post(f"{first}/extension", reason=CAUSE)
    assert refused.status_code == 422 and "does not carry one of these" in refused.text
    assert CAUSE in refused.text
    assert len(crossed(app)) == 1


def test_by_a_law_that_the_county_does_not_use_nothing_is_told(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = f"{scene.path}/disclosures"
    first = browser.as_(cast.probation).post(path, telling_typed(cast)).location
    sign_off(browser, cast, CHILD, use="not_used")
    browser.as_(cast.probation)
    assert "Child abuse team" not in browser.get(f"{scene.path}/disclosures/new").text
    refused = browser.post(path, telling_typed(cast, reason=CAUSE))
    assert refused.status_code == 422 and NOT_USED in refused.text and CAUSE in refused.text
    assert "Let it go on" not in browser.get(first).text
    refused = browser.post(f"{first}/extension", reason=CAUSE)
    assert refused.status_code == 422 and NOT_USED in refused.text and CAUSE in refused.text
    assert len(told(app)) == 1


def test_the_page_says_which_laws_counsel_has_not_signed_off(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = f"{scene.path}/disclosures/new"
    for law, kinds in (
        (CHILD, ["identity"]),
        (REPORT, ["identity"]),
        (DisclosureBasis.CASE_FILE, ["juvenile_court"]),
        (DisclosureBasis.COURT_ORDER, ["identity"]),
    ):
        sign_off(browser, cast, law, kinds=kinds)
    page = browser.as_(cast.probation).get(path).text
    notice = page[page.index("Not signed off by counsel") :].split("</div>")[0]
    assert "Emergency" in notice and "Court order" not in notice
    sign_off(browser, cast, DisclosureBasis.EMERGENCY, days=2)
    assert "Not signed off by counsel" not in browser.as_(cast.probation).get(path).text


def test_a_referral_carries_what_the_county_lets_it_carry(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """One list for both rooms: of the law's kinds, those that a referral holds."""
    kinds = ["identity", "exploitation_account", "health"]
    sign_off(browser, cast, REPORT, days=40, kinds=kinds)
    today = clock.today()
    page = browser.as_(cast.child_welfare).get("/referrals/new").text
    assert "A mandated report that was made: 40 days from the report" in page
    form = referral_typed("mandated_report", reported_on=today.isoformat())
    answer = browser.post("/referrals/new", form)
    said = browser.told(answer)
    assert "name and identity, account of exploitation; until" in said
    last = today + timedelta(days=40)
    assert crossed(app) == [(["identity", "exploitation_account"], last)]


def test_a_report_older_than_the_countys_days_is_refused(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sign_off(browser, cast)
    old = clock.today() - timedelta(days=11)
    form = referral_typed("mandated_report", reported_on=old.isoformat())
    answer = browser.as_(cast.probation).post("/referrals/new", form)
    assert answer.status_code == 422
    assert "The law’s days since the report are over" in answer.text
    with app.app_context(), job("test: look"):
        assert rows(Referral) == []


def test_a_law_that_is_not_used_is_absent_from_the_referral(browser: Browser, cast: Cast) -> None:
    sign_off(browser, cast, TEAM, use="not_used")
    # Nothing of what is left of this one is in a referral.
    sign_off(browser, cast, CHILD, kinds=["plan"])
    for page in ("/referrals/new", "/referrals/import"):
        shown = browser.as_(cast.probation).get(page).text
        assert "Personnel team" not in shown and "Child abuse team" not in shown
        assert "A mandated report" in shown
    answer = browser.post("/referrals/new", referral_typed("team_statute"))
    assert answer.status_code == 422 and NOT_USED in answer.text and FACTS in answer.text


def test_an_import_stops_telling_when_the_county_stops_using_its_law(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """It was begun while the law was used, and goes on on the day on which it is not."""
    tomorrow = clock.today() + timedelta(days=1)
    sign_off(browser, cast, TEAM, use="not_used", **on_day("since", tomorrow))
    people = b"First name,Last name\nMarigold,Thistledown\n"
    begun = upload(browser, cast.probation, people, basis="team_statute").location
    clock.stand_at(clock.start_of(tomorrow))
    done = import_all(browser.as_(cast.probation), str(begun))
    assert "stopped using that law meanwhile" in done
    assert crossed(app) == []


def test_telling_asks_once_and_other_pages_not_at_all(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    sign_off(browser, cast, CHILD)
    today = clock.today().isoformat()
    report = referral_typed("mandated_report", reported_on=today)
    browser.as_(cast.probation)

    def asked(path: str, form: dict[str, object] | None = None) -> int:
        with counted(app) as sent:
            answer = browser.post(path, form) if form else browser.get(path)
        assert answer.status_code in {200, 303}
        return sum("law_settings" in sql for sql in sent.main)

    assert [asked(path) for path in (scene.path, "/cases", "/search", "/")] == [0] * 4
    assert asked(f"{scene.path}/disclosures/new") == 1
    assert asked(f"{scene.path}/disclosures", telling_typed(cast)) == 1
    assert asked("/referrals/new") == 1
    assert asked("/referrals/new", report) == 1


def test_the_command_line_goes_by_the_countys_laws_too(
    app: Flask, browser: Browser, cast: Cast, tmp_path: Path
) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text("First name,Last name\nMarigold,Thistledown\n", encoding="utf-8")

    def imported(reported: date) -> str:
        options = ("--basis", REPORT.value, "--reported-on", reported.isoformat())
        answer = run_import(app, sheet, *options)
        return f"{answer.exit_code} {answer.output}"

    today = clock.today()
    sign_off(browser, cast, days=10)
    assert imported(today - timedelta(days=11)).startswith("2 The law's days")
    assert f"until {today + timedelta(days=10)}" in imported(today)
    sign_off(browser, cast, use="not_used", version=1)
    assert imported(today).startswith("2 This county does not use mandated_report.")
    assert len(crossed(app)) == 1
