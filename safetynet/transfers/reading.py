"""What a packet holds, as a page shows it before anything of it is kept."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import get_locale

from safetynet.bundles import Entry, Part, Said
from safetynet.transfers.packet import InBoth, Packet, Record, in_language
from safetynet.vault import Category

FOLDED = frozenset({Category.SAFE_CONTACT})
"""Opened on purpose only, and once it is on record who opened it (CR-20)."""


@dataclass(frozen=True, repr=False)
class Shown:
    """A packet in the words of its reader."""

    packet: Packet
    facts: tuple[Said, ...]
    counts: Mapping[Category, int]
    parts: tuple[Part, ...]


def shown(packet: Packet) -> Shown:
    language = str(get_locale())
    kinds = sorted({record.category for record in packet.records} - FOLDED)
    return Shown(
        packet,
        tuple(_said(pair, language) for pair in packet.facts),
        dict(sorted(Counter(record.category for record in packet.records).items())),
        tuple(_part(packet, kind, language) for kind in kinds),
    )


def _part(packet: Packet, kind: Category, language: str) -> Part:
    entries = (_entry(one, language) for one in packet.records if one.category is kind)
    return Part(in_language(packet.kinds.get(kind, kind.value), language), tuple(entries))


def _entry(record: Record, language: str) -> Entry:
    return Entry(
        in_language(record.heading, language),
        record.written_on,
        tuple(_said(pair, language) for pair in record.said),
    )


def _said(pair: tuple[InBoth, InBoth], language: str) -> Said:
    term, text = pair
    return Said(in_language(term, language), in_language(text, language))
