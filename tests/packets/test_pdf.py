"""Packets as files: readable by machine and ear, whatever people wrote, and inside the margins."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from safetynet.meetings.pdf.render import Pdf, render_agenda, render_minutes
from safetynet.packets.document import Part
from safetynet.packets.paper import set_in_type
from tests.meetings.papers import agenda, minutes
from tests.meetings.reading import catalog, holds, squeezed, told_by_poppler, words
from tests.packets.papers import packet, page, section

LETTER = (612, 792)
INCH = 72


@pytest.fixture(scope="module")
def whole() -> Pdf:
    return set_in_type(packet(pages=tuple(page(n) for n in range(12))))


def _kids(node: Any) -> Iterator[Any]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object() if hasattr(kid, "get_object") else kid
        if hasattr(found, "get") and "/S" in found:
            yield found


def structure(pdf: Pdf) -> Iterator[str]:
    """Yield the tags of a file in reading order."""
    waiting = [*_kids(catalog(pdf)["/StructTreeRoot"])]
    while waiting:
        node = waiting.pop(0)
        yield str(node["/S"])
        waiting = [*_kids(node), *waiting]


def test_it_claims_and_keeps_pdf_ua(whole: Pdf) -> None:
    root = catalog(whole)
    assert whole.accessible
    assert whole.warnings == ()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-US"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data().replace(b"\n", b"")
    assert PdfReader(io.BytesIO(whole.bytes)).metadata.title == "Packet M-2026-11"  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ["packet", "minutes", "agenda"])
def test_headings_descend_by_one_and_tables_have_heads(kind: str, whole: Pdf) -> None:
    pdf = {"packet": whole, "minutes": render_minutes(minutes()), "agenda": render_agenda(agenda())}
    tags = list(structure(pdf[kind]))
    levels = [int(tag[2:]) for tag in tags if re.fullmatch(r"/H[1-6]", tag)]
    assert levels
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert "/TH" in tags
    assert "/Title" in tags


def test_it_is_read_in_order(whole: Pdf) -> None:
    """The cover first, then a page for each, every part after its heading."""
    said = words(whole)
    numbers = [f"SN-2026-{n:03d}" for n in range(12)]
    places = [said.rindex(number) for number in numbers]
    assert places == sorted(places)
    first = said.index(squeezed("wishes 0: said"))
    assert first < said.index(squeezed("safety 0: said")) < said.index(squeezed("plan 0: said"))


def test_each_begins_a_page_and_has_one(whole: Pdf) -> None:
    pages = PdfReader(io.BytesIO(whole.bytes)).pages
    assert len(pages) == 13
    for number, each in enumerate(pages[1:]):
        assert f"SN-2026-{number:03d}" in each.extract_text()


def test_every_page_is_marked_for_its_reader(whole: Pdf) -> None:
    pages = PdfReader(io.BytesIO(whole.bytes)).pages
    for number, each in enumerate(pages, start=1):
        text = squeezed(each.extract_text())
        assert text.count("7F3K-29QD") >= 2  # across the page, and at its foot
        assert "PenalCode13753(c)" in text
        assert f"Page{number}of{len(pages)}" in text
        assert "Ledgercheckpoint48211entries" in text


def test_bookmarks_and_metadata_name_nobody() -> None:
    pdf = set_in_type(packet(pages=(page(known_as="Dolores Field"),)))
    reader = PdfReader(io.BytesIO(pdf.bytes))
    told = (
        f"{reader.outline} {reader.metadata} {catalog(pdf)['/Metadata'].get_object().get_data()!r}"
    )
    assert "SN-2026-014" in str(reader.outline)
    assert "Dolores" not in told
    holds(pdf, "Young person: Dolores Field")


def test_what_may_only_be_told_is_named() -> None:
    pdf = set_in_type(packet(pages=(page(say_only=("Harbor House",)),)))
    holds(pdf, "To be told in the room, not sent: Harbor House")


HARD = {
    "emoji": "safe 🙂 now",
    "CJK": "中文 한국 日本語",
    "Arabic": "مرحبا بك 123",
    "Hebrew": "שלום לך",
    "combining": "e\u0301 n\u0303 Z\u0351\u036b\u0343\u036a",
    "Vietnamese": "Đặng Thị Hà",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_no_letter_is_lost(text: str) -> None:
    """What no font draws stands as its code point; nothing is left out in silence."""
    pdf = set_in_type(packet(pages=(page(sections=(section(Part.WISHES, text),)),)))
    assert pdf.accessible
    told = told_by_poppler(pdf, "-raw").replace("\u200b", "")
    for letter in text:
        if letter.isspace():
            continue
        assert letter in told or f"[U+{ord(letter):04X}]" in squeezed(told), letter


def test_ten_thousand_characters_stay_inside_the_margins() -> None:
    calm, unbroken = "Long notes, said calmly. " * 400, "x" * 10_000
    parts = (section(Part.SAFETY, calm, unbroken), section(Part.TASKS, unbroken))
    pdf = set_in_type(packet(pages=(page(known_as=unbroken[:3000], sections=parts),)))
    assert pdf.accessible
    assert words(pdf).count("saidcalmly") == 400
    assert words(pdf).count("x") >= 20_000
    _inside_the_margins(pdf)


def test_pages_keep_the_margins(whole: Pdf) -> None:
    _inside_the_margins(whole)


def _inside_the_margins(pdf: Pdf) -> None:
    """Every word lies on the sheet, an inch from its sides, half an inch from its edges.

    The mark across the page is turned and runs to the corners.
    """
    boxes = re.findall(
        r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)<',
        told_by_poppler(pdf, "-bbox"),
    )
    marks = {"María", "Núñez-Ødegård,", "Harbor", "House", "7F3K-29QD"}
    for left, top, right, bottom, word in boxes:
        if word in marks:
            continue
        assert float(left) >= INCH - 1, word
        assert float(right) <= LETTER[0] - INCH + 1, word
        assert INCH / 2 <= float(top) <= float(bottom) <= LETTER[1] - INCH / 3, word
