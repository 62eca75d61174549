"""The file of rows that were not imported: safe to open, and fit to come back."""

import io

import openpyxl
import pytest

from safetynet.referrals.sheets import (
    BadRow,
    ReferralRow,
    failed_rows,
    failed_rows_csv,
    propose,
    read,
    rows,
)
from tests.referrals.sheets.making import DAY, opened

TEXT = (
    "ID,First name,Last name,DOB,Concern\n"
    "A-1,Ana,Cruz,3/22/2010,fine\n"
    "A-2,Bo,Li,13/13/2010,=1+1\n"
    'A-3,Cy,Day,2/30/2010,"=HYPERLINK(""http://x"",""y"")"\n'
    "A-4,Di,Fox,soon,@SUM(1)\n"
    "A-5,Ed,Gil,soon,+1 510 555 0100\n"
    "A-6,Flo,Ham,soon,-\n"
)


def bad_rows() -> list[BadRow]:
    return [row for row in opened(TEXT)[2] if isinstance(row, BadRow)]


def test_workbook_shows_cells_and_reasons() -> None:
    data = failed_rows(opened(TEXT)[0], bad_rows())
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    assert page is not None
    lines = list(page.iter_rows(values_only=True))
    assert lines[0] == (
        "ID",
        "First name",
        "Last name",
        "DOB",
        "Concern",
        "Why it was not imported",
    )
    assert lines[1][3:5] == ("13/13/2010", "=1+1")
    assert lines[1][5] == "The date of birth cannot be read as a date."
    assert all(cell.data_type == "s" for row in page.iter_rows() for cell in row)


def test_csv_never_begins_a_cell_like_a_formula() -> None:
    text = failed_rows_csv(opened(TEXT)[0], bad_rows()).decode("utf-8-sig")
    assert not [cell for cell in text.split('"') if cell[:1] in tuple("=+-@")]
    assert "'=HYPERLINK" in text


@pytest.mark.parametrize("make", [failed_rows, failed_rows_csv])
def test_mended_file_comes_back_under_the_same_mapping(make: object) -> None:
    book, mapping, _ = opened(TEXT)
    assert callable(make)
    data: bytes = make(book, bad_rows())
    again = read("again", data)
    assert mapping.fits(again.headings)
    assert propose(again.headings).fingerprint == mapping.fingerprint
    found = list(rows(again, propose(again.headings), day=DAY))
    assert [(row.cells[:5], row.reasons) for row in found if isinstance(row, BadRow)] == [
        (row.cells, row.reasons) for row in bad_rows()
    ]


def test_second_attempt_has_one_column_of_reasons() -> None:
    again = read("again.csv", failed_rows_csv(opened(TEXT)[0], bad_rows()))
    still = [r for r in rows(again, propose(again.headings), day=DAY) if isinstance(r, BadRow)]
    assert failed_rows_csv(again, still) == failed_rows_csv(opened(TEXT)[0], bad_rows())


def test_mended_row_is_good() -> None:
    book, mapping, _ = opened(TEXT)
    page_book = openpyxl.load_workbook(io.BytesIO(failed_rows(book, bad_rows())))
    page = page_book.active
    assert page is not None
    page["D2"] = "12/13/2010"
    kept = io.BytesIO()
    page_book.save(kept)
    again = read("again.xlsx", kept.getvalue())
    first = next(iter(rows(again, mapping, day=DAY)))
    assert isinstance(first, ReferralRow)
    assert (first.reference, first.concern) == ("A-2", "=1+1")
