"""Minutes and agenda on paper: complete for their reader, silent to all others, literal."""

import hashlib
import io
import json
import re
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from safetynet.meetings.pdf import render
from safetynet.meetings.pdf.document import Answer, Label, Question
from safetynet.meetings.pdf.legible import legible
from safetynet.meetings.pdf.render import (
    Pdf,
    RenderingError,
    render_agenda,
    render_minutes,
)
from safetynet.meetings.review_questions import ReviewQuestion
from tests.meetings.papers import HEAD, LABELS, QUESTIONS, agenda, item, minutes, task

NAUGHTY = Path(__file__).parents[3] / "shared" / "data" / "strings" / "blns.json"


def words(pdf: Pdf) -> str:
    """Everything a reader finds, without the places where lines break."""
    found = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.bytes)).pages)
    return "".join(found.replace("\u200b", "").split())


def catalog(pdf: Pdf) -> Any:
    return PdfReader(io.BytesIO(pdf.bytes)).root_object


def squeezed(text: str) -> str:
    return "".join(text.split())


def holds(pdf: Pdf, *texts: str) -> None:
    found = words(pdf)
    assert [text for text in texts if squeezed(text) not in found] == []


def test_minutes_hold_what_was_decided() -> None:
    pdf = render_minutes(minutes())
    holds(
        pdf,
        "Minutes · M-2026-11",
        "Friday, November 20, 2026, 9:00 AM – 11:00 AM",
        "Room 4B",
        "Đặng Thị Hà",
        "What is said here stays here.",
        "SN-2026-014",
        "Spoken, not recorded.",
        "Basis: Release of October 3, 2026",
        "I want to stay with my aunt",
        "as told by Harbor House",
        "Placement with the aunt is supported.",
        "Would rather review placement in a week.",
        "File the placement update",
        "Dec 18, 2026",
        "T. Reyes",
        *QUESTIONS,
    )
    assert pdf.accessible
    assert pdf.warnings == ()
    assert pdf.sha256 == hashlib.sha256(pdf.bytes).hexdigest()


def test_what_life_overtook_is_told_apart_from_what_was_not_done() -> None:
    holds(render_minutes(minutes()), "Overtaken by events", "The family moved.", "Not done")


def test_every_page_bears_the_footer() -> None:
    pdf = render_minutes(minutes(items=tuple(item(n) for n in range(5))))
    pages = PdfReader(io.BytesIO(pdf.bytes)).pages
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        text = squeezed(page.extract_text())
        assert "PenalCode13753(c)" in text
        assert squeezed("Copy for María Núñez-Ødegård, Harbor House · Serial 7F3K-29QD") in text
        assert f"Page{number}of{len(pages)}" in text
        assert f"{HEAD}·48211entries" in text


def test_an_omitted_item_leaves_no_trace() -> None:
    hidden = item(99, wishes="CNRY-wishes", decisions=("CNRY-decision",))
    with_it, without = (
        words(render_minutes(minutes(items=items))) for items in ((item(), hidden), (item(),))
    )
    assert "SN-2026-099" in with_it
    assert "SN-2026-099" not in without
    assert "CNRY" not in without


def test_a_long_notice_keeps_its_own_place() -> None:
    pdf = render_minutes(minutes(notice="No disclosure outside the team. " * 40, items=()))
    assert words(pdf).count(squeezed("No disclosure outside the team.")) >= 80


def test_a_draft_says_so() -> None:
    draft = render_minutes(minutes(finalised_at=None, finalised_hash="", version=1))
    holds(draft, "Draft, not yet finalized")
    assert "Fingerprint" not in words(draft)


def test_empty_minutes_say_what_is_absent() -> None:
    bare = item(questions=(Question("Current safety status"),), wishes="", decisions=(), tasks=())
    holds(
        render_minutes(minutes(items=(bare,), attendance=(), last_time=())),
        "Nothing recorded on this copy.",
        "No wishes were recorded.",
        "No decision was recorded.",
        "No task was given.",
        "No attendance was recorded.",
        "No task was left from last time.",
    )
    holds(render_minutes(minutes(items=())), "Nothing is listed on this copy.")


