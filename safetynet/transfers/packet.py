"""What a packet says, as JSON of one version; docs/TRANSFER.md describes it for other programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from safetynet.referrals import TransferReason
from safetynet.vault import Category

SCHEMA, VERSION = "transfer-packet", 1
LANGUAGES = ("en", "es")
BLOCK = 16 * 1024
"""The JSON is filled up to a multiple of this, so that its length tells little."""
MOST_BYTES = 1024 * 1024
"""Of the JSON: what a page can carry back, and far more than an agency writes about one person."""
MOST_RECORDS, LONGEST, MOST_SAID = 2_000, 100_000, 60

InBoth = str | Mapping[str, str]
"""A text; or, where the two differ, the same in English and Spanish."""


class PacketError(Exception):
    """This is no packet that this version can take in."""


class TooLargeError(Exception):
    """It would hold more than one packet can."""


@dataclass(frozen=True, repr=False)
class Record:
    """One row: its columns for a program, and the same in words for a reader."""

    table: str
    category: Category
    written_on: date
    fields: Mapping[str, Any]
    heading: InBoth
    said: Sequence[tuple[InBoth, InBoth]]


@dataclass(frozen=True, repr=False)
class Packet:
    """Everything of one transfer, from its cover to its last record."""

    id: UUID
    made_at: datetime
    county: str
    agency: str
    to: str
    reason: TransferReason
    purpose: str
    until: date | None
    receipt: str
    """What the receiving side says on the telephone, so that its arrival is known."""
    words: Mapping[str, InBoth]
    """The fixed words of its pages."""
    facts: Sequence[tuple[InBoth, InBoth]]
    kinds: Mapping[Category, InBoth]
    records: Sequence[Record]

    def to_bytes(self) -> bytes:
        """Return the JSON, filled up with blanks; raises TooLargeError."""
        said = json.dumps(
            {
                "schema": SCHEMA,
                "version": VERSION,
                "id": str(self.id),
                "made_at": self.made_at.isoformat(),
                "from": {"county": self.county, "agency": self.agency},
                "to": self.to,
                "reason": self.reason.value,
                "purpose": self.purpose,
                "until": self.until.isoformat() if self.until else None,
                "receipt": self.receipt,
                "words": self.words,
                "facts": self.facts,
                "kinds": self.kinds,
                "records": [_said(record) for record in self.records],
            },
            ensure_ascii=False,
        ).encode()
        if len(said) > MOST_BYTES - BLOCK or len(self.records) > MOST_RECORDS:
            raise TooLargeError
        return said.ljust(-(-len(said) // BLOCK) * BLOCK)

    @classmethod
    def from_bytes(cls, content: bytes) -> "Packet":
        """Read what `to_bytes` wrote; raises PacketError whatever else it is."""
        if len(content) > MOST_BYTES:
            raise PacketError
        try:
            return _read(json.loads(content))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise PacketError from None


def in_language(text: InBoth, language: str) -> str:
    if isinstance(text, str):
        return text
    return text.get(language) or text[LANGUAGES[0]]


def in_both(texts: Sequence[str]) -> InBoth:
    """Return a text that was said in each of the languages, in their order."""
    english, *others = texts
    return english if set(others) == {english} else dict(zip(LANGUAGES, texts, strict=True))


def _said(record: Record) -> dict[str, Any]:
    return {
        "table": record.table,
        "category": record.category.value,
        "written_on": record.written_on.isoformat(),
        "fields": record.fields,
        "heading": record.heading,
        "said": record.said,
    }


def _read(said: Any) -> Packet:
    if (said["schema"], said["version"]) != (SCHEMA, VERSION):
        raise PacketError
    until = said["until"]
    records = _at_most(said["records"], MOST_RECORDS)
    if not records:
        raise PacketError
    return Packet(
        id=UUID(said["id"]),
        made_at=datetime.fromisoformat(said["made_at"]).astimezone(UTC),
        county=_text(said["from"]["county"]),
        agency=_text(said["from"]["agency"]),
        to=_text(said["to"]),
        reason=TransferReason(said["reason"]),
        purpose=_text(said["purpose"]),
        until=date.fromisoformat(until) if until is not None else None,
        receipt=_text(said["receipt"]),
        words={_text(name): _both(text) for name, text in said["words"].items()},
        facts=_pairs(said["facts"]),
        kinds={Category(kind): _both(text) for kind, text in said["kinds"].items()},
        records=[_record(one) for one in records],
    )


def _record(said: Any) -> Record:
    fields = {_text(name): _value(value) for name, value in said["fields"].items()}
    return Record(
        table=_text(said["table"]),
        category=Category(said["category"]),
        written_on=date.fromisoformat(said["written_on"]),
        fields=fields,
        heading=_both(said["heading"]),
        said=_pairs(said["said"]),
    )


def _pairs(said: Any) -> list[tuple[InBoth, InBoth]]:
    return [(_both(term), _both(text)) for term, text in _at_most(said, MOST_SAID)]


def _both(said: Any) -> InBoth:
    if isinstance(said, str):
        return _text(said)
    return {language: _text(said[language]) for language in LANGUAGES}


def _value(said: Any) -> str | bool | None:
    return said if said is None or isinstance(said, bool) else _text(said)


def _text(said: Any) -> str:
    """Return a text that a page can show and the vault can seal."""
    if not isinstance(said, str) or len(said) > LONGEST:
        raise PacketError
    if any(ord(letter) < 32 and letter not in "\n\t\x1f" for letter in said):  # noqa: PLR2004
        raise PacketError
    said.encode()
    return said


def _at_most(said: Any, most: int) -> list[Any]:
    if not isinstance(said, list) or len(said) > most:
        raise PacketError
    return said
