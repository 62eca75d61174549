"""Tell it once: what agencies hold already stands beside the form, without a word of it (D11)."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from safetynet.access import job
from safetynet.db import db
from safetynet.referrals import Referral
from safetynet.referrals.models import Circumstance
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.referrals.telling import ACCOUNT, FACTS, LAST, MAN, released, send, typed

PLACEMENT = "Group home since July"


def known(page: str) -> dict[str, str]:
    """Return what the page says is known already: kinds and the agencies that hold them."""
    soup = BeautifulSoup(page, "html.parser")
    heading = soup.find(id="known-heading")
    if heading is None or heading.parent is None:
        return {}
    terms = (one.get_text() for one in heading.parent.select("dt"))
    return dict(zip(terms, (one.get_text() for one in heading.parent.select("dd")), strict=True))


def told_by(app: Flask, by: Player) -> None:
    """Let another agency hold something about her that it shared with nobody."""
    with app.app_context(), job("test: another agency"):
        [referral] = rows(Referral)
        db.session.add(
            Circumstance(
                survivor_id=referral.survivor_id,
                owner_id=by.agency_id,
                referral_id=referral.id,
                category=Category.CHILD_WELFARE,
                text=PLACEMENT,
            )
        )


@pytest.mark.parametrize("page", ["again", "addition"])
def test_what_is_known_need_not_be_asked_again(browser: Browser, cast: Cast, page: str) -> None:
    form = typed("release", school="Tenth grade, Sequoia") | released("identity")
    path = send(browser, cast.advocate, form)
    answer = browser.get(f"{path}/{page}")
    assert answer.status_code == 200
    held = known(answer.text)
    assert held == {
        "Referral narrative": "Harbor House",
        "Account of exploitation": "Harbor House",
        "Persons of concern": "Harbor House",
        "Education": "Harbor House",
    }
    for words in (FACTS, ACCOUNT, MAN, LAST, "Tenth grade"):
        assert words not in answer.text


def test_what_does_not_reach_the_asker_is_not_listed(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.advocate, typed("release") | released("identity"))
    told_by(app, cast.child_welfare)
    page = browser.get(f"{path}/again").text
    assert "Child welfare" not in known(page)
    assert "Child Welfare" not in known(page).values()


def test_it_still_stands_there_while_something_is_mended(browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.advocate, typed("release") | released("identity"))
    again = path.rpartition("/")[2]
    answer = browser.post("/referrals/new", {"again": again, "opinion": "x"})
    assert answer.status_code == 422 and "Referral narrative" in known(answer.text)


def test_a_new_referral_knows_of_nobody(browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.advocate, typed("release") | released("identity"))
    assert known(browser.get("/referrals/new").text) == {}
    for named in (path.rpartition("/")[2], "nobody", ""):
        answer = browser.as_(cast.probation).post("/referrals/new", {"again": named})
        assert answer.status_code == 422 and known(answer.text) == {}


def test_only_who_sent_it_refers_again(browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.advocate, typed("release") | released("identity"))
    assert browser.as_(cast.outsider).get(f"{path}/again").status_code == 404
    assert browser.as_(cast.coordinator).get(f"{path}/again").status_code == 403
    assert browser.as_(cast.analyst).get(f"{path}/again").status_code == 403
