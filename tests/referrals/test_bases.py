"""Who may tell the review on what basis, and for how long it carries."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from safetynet.access import job
from safetynet.agencies import AgencyClass, HostKind, the_county
from safetynet.referrals import ReferralBasis
from safetynet.referrals.bases import RELEASABLE, STATUTES, bases_for, carried_by
from safetynet.sharing import DisclosureBasis
from safetynet.sharing.laws import LAWS, Laws
from safetynet.vault import Category
from tests.browser import Browser
from tests.cast import Cast
from tests.referrals.telling import coded, released, typed

HERE = HostKind.COUNTY_SERVICES
SHIPPED = carried_by(LAWS)


@pytest.mark.parametrize(
    "kind", [AgencyClass.HEALTH, AgencyClass.EDUCATION, AgencyClass.SUBSTANCE_USE]
)
def test_federal_law_stands_above_team_statutes(kind: AgencyClass) -> None:
    """HIPAA, FERPA and 42 CFR Part 2 are not lifted by a state's team statute."""
    assert bases_for(kind, HERE, SHIPPED, may_sign=True) == (
        ReferralBasis.RELEASE,
        ReferralBasis.MANDATED_REPORT,
        ReferralBasis.CODED,
    )


def test_counsel_hears_in_confidence() -> None:
    assert bases_for(AgencyClass.DEFENCE, HERE, SHIPPED, may_sign=False) == (ReferralBasis.CODED,)


@pytest.mark.parametrize("host", [HostKind.LAW_ENFORCEMENT, HostKind.PROSECUTION])
def test_a_covered_provider_on_a_police_server_sends_coded_ones_only(host: HostKind) -> None:
    """CR-49: entering a name there would already disclose it."""
    assert bases_for(AgencyClass.VICTIM_SERVICES, host, SHIPPED, may_sign=True) == (
        ReferralBasis.CODED,
    )
    assert ReferralBasis.TEAM_STATUTE in bases_for(
        AgencyClass.PROBATION, host, SHIPPED, may_sign=True
    )


def test_a_police_server_takes_no_name_of_a_covered_provider(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    with app.app_context(), job("test: host"):
        the_county().host_kind = HostKind.LAW_ENFORCEMENT
    refused = browser.as_(cast.advocate).post(
        "/referrals/new", typed("release") | released("identity")
    )
    assert refused.status_code == 422
    assert browser.post("/referrals/new", coded()).status_code == 303
    page = browser.get("/referrals/import").text
    assert "Your agency cannot import here" in page and 'type="file"' not in page
    assert browser.post("/referrals/import").status_code == 409


def test_what_runs_from_a_report_runs_thirty_days() -> None:
    """CR-09: WIC 18961.7."""
    told, reported = date(2026, 3, 20), date(2026, 3, 1)
    for basis in (ReferralBasis.CHILD_STATUTE, ReferralBasis.MANDATED_REPORT):
        assert SHIPPED[basis].last_day(told, reported) == date(2026, 3, 31)


def test_no_statute_carries_a_safe_contact_or_privileged_words() -> None:
    """Not even where a county widens it as far as it goes."""
    widest = {basis: replace(law, categories=law.most) for basis, law in LAWS.items()}
    for carried in (*SHIPPED.values(), *carried_by(widest).values()):
        assert Category.SAFE_CONTACT not in carried.categories
        assert Category.PRIVILEGED not in carried.categories
    assert Category.PRIVILEGED not in RELEASABLE


def test_both_rooms_read_one_list_of_what_a_report_holds() -> None:
    for basis, law in STATUTES.items():
        assert SHIPPED[basis].categories == LAWS[law].categories & set(RELEASABLE)
    report = SHIPPED[ReferralBasis.MANDATED_REPORT]
    assert report.categories == LAWS[DisclosureBasis.MANDATED_REPORT].categories
    assert Category.EXPLOITATION_ACCOUNT not in report.categories


def test_what_the_review_may_be_told_by_team_statute_a_referral_holds() -> None:
    """The page of laws would promise too much otherwise: only referrals tell by it."""
    assert LAWS[DisclosureBasis.TEAM_STATUTE].most <= set(RELEASABLE)


def test_what_a_county_does_not_use_is_not_offered() -> None:
    some: Laws = {DisclosureBasis.MANDATED_REPORT: LAWS[DisclosureBasis.MANDATED_REPORT]}
    assert bases_for(AgencyClass.PROBATION, HERE, carried_by(some), may_sign=False) == (
        ReferralBasis.MANDATED_REPORT,
        ReferralBasis.CODED,
    )
