"""Small files for the tests, made on the spot; and the way to real ones."""

import io
import zipfile
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


def xlsx(*lines: list[object], sheet: str = "Sheet1") -> bytes:
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
