"""A county's laws: entered by one person for its counsel, confirmed by another, from a day on."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import Role
from safetynet.audit import Result
from safetynet.sharing import DisclosureBasis
from safetynet.sharing.laws import LAWS
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.ledger import last_entry
from tests.statutes.signing_off import (
    COUNSEL,
    REPORT,
    enter,
    entered,
    law_today,
    on_day,
    sign_off,
    typed,
)

SHIPPED = LAWS[REPORT]


# Two people ----------------------------------------------------------------------------------


def test_what_counsel_signed_off_holds_when_a_second_person_confirmed_it(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sign_off(browser, cast)
    law = law_today(app)
    assert law is not None
    assert (law.days, law.kinds) == (10, (Category.IDENTITY, Category.LOCATION))
    assert law.counsel == COUNSEL
    # What else the law asks for stays as it was shipped.
    assert (law.needs, law.recipients) == (SHIPPED.needs, SHIPPED.recipients)
    assert (last_entry(app).permission, last_entry(app).result) == ("law:confirm", Result.CHANGED)
    page = browser.as_(cast.advocate).get("/laws").text
    assert "10 days from the report" in page and COUNSEL in page


def test_until_then_it_counts_for_nothing(app: Flask, browser: Browser, cast: Cast) -> None:
    path = enter(browser, cast.privacy_officer)
    assert last_entry(app).permission == "law:propose"
    assert law_today(app) == SHIPPED
    assert "Waits for a second person" in browser.as_(cast.advocate).get("/laws").text
    assert "30 days from the report" in browser.get("/laws").text
    browser.as_(cast.administrator).post(f"{path}/refusal", version=1)
    assert law_today(app) == SHIPPED
    assert "Refused" in browser.get(f"/laws/{REPORT}").text


def test_nobody_confirms_what_they_entered(app: Flask, browser: Browser, cast: Cast) -> None:
    path = enter(browser, cast.privacy_officer)
    assert "Somebody else must confirm it" in browser.get(path).text
    for act in ("confirmation", "refusal"):
        assert browser.post(f"{path}/{act}", version=1).status_code == 403
    assert law_today(app) == SHIPPED
    second = scenes.colleague(app, cast.privacy_officer, Role.PRIVACY_OFFICER)
    assert browser.as_(second).post(f"{path}/confirmation", version=1).status_code == 303
    assert law_today(app) != SHIPPED


def test_it_waits_for_everybody_who_may_confirm_it_but_who_entered_it(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    waits = "A change of a law waits"
    path = enter(browser, cast.administrator)
    assert waits not in browser.get("/").text
    home = browser.as_(cast.privacy_officer).get("/").text
    assert waits in home and path in home
    assert waits not in browser.as_(cast.supervisor).get("/").text
    browser.as_(cast.privacy_officer).post(f"{path}/confirmation", version=1)
    assert waits not in browser.get("/").text


def test_it_is_decided_once(app: Flask, browser: Browser, cast: Cast) -> None:
    path = sign_off(browser, cast)
    second = scenes.colleague(app, cast.privacy_officer, Role.PRIVACY_OFFICER)
    for act in ("confirmation", "refusal"):
        for version in (1, 2):
            assert browser.as_(second).post(f"{path}/{act}", version=version).status_code == 409
    assert law_today(app) != SHIPPED
    assert "Confirm</button>" not in browser.get(path).text


# Days ----------------------------------------------------------------------------------------


def test_a_change_waits_for_its_day(app: Flask, browser: Browser, cast: Cast) -> None:
    later = clock.today() + timedelta(days=20)
    sign_off(browser, cast, **on_day("since", later))
    assert law_today(app) == SHIPPED
    assert "Comes" in browser.as_(cast.advocate).get("/laws").text
    with clock.standing_at(clock.start_of(later)):
        law = law_today(app)
        assert law is not None and law.days == 10


def test_what_is_confirmed_late_holds_from_that_day(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """Nobody reads later that it held on days on which nobody could have known of it."""
    path = enter(browser, cast.privacy_officer)
    clock.stand_at(clock.now() + timedelta(days=3))
    assert "Its day has passed" in browser.as_(cast.administrator).get(path).text
    browser.post(f"{path}/confirmation", version=1)
    [setting] = entered(app)
    assert setting.holds_from == clock.today() == setting.since + timedelta(days=3)


def test_the_later_word_holds_and_the_earlier_stays_on_record(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sign_off(browser, cast)
    sign_off(browser, cast, use="not_used", version=1)
    assert law_today(app) is None
    sign_off(browser, cast, days=12, version=2)
    law = law_today(app)
    assert law is not None and law.days == 12
    page = browser.as_(cast.advocate).get(f"/laws/{REPORT}").text
    assert page.count("Held before") == 2 and "Not used in this county" in page


# Limits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("law", "changed", "said"),
    [
        (REPORT, {"days": 91}, "Enter a number from 1 to 90"),
        (REPORT, {"days": 0}, "Enter a number from 1 to 90"),
        (REPORT, {"days": -1}, "Enter a number from 1 to 90"),
        (REPORT, {"days": ""}, "Enter a number from 1 to 90"),
        (REPORT, {"days": "9" * 400}, "Enter a number from 1 to 90"),
        (REPORT, {"days": "ten"}, "There is a problem"),
        (DisclosureBasis.CHILD_STATUTE, {"days": 31}, "Enter a number from 1 to 30"),
        (DisclosureBasis.EMERGENCY, {"days": 8}, "Enter a number from 1 to 7"),
        (REPORT, {"kinds": []}, "Choose at least one"),
        (REPORT, {"kinds": ["identity", "privileged"]}, "There is a problem"),
        (REPORT, {"kinds": ["safe_contact"]}, "There is a problem"),
        (REPORT, {"kinds": ["substance_use"]}, "There is a problem"),
        (REPORT, {"kinds": ["gossip"]}, "There is a problem"),
        (DisclosureBasis.CASE_FILE, {"kinds": ["identity"]}, "There is a problem"),
        (DisclosureBasis.COURT_ORDER, {"kinds": ["privileged"]}, "There is a problem"),
        (REPORT, {"use": ""}, "There is a problem"),
        (REPORT, {"counsel": "  "}, "Enter the name of the county’s counsel"),
        (REPORT, {"reference": ""}, "Write why, and where the signed paper is"),
        (REPORT, {"version": ""}, "There is a problem"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    law: DisclosureBasis,
    changed: dict[str, Any],
    said: str,
    app: Flask,
    browser: Browser,
    cast: Cast,
) -> None:
    browser.as_(cast.privacy_officer)
    answer = browser.post(f"/laws/{law}/change", typed(**changed))
    assert answer.status_code == 422 and said in answer.text
    if "reference" not in changed:
        assert "in the office’s binder" in answer.text
    assert entered(app) == []


def test_neither_a_day_in_the_past_nor_a_signature_to_come(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    a_day = timedelta(days=1)
    browser.as_(cast.privacy_officer)
    for wrong, said in (
        (on_day("since", clock.today() - a_day), "Enter today or a later day"),
        (on_day("signed_on", clock.today() + a_day), "Enter today or an earlier day"),
    ):
        answer = browser.post(f"/laws/{REPORT}/change", typed(**wrong))
        assert answer.status_code == 422 and said in answer.text
    assert entered(app) == []


def test_no_county_reaches_beyond_the_outer_limit(
    app: Flask, browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was signed off under a wider limit is held to the limit that stands now."""
    widest = [str(kind) for kind in SHIPPED.most]
    sign_off(browser, cast, days=SHIPPED.most_days, kinds=widest)
    law = law_today(app)
    assert law is not None and (law.days, law.categories) == (90, SHIPPED.most)
    narrower = frozenset({Category.IDENTITY})
    monkeypatch.setitem(LAWS, REPORT, replace(SHIPPED, most=narrower, most_days=30))
    law = law_today(app)
    assert law is not None and (law.days, law.categories) == (30, narrower)


