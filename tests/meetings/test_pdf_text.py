"""Whatever people wrote prints as they wrote it, and breaks nothing."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from safetynet.meetings.pdf.document import Answer, Question
from safetynet.meetings.pdf.legible import legible
from safetynet.meetings.pdf.render import render_minutes
from tests.meetings.papers import item, minutes, task
from tests.meetings.reading import holds, squeezed, told_by_poppler, widest, words

NAUGHTY = Path(__file__).parents[3] / "shared" / "data" / "strings" / "blns.json"

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
