"""Minutes and agenda on paper: complete for their reader, silent to all others, literal."""

import hashlib
import io
import time
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from safetynet.meetings.pdf import render
from safetynet.meetings.pdf.document import Label, Question
from safetynet.meetings.pdf.render import (
    Pdf,
    RenderingError,
    render_agenda,
    render_minutes,
)
from safetynet.meetings.review_questions import ReviewQuestion
from tests.meetings.papers import HEAD, LABELS, QUESTIONS, agenda, item, minutes
from tests.meetings.reading import catalog, holds, squeezed, words


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
        assert f"Ledgercheckpoint48211entries·{HEAD[:16]}{HEAD}" in text


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
    paper = render_agenda(agenda())
    holds(paper, "9:22 AM You step out of the room. 10 min")
    holds(paper, "9:32 AM Break 10 min")


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
    start = time.process_time()
    render_minutes(paper)
    assert time.process_time() - start < 2


def test_safetynet_asks_six_questions() -> None:
    assert len(ReviewQuestion) == 6
    assert QUESTIONS[4] == "Previously referred to CSEC-specific services?"
