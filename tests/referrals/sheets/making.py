"""Small files for the tests, made on the spot; and the way to real ones."""

import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from safetynet.referrals.sheets import Mapping, Workbook, propose, read, rows
from safetynet.referrals.sheets.referral_row import BadRow, ReferralRow

DAY = date(2025, 11, 22)
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def shared(path: str) -> Path:
    """Return a file or folder of real input, or skip the test."""
    if not (found := SHARED / path).exists():
        pytest.skip(f"real input {path} is not beside this project")
    return found


def csv_book(text: str) -> Workbook:
    """Return a CSV file of this text, read."""
    return read("sent.csv", text.encode())


def opened(text: str) -> tuple[Workbook, Mapping, list[ReferralRow | BadRow]]:
    """Return a CSV file of this text, the proposed mapping and all its rows."""
    book = csv_book(text)
    mapping = propose(book.headings)
    return book, mapping, list(rows(book, mapping, day=DAY))


def good(text: str) -> ReferralRow:
    """Return the first row of a CSV file, which must be good."""
    row = opened(text)[2][0]
    assert isinstance(row, ReferralRow), row
    return row


def bad(text: str) -> BadRow:
    """Return the first row of a CSV file, which must be bad."""
    row = opened(text)[2][0]
    assert isinstance(row, BadRow), row
    return row


def xlsx(*lines: Sequence[object], sheet: str = "Sheet1") -> bytes:
    """Return a workbook of one sheet."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for line in lines:
        page.append(line)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def raw_xlsx(rows_xml: str, *, before: str = "") -> bytes:
    """Return a workbook whose sheet holds exactly this XML."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/worksheets/sheet1.xml",
            f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows_xml}</sheetData></worksheet>',
        )
    return kept.getvalue()


def ods(rows_xml: str) -> bytes:
    """Return an OpenDocument sheet that holds exactly this XML."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{names}:office:1.0" '
            f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="S">{rows_xml}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        package.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{names}:manifest:1.0"/>')
    return kept.getvalue()


def xls(*cells: tuple[int, int, str | float]) -> bytes:
    """Return an Excel 97 workbook with a sheet "People" of these (row, column, value) cells."""
    begin = b"".join(_xls_cell(*cell) for cell in cells)
    name = b"People"

    def book(offset: int) -> bytes:
        sheet = struct.pack("<IBBBB", offset, 0, 0, len(name), 0) + name
        return _record(0x809, _begin(5)) + _record(0x85, sheet) + _record(0x0A, b"")

    stream = book(len(book(0))) + _record(0x809, _begin(16)) + begin + _record(0x0A, b"")
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    last = len(stream) // 512 + 1
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, last + 1), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    folder = _entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + _entry("Workbook", 2, 2, len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return head + table + folder.ljust(512, b"\0") + stream


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _begin(kind: int) -> bytes:
    return struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0)


def _xls_cell(row: int, column: int, value: str | float) -> bytes:
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + text)
    return _record(0x203, struct.pack("<HHHd", row, column, 0, value))


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    text = name.encode("utf-16-le")
    about = struct.pack("<HBBIII", len(text) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return text.ljust(64, b"\0") + about + bytes(36) + struct.pack("<IQ", start, size)
