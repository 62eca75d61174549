"""What is stored of a file: what its reader sees, and nothing that hides in it."""

import io
import zipfile

import pytest
from PIL import Image
from pypdf import PdfReader

from safetynet.files.cleaning import cleaned, shown
from safetynet.files.formats import MEDIA_TYPES, Format
from safetynet.files.refusing import Refusal, RefusedError
from tests.files import makers
from tests.files.makers import SECRET, WORDS


def refusal_of(data: bytes) -> Refusal:
    with pytest.raises(RefusedError) as refused:
        cleaned(data)
    assert refused.value.sentence
    return refused.value.refusal


def test_a_photograph_says_neither_where_nor_by_what_it_was_taken() -> None:
    photo = makers.photo()
    kept = cleaned(photo)
    assert kept.format is Format.JPG
    assert SECRET in photo
    assert SECRET not in kept.data
    with Image.open(io.BytesIO(kept.data)) as picture:
        assert dict(picture.getexif()) == {}
        # It stands as the camera held it.
        assert picture.size == (20, 40)


def test_a_drawing_keeps_its_points_alone() -> None:
    kept = cleaned(makers.drawing())
    assert kept.format is Format.PNG
    assert SECRET not in kept.data
    with Image.open(io.BytesIO(kept.data)) as picture:
        assert picture.convert("RGB").getpixel((3, 3)) == (0, 0, 255)


def test_of_a_pdf_only_its_pages_are_kept() -> None:
    laden = makers.laden_pdf()
    assert laden.count(SECRET) > 8
    kept = cleaned(laden)
    assert kept.format is Format.PDF
    for hidden in (SECRET, b"JavaScript", b"EmbeddedFile", b"Producer", b"pypdf"):
        assert hidden not in kept.data
    [page] = PdfReader(io.BytesIO(kept.data)).pages
    assert WORDS in page.extract_text()
    # The picture on the page is still one.
    [picture] = page.images
    assert picture.image
    assert picture.image.size == (40, 20)


def test_of_a_word_file_nobody_learns_who_wrote_it() -> None:
    sent = makers.package(
        docProps__core_xml=b"<x>SECRET author</x>",
        docProps__app_xml=b"<x>SECRET company</x>",
        docProps__thumbnail_jpeg=b"SECRET",
        word__media__image1_jpeg=makers.photo(),
        word___rels__document_xml_rels=makers.related("hyperlink", "https://example.org/"),
    )
    kept = cleaned(sent)
    assert kept.format is Format.DOCX
    with zipfile.ZipFile(io.BytesIO(kept.data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert not [name for name, part in parts.items() if SECRET in part]
    assert WORDS.encode() in parts["word/document.xml"]
    with Image.open(io.BytesIO(parts["word/media/image1.jpeg"])) as picture:
        assert picture.size == (20, 40)


def test_text_is_kept_as_it_is() -> None:
    text = "Línea uno\nline two\t–\n".encode()
    assert cleaned(text).data == text


@pytest.mark.parametrize("kind", ["svg", "html", "xsl", "md"])
def test_what_could_run_in_a_browser_is_words_alone(kind: str) -> None:
    """It is shown letter by letter, and handed out as a text whatever it was called."""
    typed = MARKUP[kind]
    kept = cleaned(typed.encode())
    assert (kept.format, kept.data) == (Format.TXT, typed.encode())
    assert MEDIA_TYPES[kept.format] == "text/plain; charset=utf-8"
    page = shown(kept.data, kept.format, 1)
    assert page and (page.text, page.picture) == (typed, b"")


MARKUP = {
    "svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "html": "<!doctype html><script>alert(1)</script>",
    "xsl": '<xsl:stylesheet version="1.0"><xsl:include href="file:///etc/passwd"/></xsl:stylesheet>',
    "md": "[a](javascript:alert(1)) ![b](https://example.org/b.png)",
}


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\0\x03",
        b"\x7fELF\x02\x01",
        b"GIF89a" + bytes(20),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        b"junk\x01%PDF-1.7",
        b"text with \x00 in it",
        makers.zipped({"readme.txt": b"an archive"}),
        makers.zipped({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}),
    ],
    ids=["exe", "elf", "gif", "xls", "late", "nul", "zip", "pptx"],
)
def test_only_what_is_on_the_list_is_taken(data: bytes) -> None:
    assert refusal_of(data) is Refusal.FORMAT


def test_a_name_or_a_beginning_alone_makes_no_document() -> None:
    for data in (b"%PDF-1.7 and no more", b"\x89PNG\r\n\x1a\n" + bytes(60), b"\xff\xd8\xff\xe0"):
        assert refusal_of(data) is Refusal.DAMAGED
    assert refusal_of(b"") is Refusal.EMPTY


def test_what_is_locked_is_refused_with_a_sentence() -> None:
    assert refusal_of(makers.locked_pdf()) is Refusal.PASSWORD


def test_a_picture_of_too_many_points_is_refused() -> None:
    bomb = makers.wide_picture()
    assert len(bomb) < 100_000
    assert refusal_of(bomb) is Refusal.PIXELS
    assert refusal_of(makers.package(word__media__image1_png=bomb)) is Refusal.PIXELS


def test_a_file_that_unpacks_without_end_is_refused() -> None:
    zeros = bytes(70 << 20)
    bomb = makers.package(word__a_xml=zeros, word__b_xml=zeros, word__c_xml=zeros)
    assert len(bomb) < 1 << 20
    assert refusal_of(bomb) is Refusal.TOO_MUCH
    many = makers.zipped(
        {"[Content_Types].xml": b"", "word/document.xml": b""}
        | {f"word/{n}.xml": b"" for n in range(5_000)}
    )
    assert refusal_of(many) is Refusal.TOO_MUCH
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert refusal_of(makers.package(word__settings_xml=laughs)) is Refusal.TOO_MUCH


def test_a_part_larger_than_it_says_is_refused() -> None:
    sent = bytearray(makers.package(word__a_xml=b"a" * 5_000))
    # In the central directory, where readers look: 5,000 bytes become 5.
    at = sent.rindex(b"word/a.xml") - 46 + 24
    sent[at : at + 4] = (5).to_bytes(4, "little")
    assert refusal_of(bytes(sent)) is Refusal.DAMAGED


@pytest.mark.parametrize(
    "part",
    ["word__vbaProject_bin", "word__embeddings__sheet_xlsx", "word__activeX__activeX1_xml"],
)
def test_a_program_in_it_is_refused(part: str) -> None:
    assert refusal_of(makers.package(**{part: b"x"})) is Refusal.MACROS


def test_what_tells_somebody_when_it_is_opened_is_refused() -> None:
    template = makers.related("attachedTemplate", "https://example.org/t.dotm")
    sent = makers.package(word___rels__settings_xml_rels=template)
    assert refusal_of(sent) is Refusal.OUTSIDE


def test_a_screen_shows_pages_pictures_and_words() -> None:
    second = shown(makers.pdf(pages=3), Format.PDF, 2)
    assert second
    assert second.pages == 3
    assert second.picture.startswith(b"\x89PNG")
    photo = shown(makers.photo(), Format.JPG, 1)
    assert photo
    assert SECRET not in photo.picture
    text = shown(b"words", Format.TXT, 1)
    assert text
    assert text.text == "words"
    assert shown(makers.package(), Format.DOCX, 1) is None
    assert shown(b"%PDF-1.7 and no more", Format.PDF, 1) is None
