"""A transfer: one sealed file for another county, by two people, until its receipt came."""

import json
import re
from uuid import UUID

import pytest
from flask import Flask

from safetynet import clock
from safetynet.audit import Result
from safetynet.transfers.packet import Packet
from safetynet.transfers.page import sealed_in
from safetynet.vault.passphrase import ROUNDS, WrongPassphraseError, open_under
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.exports.conftest import (
    COURT,
    HARBORS,
    PURPOSE,
    SECRET,
    TEXT,
    TREATED,
    Later,
    approved,
    step,
)
from tests.exports.crossing import (
    REACH,
    REDWOOD,
    another_county,
    asked,
    packet,
    passphrase,
    receipt,
    received_on,
    released,
    transferred,
    typed,
)
from tests.exports.test_deciding import revoke
from tests.ledger import last_entry
from tests.scenes import LAST, Scene


@pytest.fixture
def redwood(app: Flask) -> Player:
    return another_county(app)


@pytest.fixture
def to_redwood(app: Flask, cast: Cast, hers: Scene, redwood: Player) -> UUID:
    """A release that lets probation give three kinds of content to Redwood in writing."""
    return released(app, hers, redwood, cast.probation)


def of(hers: Scene) -> str:
    return f"{hers.path}/transfers"


def opened(file: bytes, words: str) -> Packet:
    return Packet.from_bytes(open_under(words, sealed_in(file)))


def said(packet: Packet) -> str:
    return json.dumps([[record.fields, record.said] for record in packet.records])


def test_a_packet_holds_what_the_release_names_and_nothing_else(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, to_redwood: UUID, approver: Player
) -> None:
    """Absent, not blanked: another agency's words, and kinds that nobody chose, are not in it."""
    path = asked(browser.as_(cast.probation), of(hers), to_redwood, "safety_risk")
    file, words = packet(browser, path, cast.probation, approver)
    held = opened(file, words)
    assert [record.category for record in held.records] == ["safety_risk"]
    assert TEXT in said(held) and held.purpose == PURPOSE and held.to == REDWOOD
    for kept in (TREATED, COURT, SECRET, HARBORS):
        assert kept not in said(held)


def test_every_treatment_record_in_it_carries_the_notice(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, to_redwood: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), of(hers), to_redwood, "safety_risk", "substance_use")
    file, words = packet(browser, path, cast.probation, approver)
    held = opened(file, words)
    assert "42 CFR part 2" in str(held.words["notice"])
    assert {"en", "es"} == set(dict(held.words["heading"]))  # type: ignore[arg-type]


def test_outside_its_seal_a_packet_says_nothing(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, to_redwood: UUID, approver: Player
) -> None:
    """No word of hers, no number, no county, nor what made it; its rounds are enough."""
    path = asked(browser.as_(cast.probation), of(hers), to_redwood, "safety_risk")
    file, words = packet(browser, path, cast.probation, approver)
    sealed = sealed_in(file)
    for text in (TEXT, LAST, hers.number, REDWOOD, PURPOSE, "SafetyNet", "County", receipt(app)):
        assert text.encode() not in file and text.encode() not in sealed
    assert int.from_bytes(sealed[5:9]) == ROUNDS >= 600_000
    assert b"default-src 'none'" in file and b"http-equiv" in file
    assert len(words.split()) == 8 and words.encode() not in file
    with pytest.raises(WrongPassphraseError):
        open_under(f"{words} more", sealed)


def test_its_file_has_a_name_that_gives_nothing_away(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, to_redwood: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), of(hers), to_redwood)
    approved(browser, path, approver)
    answer = step(browser.as_(cast.probation), path, "delivery")
    file = browser.get(str(answer.location))
    name = file.headers["Content-Disposition"]
    assert re.fullmatch(r"attachment; filename=document-[A-Z2-7]{4}-[A-Z2-7]{4}\.html", name)
    assert file.mimetype == "application/octet-stream"


def test_without_a_release_to_another_county_nothing_can_go(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, redwood: Player
) -> None:
    """A release to somebody at the table is none to another county."""
    page = browser.as_(cast.probation).get(f"{of(hers)}/new").text
    assert "Nothing can go to another county today" in page
    assert browser.post(of(hers), typed(signed)).status_code == 422


def test_a_kind_that_the_release_does_not_name_stays(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, to_redwood: UUID
) -> None:
    answer = browser.as_(cast.probation).post(of(hers), typed(to_redwood, "plan"))
    assert answer.status_code == 422 and "The basis does not name this" in answer.text


def test_it_is_shown_before_it_is_asked_for(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, to_redwood: UUID
) -> None:
    fields = typed(to_redwood, "safety_risk")
    fields.pop("ask")
    answer = browser.as_(cast.probation).post(of(hers), fields)
    assert answer.status_code == 200 and TEXT in answer.text and REACH in answer.text


