"""No file that leaves for a spreadsheet program runs what somebody typed into it."""

import csv
import io
import zipfile

import pytest

from safetynet.referrals.sheets import BadRow, failed_rows, failed_rows_csv
from safetynet.sheets import read_sheets
from safetynet.sheets.cells import neutralised
from safetynet.sheets.not_imported import not_imported
from safetynet.sheets.writing import as_csv, as_workbook
from tests.referrals.sheets.making import opened, shared

HEADINGS = ("Words", "Who")
BEGINS = tuple("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20")


def strings() -> list[str]:
    """What attackers write; and what they write behind blanks, or on another keyboard."""
    found = shared("payloads/csv-injection.txt").read_text().splitlines()
    also = (" =1+1", "\t=1+1", "\n@SUM(1)", "\uff1d1+1", "+1 510 555 0100", "-", "%0a=1", "|calc")
    return [*found, *also]


def test_no_cell_of_a_csv_file_begins_like_a_formula() -> None:
    typed = strings()
    data = as_csv([HEADINGS, *((text, "x") for text in typed)])
    cells = [row[0] for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    assert len(cells) == len(typed) + 1
    assert not [cell for cell in cells if cell.lstrip().startswith(BEGINS) or cell[:1] in BEGINS]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_neutralised_comes_back_as_it_was_typed(kind: str) -> None:
    typed = [text.strip() for text in strings()]
    rows = [(text, "x") for text in typed]
    data = as_csv([HEADINGS, *rows]) if kind == "csv" else as_workbook("S", HEADINGS, rows)
    [sheet] = read_sheets(f"again.{kind}", data)
    assert [str(row[0]) for row in sheet.rows[1:]] == typed


def test_no_workbook_holds_a_formula_or_a_link() -> None:
    rows = [(text, "http://example.org") for text in strings()]
    made = (
        as_workbook("S", HEADINGS, rows),
        not_imported(HEADINGS, ((row, ("No.",)) for row in rows)),
    )
    for data in made:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            sheet = book.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet and b"<f " not in sheet and b"hyperlink" not in sheet


def test_the_rows_that_failed_run_nothing_either() -> None:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(("ID", "First name", "Last name", "DOB", "Concern"))
    writer.writerows(("A", "Ana", "Cruz", "soon", text) for text in strings())
    book, _mapping, read = opened(lines.getvalue())
    bad = [row for row in read if isinstance(row, BadRow)]
    assert len(bad) == len(strings())
    text = failed_rows_csv(book, bad).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(BEGINS)]
    with zipfile.ZipFile(io.BytesIO(failed_rows(book, bad))) as sheets:
        assert b"<f>" not in sheets.read("xl/worksheets/sheet1.xml")


def test_a_text_that_is_no_formula_stays_as_it_is() -> None:
    for text in ("Ana", "", "a=b", "'quoted'", "1 - 2"):
        assert neutralised(text) == text
