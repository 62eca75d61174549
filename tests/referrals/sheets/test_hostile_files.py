"""Files made to hurt: each is refused with a sentence, and the process lives on."""

import io
import random
import zipfile
from contextlib import suppress
from time import process_time

import pytest

from safetynet.referrals.sheets import SheetError, propose, read, summary
from safetynet.sheets.refusing import MAX_UPLOAD, Refusal
from tests.referrals.sheets.making import DAY, csv_book, ods, raw_xlsx, xls, xlsx

HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


def refusal(name: str, data: bytes) -> SheetError:
    with pytest.raises(SheetError) as caught:
        read(name, data)
    return caught.value


def test_one_cell_in_the_last_corner_does_not_end_the_process() -> None:
    data = raw_xlsx(f'{HEAD}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert refusal("far.xlsx", data).refusal is Refusal.CELLS


def test_formats_in_the_last_corner_are_no_rows() -> None:
    data = raw_xlsx(f'{HEAD}<row r="1048576"><c r="XFD1048576" s="0"/></row>')
    book = read("wide.xlsx", data)
    assert summary(book, propose(book.headings), day=DAY).read == 0


def test_repeated_cells_of_an_ods_file_are_refused() -> None:
    cell = '<table:table-cell {} office:value-type="string"><text:p>x</text:p></table:table-cell>'
    many = cell.format('table:number-columns-repeated="16384"')
    row = f'<table:table-row table:number-rows-repeated="1048576">{many}</table:table-row>'
    refusal("many.ods", ods(row))


def test_empty_rest_of_an_ods_sheet_is_no_rows() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{cell.format(t)}</table:table-row>" for t in ("Name", "Ana"))
    rest = '<table:table-cell table:number-columns-repeated="16384"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048574">{rest}</table:table-row>'
    book = read("usual.ods", ods(rows + rest))
    assert summary(book, propose(book.headings), day=DAY).read == 1


def test_bomb_is_refused_before_it_opens() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(3):
            package.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * (90 * 1024 * 1024))
    assert refusal("bomb.xlsx", kept.getvalue()).refusal is Refusal.UNPACKED


def test_part_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(raw_xlsx(HEAD))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refusal("liar.xlsx", bytes(data)).refusal is Refusal.DAMAGED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_a_part_are_refused(encoding: str) -> None:
    declared = '<!DOCTYPE x [<!ENTITY a "b">]>'
    data = raw_xlsx(HEAD, before=declared)
    if encoding == "utf-16":
        kept = io.BytesIO(data)
        with zipfile.ZipFile(kept, "a") as package:
            package.writestr("xl/more.xml", declared.encode("utf-16"))
        data = kept.getvalue()
    assert refusal("entities.xlsx", data).refusal is Refusal.ENTITIES


def test_locked_part_is_refused() -> None:
    data = bytearray(raw_xlsx(HEAD))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        data[at + offset] |= 1
    assert refusal("locked.xlsx", bytes(data)).refusal is Refusal.PASSWORD


def test_other_packages_are_no_spreadsheets() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert refusal("letter.docx", kept.getvalue()).refusal is Refusal.KIND


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"MZ\x90\x00\x03",
        b"{\\rtf1 x}",
        b"<html>",
        b'[{"a":1}]',
    ],
)
def test_other_kinds_are_refused(data: bytes) -> None:
    assert refusal("other.xls", data).refusal is Refusal.KIND


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xef\xbb\xbf", b"\xff\xfe", b",,,\n,,,\n"])
def test_nothing_is_refused(data: bytes) -> None:
    assert refusal("empty.csv", data).refusal in {Refusal.EMPTY, Refusal.NO_TABLE}


def test_limits_name_their_place() -> None:
    assert refusal("big.csv", b"a" * (MAX_UPLOAD + 1)).refusal is Refusal.UPLOAD
    long = refusal("long.csv", b"Name\nAna\n" + b"x" * 32_768 + b"\n")
    assert (long.refusal, long.row) == (Refusal.CELL, 3)
    wide = refusal("wide.xlsx", xlsx(["Name"], ["a"] * 501, sheet="People"))
    assert (wide.refusal, wide.sheet, wide.row) == (Refusal.COLUMNS, "People", 2)
    assert "sheet “People”, row 2" in str(wide)
    tall = refusal("tall.csv", b"Name\n" + b"x\n" * 100_001)
    assert tall.refusal is Refusal.ROWS


def test_quotation_mark_that_never_closes_is_named_by_row() -> None:
    error = refusal("open.csv", b'Name,Concern\nAna,fine\nBea,"open\nCy,x\nDi,y\n')
    assert (error.refusal, error.row) == (Refusal.QUOTE, 3)


def test_file_name_is_shown_without_folders_and_marks() -> None:
    assert refusal("C:\\x\\<b>a\n.csv", b"").file == "_b_a_.csv"


def test_broken_files_never_raise_anything_else() -> None:
    dice = random.Random(7)
    whole = xlsx(["First Name", "Last Name", "DOB"], ["Ana", "Cruz", "1/2/2009"])
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 30)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        with suppress(SheetError):
            read("broken.xlsx", bytes(data[: dice.randint(10, len(data))]))


def test_old_excel_file_that_is_cut_short_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    assert refusal("old.xls", data).refusal is Refusal.DAMAGED


@pytest.mark.parametrize("corner", [(65_535, 255), (65_535, 65_535)])
def test_last_corner_of_an_old_excel_file(corner: tuple[int, int]) -> None:
    assert refusal("old.xls", xls((0, 0, "Name"), (*corner, "x"))).refusal is Refusal.CELLS


@pytest.mark.parametrize("filling", [" ", ",", ";", "\t", "1", "/", "~ ", "a ", "(", "de ", "'"])
def test_long_cells_take_no_time(filling: str) -> None:
    long = (filling * 32_000)[:32_000]
    fields = "First name,Last name,Full name,Alias,DOB,Age,Phone,Email,Race,ZIP,ID,Referral date"
    headings = [*fields.split(","), "Birth year", long[:200], "Means of control: x"]
    begun = process_time()
    book = read("long.xlsx", xlsx(headings, ["Ana" + long + "x"] * len(headings)))
    summary(book, propose(book.headings), day=DAY)
    read("long.csv", f'"x{long}x"\n'.encode() * 50)
    assert process_time() - begun < 3


def test_millions_of_blank_lines_are_refused() -> None:
    assert refusal("blank.csv", b"Name\n" + b"\n" * 5_000_000).refusal is Refusal.ROWS


def test_reading_goes_on_after_a_refusal() -> None:
    assert csv_book("Name\nAna Cruz\n").heading_row == 1