def test_nobody_approves_the_packet_they_asked_for(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, to_redwood: UUID, approver: Player
) -> None:
    path = asked(browser.as_(approver), of(hers), to_redwood)
    assert step(browser, path, "approval").status_code == 403


def test_who_gives_no_releases_transfers_nobody(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, to_redwood: UUID
) -> None:
    for player in (cast.officer, cast.coordinator, cast.administrator):
        assert browser.as_(player).get(f"{of(hers)}/new").status_code in {403, 404}


def test_a_stranger_does_not_learn_of_a_transfer(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, to_redwood: UUID
) -> None:
    path = asked(browser.as_(cast.probation), of(hers), to_redwood)
    for player in (cast.outsider, cast.provider):
        assert browser.as_(player).get(path).status_code == 404
        assert step(browser, path, "receipt", receipt="x", told_by="x").status_code in {403, 404}


def test_the_receipt_ends_its_taking_and_its_words(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, to_redwood: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), of(hers), to_redwood)
    file, words = packet(browser, path, cast.probation, approver)
    assert "ask whether the packet" in browser.get("/").text
    code = opened(file, words).receipt
    today = clock.today()
    told = {"day": today.isoformat(), "told_by": "Tomasina, on the telephone"}
    wrong = step(browser, path, "receipt", receipt="AAAA-AAAA", **told)
    assert wrong.status_code == 422 and "not the receipt of this packet" in wrong.text
    assert "Tomasina, on the telephone" in wrong.text and received_on(app) is None
    right = step(browser, path, "receipt", receipt=code.lower().replace("-", " "), **told)
    assert right.status_code == 303 and received_on(app) == today
    page = browser.get(path).text
    assert "It arrived" in page and "Download the packet" not in page
    assert "ask whether the packet" not in browser.get("/").text
    assert passphrase(app) == "None"
    assert step(browser, path, "delivery").status_code == 404


def test_a_packet_ends_with_its_release(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, to_redwood: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), of(hers), to_redwood)
    approved(browser, path, approver)
    revoke(app, to_redwood)
    assert step(browser.as_(cast.probation), path, "delivery").status_code == 404
    assert "does not name all of this any more" in browser.get(path).text


def test_a_packet_is_open_for_its_days(
    app: Flask,
    browser: Browser,
    cast: Cast,
    hers: Scene,
    to_redwood: UUID,
    approver: Player,
    later: Later,
) -> None:
    path = asked(browser.as_(cast.probation), of(hers), to_redwood)
    approved(browser, path, approver)
    later(days=8)
    assert step(browser.as_(cast.probation), path, "delivery").status_code == 404


def test_a_transfer_is_in_her_accounting_and_on_the_ledger(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, to_redwood: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), of(hers), to_redwood)
    approved(browser, path, approver)
    step(browser.as_(cast.probation), path, "delivery")
    entry = last_entry(app)
    assert entry.result is Result.DISCLOSED and entry.basis
    page = browser.get(f"/accounting/{hers.number}").text
    assert REDWOOD in page


def test_it_can_be_called_back_before_it_arrives(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, to_redwood: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), of(hers), to_redwood)
    approved(browser, path, approver)
    assert step(browser.as_(cast.probation), path, "recall").status_code == 303
    assert step(browser, path, "delivery").status_code == 404


def test_nobody_sits_or_signs_in_for_another_county(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, redwood: Player
) -> None:
    """A release may name it; no table, no invitation and no list of the review's agencies does."""
    seat = {"agency": str(redwood.agency_id), "version": 1}
    assert browser.as_(cast.coordinator).post(f"{hers.path}/seats", seat).status_code == 422
    people = browser.as_(cast.administrator)
    assert REDWOOD in people.get("/people").text
    assert people.get(f"/people/agencies/{redwood.agency_id}/members/new").status_code in {403, 404}
    page = browser.as_(cast.probation).get(f"{hers.path}/releases/new").text
    assert f"{REDWOOD} (in another county" in page


def test_a_transferred_referral_is_followed_by_its_senders_own_words(
    app: Flask, browser: Browser, cast: Cast, redwood: Player, approver: Player
) -> None:
    """It never became a case here; what its sender wrote may still follow her."""
    referral, release = transferred(app, cast.probation, redwood)
    page = browser.as_(cast.probation).get(f"/referrals/{referral}").text
    assert "Prepare a packet for it" in page
    path = asked(browser, f"/referrals/{referral}/packet", release, "referral_narrative")
    file, words = packet(browser, path, cast.probation, approver)
    assert TEXT in said(opened(file, words))
    for player in (cast.provider, cast.outsider):
        assert browser.as_(player).get(f"/referrals/{referral}/packet/new").status_code == 404
    assert browser.as_(cast.coordinator).get(f"/referrals/{referral}/packet/new").status_code == 403
