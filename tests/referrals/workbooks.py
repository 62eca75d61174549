"""HTCDS 2.0's own templates, filled in by somebody at a desk with a hundred people."""

import csv
import io
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl

from tests.referrals.sheets.making import ods

TEMPLATES = (
    "HTCDS_Excel_Spreadsheet_v2.0.xlsx",
    "HTCDS_Excel_Spreadsheet_single_select_with_validation_v2.0.xlsx",
    "HTCDS_Excel_Spreadsheet_multi_select_with_validation_v2.0.xlsm",
)
FIRST_ROW = 3
_GENDERS = {"female": "Feminine", "male": "Masculine"}
_CONTROLS = (
    "Takes earnings;False promises", "Debt bondage", "Psychological abuse;Physical threats;Other",
    "Threatens children/family", None,
)  # fmt: skip
_TYPES = ("Sexual exploitation", "Servitude;Sexual exploitation", "Forced labour", "Organ removal")
_STATUSES = (
    "Possible victim of trafficking", "Actual victim of trafficking", "Not a victim of trafficking",
)  # fmt: skip


def people(shared: Path) -> list[dict[str, str]]:
    """Return a hundred invented people of thirty countries."""
    path = shared / "data/people/FakeNameGenerator.com_100.csv"
    with path.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def cells_for(person: Mapping[str, str], number: int) -> dict[str, Any]:
    """Return a cell for every column of the template; some stay empty in some rows."""
    born = datetime.strptime(person["Birthday"], "%m/%d/%Y")  # noqa: DTZ007
    phone = person["TelephoneNumber"]
    return {
        "Case Owner": f"Worker {number % 7}",
        "Salutation": person["Title"],
        "First Name": unicodedata.normalize("NFD", person["GivenName"]),
        "Second Name": person["Surname"],
        "Consent": (True, "Yes", None)[number % 3],
        "Birthdate": (born, f"{born:%m/%d/%Y}", born.date().isoformat())[number % 3],
        "Gender": _GENDERS[person["Gender"]],
        "Citizenship": ("Mexico;United States of America", person["CountryFull"], None)[number % 3],
        "Title": person["Occupation"],
        "Email": person["EmailAddress"],
        "Home Phone": (phone, None, int("".join(d for d in phone if d.isdigit())))[number % 3],
        "Mobile Phone": (f"{phone} / 510 555 01{number % 90 + 10}", phone, None)[number % 3],
        "Mailing Street": person["StreetAddress"],
        "Mailing City": person["City"],
        "Mailing State/Province": person["StateFull"],
        "Mailing Zip/Postal Code": (person["ZipCode"], 94601, None)[number % 3],
        "Mailing Country": person["CountryFull"],
        "Trafficking Status": _STATUSES[number % 3],
        "Trafficking Status Decision Making Organization": ("Police", "NGO", None)[number % 3],
        "Method of Recruitment": ("At work;Other", "Through online social networks")[number % 2],
        "Location of Recruitment": ("Oakland", None)[number % 2],
        "Methods of Control": _CONTROLS[number % 5],
        "Type of Exploitation": _TYPES[number % 4],
        "Forced Labour Industry": ("Agriculture, forestry and fishing", None)[number % 2],
        "Type of Sex Exploitation": ("Prostitution;Pornography", None, "Pornography")[number % 3],
        "Location of Exploitation": (person["City"], "Hotel", None)[number % 3],
        "Status": ("Active", "Closed Referred")[number % 2],
        "Referring Organisation": ("Kids’ Hotline", None)[number % 2],
        "Incoming Referral Date": (date(2025, 3, 1 + number % 28), None)[number % 2],
        "Referring Primary Case Worker": ("María José Núñez", None, "Dr. Who")[number % 3],
        "Reason for Incoming Referral": ("Other", "Additional Services Required")[number % 2],
        "Incoming Referral Details": f"Seen near {person['City']}.\nTwice — “by the river”.",
        "Referred Organisation": ("Shelter A", None)[number % 2],
        "Referred Primary Case Worker": (None, "Ms. Lee")[number % 2],
        "Reason for Outgoing Referral": ("Other", None)[number % 2],
        "Outgoing Referral Date": (date(2025, 4, 2), None)[number % 2],
        "Outgoing Referral Details": ("=SUM(1;2) is what she wrote", None)[number % 2],
        "Reason for Case Closure": (None, "Moved to another county")[number % 2],
    }


def filled(shared: Path, template: str) -> bytes:
    """Fill a template with the hundred people, every column of it."""
    book = openpyxl.load_workbook(
        shared / "data/vocab/htcds/Toolkit/Excel" / template, keep_vba=template.endswith("m")
    )
    page = book.worksheets[0]
    at = {page.cell(2, column).value: column for column in range(2, page.max_column + 1)}
    for number, person in enumerate(people(shared)):
        told = cells_for(person, number)
        assert told.keys() == {label for label in at if label}
        for label, cell in told.items():
            page.cell(FIRST_ROW + number, at[label], cell)
            if isinstance(cell, str) and cell.startswith("="):
                page.cell(FIRST_ROW + number, at[label]).data_type = "s"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def as_ods(content: bytes) -> bytes:
    """Return the first sheet of a workbook as LibreOffice would save it as OpenDocument."""
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return ods(
        "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"
            for row in page.iter_rows(values_only=True)
        )
    )


def _ods_cell(cell: Any) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, bool):
        kind = f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
    elif isinstance(cell, (int, float)):
        kind = f'office:value-type="float" office:value="{cell}"'
    elif isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        kind = f'office:value-type="date" office:date-value="{day.isoformat()}"'
    else:
        kind = 'office:value-type="string"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(cell).split("\n"))
    return f"<table:table-cell {kind}>{lines}</table:table-cell>"


def read_back(content: bytes) -> list[dict[str, str]]:
    """Return the people of a workbook as another program reads them: NFC, every cell as text."""
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    lines = list(page.iter_rows(min_row=2, values_only=True))
    labels = lines[0]
    return [
        {str(label): _said(cell) for label, cell in zip(labels, line, strict=True) if label}
        for line in lines[1:]
        if any(cell is not None for cell in line[1:])
    ]


def _said(cell: Any) -> str:
    return "" if cell is None else unicodedata.normalize("NFC", str(cell))
