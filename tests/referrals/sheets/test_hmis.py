"""A HUD HMIS export: the people of its Client.csv, in words; nothing else of it is a person."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from safetynet.referrals.sheets import BadRow, ReferralRow, SheetError, propose, read, rows
from tests.referrals.sheets.making import DAY, shared

HEAD = (
    "PersonalID,FirstName,MiddleName,LastName,NameSuffix,NameDataQuality,SSN,SSNDataQuality,DOB,"
    "DOBDataQuality,AmIndAKNative,Asian,White,Woman,Man,NonBinary,VeteranStatus,DateCreated,"
    "DateDeleted,ExportID"
)
HER = "7,Marigold,,Thistledown,,2,516251004,1,2010-03-14,2,1,0,1,1,0,0,99,2025-01-01,,E"
DELETED = "8,Odette,,Larkspur,,1,,99,2011-05-06,1,0,0,1,0,1,0,0,2025-01-01,2025-02-02,E"
CLIENT = f"{HEAD}\n{HER}\n{DELETED}\n"


def told(name: str, data: bytes) -> list[ReferralRow | BadRow]:
    book = read(name, data)
    return list(rows(book, propose(book.headings), day=DAY))


def zipped(files: Mapping[str, str]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        for name, text in files.items():
            package.writestr(name, text)
    return kept.getvalue()


def test_codes_become_words_and_deleted_people_nobody() -> None:
    [her] = told("Client.csv", CLIENT.encode())
    assert isinstance(her, ReferralRow)
    assert (her.number, her.names.first, her.names.last) == (2, "Marigold", "Thistledown")
    assert her.reference == "7" and her.gender == "Woman"
    assert her.race_ethnicity == ("American Indian, Alaska Native, or Indigenous", "White")
    [born] = her.births
    assert born.estimated, "HUD's software calls it approximate"
    assert ("NameDataQuality", "Partial") in her.notes


def test_the_social_security_number_is_not_even_read() -> None:
    book = read("Client.csv", CLIENT.encode())
    assert "516251004" not in str(book.sheet.rows)
    assert "SSN" not in str(book.headings)


def test_a_whole_export_comes_as_one_zip() -> None:
    files = {"HMIS/Enrollment.csv": "EnrollmentID,PersonalID,ExportID\n1,7,E\n"}
    found = told("export.zip", zipped(files | {"HMIS/Client.csv": CLIENT}))
    assert [row.number for row in found] == [2]
    with pytest.raises(SheetError, match="not a spreadsheet"):
        told("export.zip", zipped(files))


def test_a_row_with_too_many_cells_stays_bad() -> None:
    moved = HER.replace("Thistledown", "Thistle,down")
    [row] = told("Client.csv", f"{HEAD}\n{moved}\n".encode())
    assert isinstance(row, BadRow) and "more cells than there are headings" in row.reasons[0]


def test_other_files_of_an_export_are_refused_by_name() -> None:
    with pytest.raises(SheetError) as refused:
        told("Enrollment.csv", b"EnrollmentID,PersonalID,ExportID\n1,7,E\n")
    assert str(refused.value) == (
        "Enrollment.csv: This file of a HUD export lists no people. Import its Client.csv."
    )


def test_everybody_of_a_real_kit_is_there() -> None:
    path = shared("hmis/datalab_rrh/source/Client.csv")
    found = told(path.name, path.read_bytes())
    assert len(found) == 37 and all(isinstance(row, ReferralRow) for row in found)
