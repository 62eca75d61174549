"""The rules that people tell by, for everybody to read."""

import pytest

from safetynet.sharing.laws import LAWS
from safetynet.vault import Category
from tests.browser import Browser
from tests.cast import Cast


def test_everybody_reads_every_law_as_it_stands(browser: Browser, cast: Cast) -> None:
    for player in cast.players.values():
        page = browser.as_(player).get("/laws").text
        assert "30 days from the report" in page
        assert "As shipped for California; no counsel signed it off" in page
        for law in LAWS:
            assert browser.get(f"/laws/{law}").status_code == 200


@pytest.mark.parametrize("unknown", ["gossip", "answer"])
def test_what_is_no_law_of_the_list_is_not_found(
    unknown: str, browser: Browser, cast: Cast
) -> None:
    assert browser.as_(cast.privacy_officer).get(f"/laws/{unknown}").status_code == 404


def test_real_links_lead_to_the_rules(browser: Browser, cast: Cast) -> None:
    for player, page in (
        (cast.advocate, "/account"),
        (cast.supervisor, "/oversight"),
        (cast.privacy_officer, "/retention/schedules"),
        (cast.administrator, "/people"),
        (cast.probation, "/referrals/new"),
    ):
        assert 'href="/laws"' in browser.as_(player).get(page).text


def test_the_page_says_what_no_county_changes(browser: Browser, cast: Cast) -> None:
    page = browser.as_(cast.observer).get("/laws").text
    assert "A seat at a case’s table" in page and "Fixed: no county changes it here" in page


def test_no_law_ships_more_than_any_county_may_sign_off() -> None:
    never = {Category.PRIVILEGED, Category.TEAM_DISCUSSION, Category.OFFICE}
    for law in LAWS.values():
        assert law.categories <= law.most and 1 <= law.days <= law.most_days <= 365
        assert not law.most & never
