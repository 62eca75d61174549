"""Referring a young person: what is told, on what basis, and who learns of it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.db import writing_engine
from safetynet.referrals import Referral, ReferralStatus
from safetynet.sharing import Disclosure, Release
from safetynet.survivors import Name, Particular, SafeContact
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.referrals.telling import (
    ACCOUNT,
    FACTS,
    FIRST,
    LAST,
    MAN,
    OPINION,
    PHONE,
    WANTS,
    coded,
    released,
    send,
    typed,
)
from tests.survivors.reaching import open_number


def test_an_advocate_refers_by_release(app: Flask, browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.advocate, typed("release") | released("identity"))
    page = browser.get(path).text
    for words in (FIRST, FACTS, OPINION, WANTS, ACCOUNT, MAN):
        assert words in page
    assert PHONE not in page, "the number stays folded until somebody opens it"
    assert PHONE not in browser.get(f"{path}/contacts").text
    with app.app_context(), job("test: look"):
        [contact] = [row.id for row in rows(SafeContact)]
    assert PHONE in open_number(browser, contact).text
    with app.app_context(), job("test: look"):
        [referral] = rows(Referral)
        assert referral.number.startswith("R-") and referral.status is ReferralStatus.RECEIVED
        assert {name.display for name in rows(Name)} == {f"{FIRST} {LAST}", "Goldie"}


def test_the_coordinator_sees_what_the_release_names(browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.advocate, typed("release") | released("identity", "safety_risk"))
    page = browser.as_(cast.coordinator).get(path).text
    assert FIRST in page and "Missing now" in page
    for hidden in (FACTS, OPINION, WANTS, ACCOUNT, MAN, PHONE):
        assert hidden not in page


def test_a_mandated_report_carries_no_account(browser: Browser, cast: Cast) -> None:
    today = clock.today().isoformat()
    path = send(browser, cast.teacher, typed("mandated_report", reported_on=today))
    page = browser.as_(cast.coordinator).get(path).text
    assert FIRST in page and FACTS in page and MAN in page
    assert ACCOUNT not in page and PHONE not in page


def test_probation_tells_under_the_team_statute(app: Flask, browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    assert ACCOUNT in browser.as_(cast.coordinator).get(path).text
    with app.app_context(), job("test: look"):
        [told] = rows(Disclosure)
        assert told.to_agency_id == cast.coordinator.agency_id
        assert told.ends_on == clock.today() + timedelta(days=90)


@pytest.mark.parametrize(
    ("who", "basis", "sentence"),
    [
        ("probation", "team_statute", "now sees, by Penal Code 13753: name and identity"),
        ("child_welfare", "child_statute", "by Welfare and Institutions Code 18961.7: name"),
        ("teacher", "mandated_report", "as a mandated report, Penal Code 11166: name"),
        ("advocate", "release", "by the young person’s release: safety and risk; until"),
        ("advocate", "coded", "coded: it knows the number and the urgency"),
    ],
)
def test_the_sender_reads_who_now_sees_what_and_by_which_law(
    browser: Browser, cast: Cast, who: str, basis: str, sentence: str
) -> None:
    form = coded() if basis == "coded" else typed(basis) | released("safety_risk")
    form |= {"reported_on": clock.today().isoformat()}
    answer = browser.as_(getattr(cast, who)).post("/referrals/new", form)
    said = browser.told(answer)
    assert "is with Coordinating Office" in said and sentence in said
    assert not {FIRST, LAST, MAN}.intersection(said.split())


def test_day_31_after_the_report_shuts_the_referral(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """CR-09: the window of WIC 18961.7 is 30 days from the report."""
    reported = clock.today() - timedelta(days=30)
    path = send(
        browser, cast.child_welfare, typed("child_statute", reported_on=reported.isoformat())
    )
    assert FIRST in browser.as_(cast.coordinator).get(path).text
    clock.stand_at(clock.now() + timedelta(days=2))
    try:
        later = browser.as_(cast.coordinator).get(path)
        assert later.status_code == 200 and FIRST not in later.text
    finally:
        clock.stand_at(None)


@pytest.mark.parametrize("basis", ["team_statute", "child_statute"])
def test_no_team_statute_opens_a_covered_provider(browser: Browser, cast: Cast, basis: str) -> None:
    """CR-02: VAWA, VOCA and FVPSA stand above state statutes."""
    today = clock.today().isoformat()
    refused = browser.as_(cast.advocate).post("/referrals/new", typed(basis, reported_on=today))
    assert refused.status_code == 422
    assert basis not in browser.get("/referrals/new").text


def test_a_coded_referral_has_no_identity_anywhere(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.advocate, coded())
    with app.app_context(), job("test: look"):
        assert not rows(Name) and not rows(Particular) and not rows(SafeContact)
        assert not rows(Release) and not rows(Disclosure)
    page = browser.as_(cast.coordinator).get(path).text
    assert FACTS not in page and "Known by this number alone." in page
    assert FACTS in browser.as_(cast.advocate).get(path).text


def test_a_coded_referral_refuses_a_name(browser: Browser, cast: Cast) -> None:
    answer = browser.as_(cast.advocate).post("/referrals/new", coded() | {"first_name": FIRST})
    assert answer.status_code == 422 and "holds no name" in answer.text


def test_what_is_missing_is_named_and_nothing_typed_is_lost(browser: Browser, cast: Cast) -> None:
    answer = browser.as_(cast.advocate).post("/referrals/new", {"opinion": OPINION})
    assert answer.status_code == 422 and OPINION in answer.text
    answer = browser.post("/referrals/new", typed("release", facts=""))
    assert answer.status_code == 422
    for sentence in ("Say what happened", "Choose who signs", "Enter the day of signing"):
        assert sentence in answer.text


def test_sending_a_form_twice_makes_one_referral(app: Flask, browser: Browser, cast: Cast) -> None:
    form = coded() | {"form_key": "3f0c1d2e-0000-4000-8000-000000000001"}
    first = browser.as_(cast.advocate).post("/referrals/new", form)
    second = browser.post("/referrals/new", form)
    assert first.location == second.location
    with app.app_context(), job("test: look"):
        assert len(rows(Referral)) == 1


def test_outsiders_do_not_learn_that_it_exists(browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.advocate, typed("release") | released("identity"))
    for stranger in (cast.outsider, cast.probation, cast.prosecutor):
        browser.as_(stranger)
        for page in ("", "/contacts", "/sending", "/reply", "/addition"):
            assert browser.get(path + page).status_code in {403, 404}
        assert browser.get(path).status_code == 404
        assert FIRST not in browser.get("/referrals?pile=all").text


def test_roles_without_casework_may_not_read_referrals(browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.advocate, typed("release") | released("identity"))
    for player in (cast.analyst, cast.administrator, cast.privacy_officer, cast.observer):
        assert browser.as_(player).get(path).status_code == 403
        assert browser.get("/referrals").status_code == 403


def test_a_disclosure_stretched_by_sql_alone_opens_nothing(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    with app.app_context(), writing_engine().begin() as connection:
        connection.exec_driver_sql("UPDATE disclosures SET ends_on = '2099-01-01'")
    page = browser.as_(cast.coordinator).get(path).text
    assert FIRST not in page


def test_the_referral_is_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    entry = last_entry(app)
    assert entry.permission == "referral:write"
    assert {"referrals", "names", "disclosures", "referral_concerns"} <= {
        touch.table for touch in entry.touches
    }
    browser.as_(cast.coordinator).get(path)
    assert "names" in {touch.table for touch in last_entry(app).touches}


def test_problems_are_summed_up_in_the_order_of_the_page(browser: Browser, cast: Cast) -> None:
    """And each says what to do; "choose one" twice over tells nobody which."""
    page = browser.as_(cast.advocate).post("/referrals/new", basis="mandated_report")
    soup = BeautifulSoup(page.text, "html.parser")
    summed = [str(link["href"])[1:] for link in soup.select("#error-summary a")]
    stand = [str(tag["id"]) for tag in soup.select("main [id]") if tag["id"] in summed]
    assert len(summed) > 3
    assert summed == stand
    said = [link.get_text() for link in soup.select("#error-summary a")]
    assert len(set(said)) == len(said)