def test_the_agenda_gives_order_and_reasons() -> None:
    pdf = render_agenda(agenda())
    holds(pdf, "Agenda · M-2026-11", "2. SN-2026-014", "Missing for 3 days", "12 min", "9:42 AM")
    assert pdf.accessible


def test_the_agenda_says_when_to_step_out_and_nothing_more() -> None:
    holds(render_agenda(agenda()), "9:22 AM You step out of the room. 20 min")


@pytest.mark.parametrize("pdf", [render_minutes(minutes()), render_agenda(agenda())])
def test_the_file_is_tagged_and_names_its_language_and_title(pdf: Pdf) -> None:
    root = catalog(pdf)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en-US"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data().replace(b"\n", b"")


def test_metadata_names_nobody() -> None:
    paper = minutes(title="Review of Dolores")
    pdf = render_minutes(paper)
    reader = PdfReader(io.BytesIO(pdf.bytes))
    told = f"{reader.metadata} {catalog(pdf)['/Metadata'].get_object().get_data()!r}"
    assert reader.metadata
    assert reader.metadata.title == "Minutes M-2026-11"
    assert reader.metadata.author is None
    assert reader.metadata.creation_date == paper.made_at
    assert not [n for n in ("Dolores", "Núñez", "Hà", "Okafor", "SN-2026") if n in told]


def test_bookmarks_name_cases_by_number_only() -> None:
    outline = PdfReader(io.BytesIO(render_minutes(minutes()).bytes)).outline
    told = str(outline)
    assert "SN-2026-014" in told
    assert "aunt" not in told


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_minutes(minutes()).sha256 == render_minutes(minutes()).sha256
    assert render_minutes(minutes()).sha256 != render_minutes(minutes(serial="other")).sha256


def test_spanish_papers_speak_spanish() -> None:
    labels = dict(LABELS) | {Label.MINUTES: "Acta", Label.WISHES: "Deseos de la persona joven"}
    pdf = render_minutes(minutes(language="es", labels=labels))
    holds(pdf, "Acta · M-2026-11", "viernes, 20 de noviembre de 2026", "Deseos de la persona")
    assert catalog(pdf)["/Lang"] == "es"


def test_a_missing_label_is_named() -> None:
    labels = {key: text for key, text in LABELS.items() if key is not Label.WISHES}
    with pytest.raises(ValueError, match="wishes"):
        render_minutes(minutes(labels=labels))


MARKUP = [
    '#import "/etc/passwd"',
    '#read("/etc/passwd")',
    "#panic()",
    "*x* _y_ $x$ `z`",
    "<label> @ref",
    "= heading",
    "- item\n+ item\n/ term: x",
    "{page} {agency} {minutes}",
    '"] #sys.inputs',
    "\\ ~ -- --- ... // /* x */",
    "https://example.org/a",
]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_only_text(text: str) -> None:
    everywhere = replace(
        item(),
        case_number=text,
        kind=text,
        wishes=text,
        wishes_from=text,
        decisions=(text,),
        questions=(Question(text, (Answer(text, text, text),)),),
        tasks=(task(text, agency=text, owner=text, reason=text),),
    )
    pdf = render_minutes(minutes(items=(everywhere,), title=text, chair=text, place_code=text))
    assert words(pdf).count(squeezed(text)) >= 12
    assert pdf.warnings == ()


def test_ten_thousand_characters_break_where_they_must() -> None:
    notes = "Long notes, said calmly. " * 400
    unbroken = "x" * 10_000
    row = task(unbroken, agency=unbroken)
    pdf = render_minutes(minutes(items=(item(wishes=notes, decisions=(unbroken,), tasks=(row,)),)))
    assert pdf.accessible
    assert words(pdf).count("x") >= 30_000
    assert words(pdf).count("saidcalmly") == 400
    assert widest(pdf) <= 541  # a letter page is 612 points wide, less one inch


def widest(pdf: Pdf) -> float:
    """How far right any word reaches, in points from the left edge."""
    return max(
        float(right) for right in re.findall(r'xMax="([\d.]+)"', told_by_poppler(pdf, "-bbox"))
    )


