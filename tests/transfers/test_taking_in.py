"""A packet of another county becomes a referral of whoever takes it in, and nothing by itself."""

import base64
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from safetynet.access import job
from safetynet.agencies import County, HostKind
from safetynet.db import Owned
from safetynet.referrals import Referral, ReferralStatus
from safetynet.survivors import Name
from safetynet.transfers import limits
from safetynet.transfers.models import Arrival, ArrivalWords, TransferredRecord
from safetynet.transfers.page import sealed_in
from safetynet.transfers.records import SAME_HERE, fields_of
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.exports.conftest import (  # noqa: F401 - fixtures
    TEXT,
    TREATED,
    approver,
    hers,
)
from tests.exports.crossing import another_county, asked, packet, released
from tests.exports.test_transfers import opened
from tests.ledger import last_entry
from tests.scenes import Scene
from tests.transfers.conftest import (
    COUNTY,
    FACTS,
    FIRST,
    LAST,
    NOTE,
    PHONE,
    RECEIPT,
    WORDS,
    a_birth_date,
    a_file,
    a_name,
    a_packet,
    looked,
    sealed_of,
    taken,
)


def saved(app: Flask) -> dict[type[Owned], list[dict[str, Any]]]:
    """Return what the rows of every kind that a referral consists of say."""
    with app.app_context(), job("test: look"):
        return {model: [fields_of(row) for row in rows(model)] for model in SAME_HERE.values()}


def test_out_and_in_again_every_field_is_equal(
    app: Flask,
    there: Flask,
    browser: Browser,
    cast: Cast,
    hers: Scene,  # noqa: F811
    approver: Player,  # noqa: F811
) -> None:
    """From one installation to another that shares nothing with it but the file."""
    redwood = another_county(app)
    scenes.write_name(app, hers, cast.probation, "Ángela María", "de la O’Brien-Núñez")
    release = released(app, hers, redwood, cast.probation)
    kinds = ("identity", "safety_risk", "substance_use")
    path = asked(browser.as_(cast.probation), f"{hers.path}/transfers", release, *kinds)
    file, words = packet(browser, path, cast.probation, approver)
    held = opened(file, words)

    their = Browser(there).as_(cast.coordinator)
    answer = taken(their, file, words)
    assert answer.status_code == 303, answer.text
    page = their.get(str(answer.location)).text
    assert held.receipt in page and TEXT in page and TREATED in page
    here = saved(there)
    kept = [one for one in held.records if one.table not in SAME_HERE]
    for record in held.records:
        if record.table in SAME_HERE:
            assert dict(record.fields) in here[SAME_HERE[record.table]]
    with there.app_context(), job("test: look"):
        words_kept = {(row.category, row.written_on, row.text) for row in rows(TransferredRecord)}
    for record in kept:
        text = "\n".join(f"{_english(term)}: {_english(said)}" for term, said in record.said)
        assert (record.category, record.written_on, text) in words_kept
    assert len(kept) == len(words_kept) == 2
    assert sum(map(len, here.values())) == len(held.records) - len(kept) == 1


def _english(text: Any) -> str:
    return text if isinstance(text, str) else str(text["en"])


def test_it_is_shown_first_and_nothing_is_kept(app: Flask, browser: Browser, cast: Cast) -> None:
    page = looked(browser.as_(cast.coordinator), a_file(a_packet()))
    assert page.status_code == 200
    for text in (COUNTY, FIRST, FACTS, NOTE):
        assert text in page.text
    assert PHONE not in page.text, "ways to reach her are opened on purpose only"
    with app.app_context(), job("test: look"):
        assert not rows(Arrival) and not rows(Name) and not rows(Referral)


