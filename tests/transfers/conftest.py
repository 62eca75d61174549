"""A packet as another county made it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from safetynet.referrals import TransferReason
from safetynet.survivors import Name
from safetynet.transfers.packet import Packet, Record
from safetynet.transfers.page import sealed_page
from safetynet.vault import Category
from tests.browser import Browser
from tests.conftest import House, a_copy

WORDS = "maple otter drum laurel ticket cobalt river spoon"
FIRST, LAST = "Marisol", "Quintanar"
FACTS = "Twice in a motel by the highway."
NOTE = "Walks to school another way since March."
PHONE = "555-0163"
RECEIPT = "R7QK-24MX"
COUNTY, SENDER = "Redwood County", "Redwood County Office"


@pytest.fixture
def there(house: House, tmp_path: Path) -> Iterator[Flask]:
    """Open a second installation, with people of the same names and nothing else in common."""
    with a_copy(house, tmp_path / "there") as app:
        yield app


def record(table: str, category: Category, fields: dict[str, Any], **said: str) -> Record:
    return Record(table, category, date(2026, 3, 4), fields, table, list(said.items()))


def a_name(first: str = FIRST, last: str = LAST) -> Record:
    fields = {"kind": "legal", "parts": Name.joined(first, last=last)}
    return record("names", Category.IDENTITY, fields, Name=f"{first} {last}")


def a_birth_date(iso: str = "2010-05-17") -> Record:
    fields = {"iso": iso, "is_estimated": False}
    return record("birth_dates", Category.IDENTITY, fields, Day=iso)


def a_concern(facts: str = FACTS) -> Record:
    empty = (
        "opinion",
        "worries",
        "known_from",
        "learnt_from",
        "sender_role",
        "sender_reach",
        "withheld",
        "withheld_because",
    )
    fields = {"facts": facts} | dict.fromkeys(empty)
    return record("referral_concerns", Category.REFERRAL_NARRATIVE, fields, Facts=facts)


def a_note(text: str = NOTE) -> Record:
    return record("notes", Category.SAFETY_RISK, {"text": text, "kind": "contact"}, Words=text)


def a_contact() -> Record:
    texts = ("person", "best_times", "say", "not_to_know", "tie", "confirmed_on")
    ticks = (
        "may_call",
        "may_text",
        "may_leave_message",
        "is_monitored",
        "do_not_contact",
    )
    fields = {"kind": "phone", "value": PHONE} | dict.fromkeys(texts) | dict.fromkeys(ticks, False)
    return record("safe_contacts", Category.SAFE_CONTACT, fields, Number=PHONE)


def a_packet(*records: Record, id: UUID | None = None) -> Packet:  # noqa: A002
    return Packet(
        id=id or uuid4(),
        made_at=datetime(2026, 3, 5, 12, tzinfo=UTC),
        county=COUNTY,
        agency=SENDER,
        to="Coordinating Office",
        reason=TransferReason.FAMILY,
        purpose="So that she does not begin again",
        until=date(2026, 6, 1),
        receipt=RECEIPT,
        words={},
        facts=[],
        kinds={},
        records=records or (a_name(), a_birth_date(), a_concern(), a_contact(), a_note()),
    )


def a_file(packet: Packet, words: str = WORDS) -> bytes:
    return sealed_page(packet.to_bytes(), words)


def raw_file(content: bytes, words: str = WORDS) -> bytes:
    return sealed_page(content, words)


def looked(browser: Browser, file: bytes, words: str = WORDS) -> Any:
    """Choose the file and type the words."""
    sent = {"file": (BytesIO(file), "document.html"), "passphrase": words}
    return browser.post("/transfers/in", sent)


def sealed_of(page: str) -> str:
    """Return the sealed packet that a preview carries on."""
    before = page.index('name="sealed"')
    tag = page[page.rindex("<", 0, before) : page.index(">", before)]
    return tag.split('value="')[1].split('"')[0]


def taken(browser: Browser, file: bytes, words: str = WORDS, **changes: Any) -> Any:
    """Look into it, and take it in."""
    page = looked(browser, file, words)
    assert page.status_code == 200, page.text
    typed = {"sealed": sealed_of(page.text), "passphrase": words, "urgency": "days"}
    return browser.post("/transfers/taken", typed | changes)


def without(packet: Packet, *records: Record) -> Packet:
    return replace(packet, records=list(records))


Records = Sequence[Record]