# Who and how ---------------------------------------------------------------------------------


def test_everybody_reads_a_change_and_few_make_one(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = enter(browser, cast.privacy_officer)
    for player in cast.players.values():
        browser.as_(player)
        assert COUNSEL in browser.get(path).text
        if player.role in {Role.PRIVACY_OFFICER, Role.ADMINISTRATOR}:
            continue
        assert browser.get(f"/laws/{REPORT}/change").status_code == 403
        assert browser.post(f"/laws/{REPORT}/change", typed()).status_code == 403
        assert browser.post(f"{path}/confirmation", version=1).status_code == 403
    assert len(entered(app)) == 1
    assert browser.as_(cast.privacy_officer).get("/laws/gossip/change").status_code == 404


def test_a_change_that_others_made_meanwhile_is_shown_first(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    enter(browser, cast.privacy_officer, days=7)
    answer = browser.as_(cast.administrator).post(f"/laws/{REPORT}/change", typed())
    assert answer.status_code == 409
    assert "7 days from the report" in answer.text and "in the office’s binder" in answer.text
    assert len(entered(app)) == 1
    assert "A change of this law waits already" in browser.get(f"/laws/{REPORT}/change").text


def test_sent_twice_it_is_entered_once(app: Flask, browser: Browser, cast: Cast) -> None:
    paths = {
        enter(browser, cast.privacy_officer, form_key="5f1d0b7e-6f0e-4d0c-9a53-0a4c5a4f1c11")
        for _ in range(2)
    }
    assert len(paths) == len(entered(app)) == 1