def test_it_becomes_a_referral_of_the_agency_that_took_it(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    answer = taken(browser.as_(cast.coordinator), a_file(a_packet()))
    assert RECEIPT in browser.get(str(answer.location)).text
    with app.app_context(), job("test: look"):
        [referral], [words], [arrival] = rows(Referral), rows(ArrivalWords), rows(Arrival)
        assert referral.from_agency_id == cast.coordinator.agency_id == words.owner_id
        assert referral.status is ReferralStatus.KEPT and arrival.referral_id == referral.id
        [name] = rows(Name)
        assert (name.first, name.last) == (FIRST, LAST) and name.survivor_id == referral.survivor_id
        path = f"/referrals/{referral.id}"
    page = browser.get(path).text
    assert "it came from another county" in page and FACTS in page and LAST in page


def test_the_same_packet_is_known_again(app: Flask, browser: Browser, cast: Cast) -> None:
    file = a_file(a_packet(id=uuid4()))
    first = taken(browser.as_(cast.coordinator), file)
    page = looked(browser, file).text
    assert "took this packet in before" in page and "Take it in</button>" not in page
    with app.app_context(), job("test: look"):
        assert len(rows(Arrival)) == 1
    again = {"sealed": _sealed(file), "passphrase": WORDS, "urgency": "days"}
    assert browser.post("/transfers/taken", again).location == first.location
    with app.app_context(), job("test: look"):
        assert len(rows(Arrival)) == len(rows(Referral)) == 1


def _sealed(file: bytes) -> str:
    return base64.b64encode(sealed_in(file)).decode()


def test_who_is_possibly_the_same_is_said_and_never_joined(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """The duplicate check of every referral; two records stay two."""
    for _time in range(2):
        answer = taken(browser.as_(cast.coordinator), a_file(a_packet(a_name(), a_birth_date())))
        assert answer.status_code == 303
    with app.app_context(), job("test: look"):
        path = f"/referrals/{rows(Referral)[-1].id}"
        assert len({row.survivor_id for row in rows(Name)}) == 2
    assert "ossibly the same" in browser.get(path).text


def test_wrong_words_are_said_to_be_wrong(browser: Browser, cast: Cast) -> None:
    answer = looked(browser.as_(cast.coordinator), a_file(a_packet()), "eight other words")
    assert answer.status_code == 422 and "not the words that open it" in answer.text


def test_the_words_are_asked_for_once_more_and_nothing_typed_is_lost(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    answer = taken(browser.as_(cast.coordinator), a_file(a_packet()), passphrase="wrong")
    # `taken` looks with the right ones and takes with these.
    assert answer.status_code == 422 and "not the words that open it" in answer.text
    assert sealed_of(answer.text)
    with app.app_context(), job("test: look"):
        assert not rows(Arrival)


def test_words_are_tried_ten_times_an_hour(
    browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = a_file(a_packet())
    browser.as_(cast.coordinator)
    monkeypatch.setattr(limits, "MOST", 3)
    for _try in range(3):
        assert looked(browser, file, "wrong").status_code == 422
    refused = looked(browser, file)
    assert refused.status_code == 429 and refused.headers["Retry-After"] == "3600"
    assert "wrong too often" in refused.text


def test_who_opens_it_is_not_counted(
    browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = a_file(a_packet())
    monkeypatch.setattr(limits, "MOST", 2)
    for _try in range(5):
        assert looked(browser.as_(cast.coordinator), file).status_code == 200


def test_a_role_that_imports_nobody_takes_nothing_in(browser: Browser, cast: Cast) -> None:
    for player in (cast.provider, cast.prosecutor, cast.administrator, cast.analyst):
        assert browser.as_(player).get("/transfers/in").status_code == 403


def test_another_agency_does_not_learn_of_it(app: Flask, browser: Browser, cast: Cast) -> None:
    answer = taken(browser.as_(cast.advocate), a_file(a_packet()))
    for player in (cast.outsider, cast.coordinator, cast.probation):
        assert browser.as_(player).get(str(answer.location)).status_code == 404


def test_a_covered_agency_takes_nobody_in_on_a_server_of_the_police(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """Entering her name there would disclose it (CR-49)."""
    with app.app_context(), job("test: another host"):
        [county] = rows(County)
        county.host_kind = HostKind.LAW_ENFORCEMENT
    page = browser.as_(cast.advocate).get("/transfers/in").text
    assert "cannot take a packet in here" in page
    assert looked(browser, a_file(a_packet())).status_code == 409


def test_taking_it_in_is_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    taken(browser.as_(cast.coordinator), a_file(a_packet()))
    entry = last_entry(app)
    assert {"arrivals", "arrival_words", "names", "referrals"} <= {
        touch.table for touch in entry.touches
    }