def told_by_poppler(pdf: Pdf, *options: str) -> str:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    out = subprocess.run(
        [tool, *options, "-", "-"], input=pdf.bytes, capture_output=True, check=True
    )
    return out.stdout.decode()


def test_what_no_font_shows_stands_as_its_code_point() -> None:
    pdf = render_minutes(minutes(items=(item(wishes="fine 🙂 中文 한국 ไทย 🏳️‍🌈"),)))
    holds(pdf, "fine [U+1F642] [U+4E2D][U+6587] [U+D55C][U+AD6D]", "[U+1F308]")
    assert pdf.accessible
    assert pdf.warnings == ("11 characters have no glyph and stand as code points",)


def test_letters_of_other_scripts_are_drawn() -> None:
    scripts = "Привет Ελλάδα Nguyễn Łukasz مرحبا שלום"
    pdf = render_minutes(minutes(items=(item(wishes=scripts),)))
    assert pdf.warnings == ()
    holds(pdf, "Привет", "Ελλάδα", "Nguyễn", "Łukasz")


def test_nothing_turns_or_hides_the_line() -> None:
    assert legible("not\u202e safe\ufeff \x00 \ud800 \ue000") == (
        "not[U+202E] safe[U+FEFF] [U+0000] [U+D800] [U+E000]"
    )
    assert legible("a \u2067b\u2069") == "a [U+2067]b"
    assert legible("\u202a+1 555 0100\u202c") == "+1 555 0100"
    assert legible("one\r\ntwo\u2028three\tfour") == "one\ntwo\nthree    four"
    assert legible("short words stay whole") == "short words stay whole"
    accents = legible("e\u0301" * 40)
    assert "\u200b\u0301" not in accents


def test_naughty_strings_print_or_are_spelled_out() -> None:
    if not NAUGHTY.exists():
        pytest.skip("the shared strings are not beside this checkout")
    strings = [text for text in json.loads(NAUGHTY.read_text("utf-8")) if text.strip()]
    pdf = render_minutes(minutes(items=(item(decisions=tuple(strings)),)))
    assert pdf.accessible
    plain = [t for t in strings if t.isascii() and t.isprintable()]
    assert len(plain) > 300
    found = squeezed(told_by_poppler(pdf, "-raw").replace("\u200b", ""))
    assert [text for text in plain if squeezed(text) not in found] == []


def fault() -> typst.TypstError:
    found = typst.TypstError("PDF/UA-1 error: not yet met", "about Dolores")
    found.diagnostic = "error: PDF/UA-1 error: not yet met, about Dolores"  # set by Typst itself
    return found


def refuses_ua(*args: Any, **kwargs: Any) -> bytes:
    if kwargs["pdf_standards"]:
        raise fault()
    return b"%PDF plain"


def test_without_ua_there_is_still_a_file_and_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "compile", refuses_ua)
    pdf = render_minutes(minutes())
    assert (pdf.bytes, pdf.accessible) == (b"%PDF plain", False)
    assert "PDF/UA-1 was refused" in pdf.warnings[-1]
    assert "Dolores" not in str(pdf.warnings)


def test_a_failure_quotes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **kwargs: Any) -> bytes:
        raise fault()

    monkeypatch.setattr(typst, "compile", fails)
    with pytest.raises(RenderingError) as caught:
        render_minutes(minutes())
    assert "Dolores" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_without_public_sans_the_paper_is_still_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "find_spec", lambda name: None)
    pdf = render_minutes(minutes())
    assert pdf.accessible
    assert "Public Sans is not installed" in pdf.warnings[0]


def test_papers_do_not_show_themselves_in_logs() -> None:
    paper = minutes()
    for value in (paper, paper.items[0], paper.attendance[0], render_minutes(paper)):
        assert "Núñez" not in repr(value)
        assert "aunt" not in repr(value)


def test_twelve_items_are_set_within_two_seconds() -> None:
    paper = minutes(items=tuple(item(n) for n in range(12)))
    start = time.perf_counter()
    render_minutes(paper)
    assert time.perf_counter() - start < 2


def test_safetynet_asks_six_questions() -> None:
    assert len(ReviewQuestion) == 6
    assert QUESTIONS[4] == "Previously referred to CSEC-specific services?"
