"""CSV and TSV as programs and people write them."""

import pytest

from safetynet.referrals.sheets import propose, read, rows
from safetynet.referrals.sheets.referral_row import BadRow, ReferralRow
from tests.referrals.sheets.making import DAY, bad, csv_book, good, opened

TEXT = "First name,Last name,Concern\nJosé,Muñoz,“late” – twice\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
    ],
)
def test_encodings(data: bytes) -> None:
    book = read("sent.csv", data)
    row = next(iter(rows(book, propose(book.headings), day=DAY)))
    assert isinstance(row, ReferralRow)
    assert (row.names.first, row.names.last, row.concern) == ("José", "Muñoz", "“late” – twice")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters(mark: str) -> None:
    text = f'Name{mark}Address{mark}Phone\n"Cruz, Ana"{mark}"1 A St; 2"{mark}555 0100 200\n'
    row = good(text)
    assert (row.names.last, row.address.street) == ("Cruz", "1 A St; 2")


def test_excels_own_hint_wins() -> None:
    assert good("sep=;\nName;DOB\nAna Cruz;1/2/2009\n").names.first == "Ana"


def test_line_breaks_in_quotation_marks_belong_to_the_cell() -> None:
    _, _, found = opened('Name,Concern\r\nAna Cruz,"one\r\ntwo, ""three"""\r\n\r\nBea Dow,x\r\n')
    assert isinstance(found[0], ReferralRow) and found[0].concern == 'one\ntwo, "three"'
    assert [row.number for row in found] == [2, 4]


def test_short_rows_are_filled_and_long_rows_are_bad() -> None:
    assert good("Name,DOB,Concern\nAna Cruz\n").concern == ""
    assert bad("Name,DOB,Concern\nAna Cruz,1/2/2009,late,, twice\n").reasons == (
        "The row has more cells than there are headings.",
    )
    assert good("Name,DOB,Concern\nAna Cruz,1/2/2009,late,,,\n").concern == "late"


def test_stray_quotation_marks_do_not_hide_rows() -> None:
    lines = [f"P{n},Ana,Cruz,x" for n in range(9)]
    lines[2], lines[6] = 'P2,Ana,Cruz,"open', 'P6,Ana,Cruz,shut"'
    _, _, found = opened("ID,First name,Last name,Concern\n" + "\n".join(lines))
    assert [row.number for row in found if isinstance(row, BadRow)] == [4]


def test_titles_above_and_headings_again_are_no_people() -> None:
    book, _, found = opened(
        "County referrals,,\n\nName,DOB,Concern\nAna Cruz,1/2/2009,x\nName,DOB,Concern\nBo Li,,y\n"
    )
    assert book.heading_row == 3
    assert [row.number for row in found] == [4, 6]


def test_control_and_direction_marks_are_taken_out() -> None:
    assert good("Name\n\u202eAna\x07 \u200bCruz\xa0\n").names.full == "Ana Cruz"


def test_file_without_any_known_heading_is_still_read() -> None:
    assert [h.label for h in csv_book("a,b\n1,2\n").headings] == ["a", "b"]
