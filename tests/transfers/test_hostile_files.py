"""Files that somebody made to harm: each is refused with a sentence, in time, and keeps nothing."""

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from safetynet.access import job
from safetynet.referrals import Referral
from safetynet.transfers.packet import Packet, PacketError
from safetynet.transfers.page import MOST_BYTES
from safetynet.vault import Category
from safetynet.vault.passphrase import MOST_ROUNDS, NotSealedError, open_under, seal_under
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.transfers.conftest import (
    WORDS,
    a_birth_date,
    a_concern,
    a_contact,
    a_file,
    a_name,
    a_note,
    a_packet,
    looked,
    raw_file,
    record,
    taken,
)

GOOD = json.loads(a_packet().to_bytes())


def changed(**changes: Any) -> bytes:
    return json.dumps(GOOD | changes).encode()


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"<html></html>",
        b"\x00" * 1000,
        b'<pre id="sealed" hidden>AAAA</pre>',
        b'<pre id="sealed" hidden>' + b"A" * 800 + b"</pre>",
        b"x" * (MOST_BYTES + 1),
    ],
    ids=["empty", "a page", "zeros", "too short", "no seal", "too long"],
)
def test_what_is_no_packet_is_refused(browser: Browser, cast: Cast, file: bytes) -> None:
    answer = looked(browser.as_(cast.coordinator), file)
    assert answer.status_code == 422
    assert "no packet" in answer.text or "damaged" in answer.text or "Choose" in answer.text


@pytest.mark.parametrize(
    "content",
    [
        b"not json",
        b"[" * 100_000,
        b'{"schema": "transfer-packet"}',
        changed(version=2),
        changed(id="x"),
        changed(made_at="yesterday"),
        changed(reason="because"),
        changed(records=[]),
        changed(records=[GOOD["records"][0]] * 2001),
        changed(purpose=1),
        changed(purpose="\x00"),
        changed(purpose="\ud800"),
        changed(purpose="x" * 100_001),
        changed(**{"from": None}),
        changed(facts=[["a"]]),
    ],
)
def test_what_opens_and_is_no_packet_is_refused(
    browser: Browser, cast: Cast, content: bytes
) -> None:
    answer = looked(browser.as_(cast.coordinator), raw_file(content))
    assert answer.status_code == 422 and "damaged" in answer.text


@pytest.mark.parametrize(
    "bad",
    [
        record("members", Category.IDENTITY, {"name": "x"}),
        record("ledger_entries", Category.OFFICE, {}),
        record("notes", Category.PRIVILEGED, {"text": "x"}),
        record("notes", Category.TEAM_DISCUSSION, {"text": "x"}),
        record("notes", Category.SAFE_CONTACT, {"text": "x"}),
        replace(a_name(), category=Category.HEALTH),
        replace(a_name(), fields={"kind": "legal"}),
        replace(a_name(), fields={"kind": "king", "parts": "x"}),
        replace(a_name(), fields={"kind": "legal", "parts": None}),
        replace(a_name(), fields={"kind": "legal", "parts": True}),
        replace(a_name(), fields={"kind": "legal", "parts": "x", "owner_id": "y"}),
        a_birth_date("not a day"),
        replace(a_birth_date(), fields={"iso": "2010-01-01", "is_estimated": "no"}),
    ],
)
def test_a_record_that_fits_nothing_here_is_refused(
    app: Flask, browser: Browser, cast: Cast, bad: Any
) -> None:
    answer = taken(browser.as_(cast.coordinator), a_file(a_packet(a_name(), bad)))
    assert answer.status_code == 422 and "damaged" in answer.text
    with app.app_context(), job("test: look"):
        assert not rows(Referral)


def test_words_that_would_be_markup_stay_words(browser: Browser, cast: Cast) -> None:
    evil = "<script>alert(1)</script>"
    answer = taken(
        browser.as_(cast.coordinator), a_file(a_packet(a_name(evil), a_concern(evil), a_note(evil)))
    )
    assert answer.status_code == 303
    page = browser.get(str(answer.location)).text
    assert evil not in page and "&lt;script&gt;" in page


def test_a_file_that_only_wants_to_keep_us_busy_is_refused() -> None:
    sealed = seal_under(WORDS, b"{}")
    for rounds in (1, 599_999, MOST_ROUNDS + 1, 2**32 - 1):
        with pytest.raises(NotSealedError):
            open_under(WORDS, sealed[:5] + rounds.to_bytes(4) + sealed[9:])


def test_a_packet_reads_itself_again() -> None:
    whole = a_packet(a_name(), a_birth_date(), a_concern(), a_contact(), a_note())
    again = Packet.from_bytes(whole.to_bytes())
    assert again.to_bytes() == whole.to_bytes()
    assert len(whole.to_bytes()) % (16 * 1024) == 0
    with pytest.raises(PacketError):
        Packet.from_bytes(whole.to_bytes()[:-40_000] + b"}")
