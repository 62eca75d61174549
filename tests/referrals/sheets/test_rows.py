"""Rows as people, with what is wrong about them."""

import pytest

from safetynet.referrals.sheets import propose, read, rows
from safetynet.referrals.sheets.referral_row import ReferralRow
from tests.referrals.sheets.making import DAY, bad, good, opened, xls, xlsx


def test_everything_that_is_told_is_kept() -> None:
    row = good(
        "Referral ID,Last name,First name,AKA,DOB,Sex,Race,Language,Address,Apt,City,State,ZIP,"
        "Phone,Email,Reason for referral,School,Priority,Type of exploitation,Means of control,"
        "Recruiter,Trafficker,Consent,Referral date\n"
        "R-1,de la Cruz,Ana,Nena; Star,3/22/2010,F,Latina;White,Spanish,1 A St,4,Hayward,CA,94541,"
        "510-555-0100 or 510-555-0101,a@example.org,Seen at a motel.,Mt. High,High,"
        "Sexual exploitation,Debt bondage; False promises,Uncle,Ace,TRUE,11/20/2025\n"
    )
    assert row.names.aliases == ("Nena", "Star")
    assert row.reference == "R-1"
    assert row.race_ethnicity == ("Latina", "White")
    assert row.address.line == "1 A St 4"
    assert row.phones == ("510-555-0100", "510-555-0101")
    assert row.exploitation.controls == ("Debt bondage", "False promises")
    assert row.exploitation.recruiters == ("Uncle",)
    assert row.exploitation.persons_of_concern == ("Ace",)
    assert row.notes == (("Consent", "TRUE"),)
    assert str(row.referred_on) == "2025-11-20"
    assert row.warnings == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Name,DOB\n,3/22/2010\n", "There is no name and no code."),
        ("Name,DOB\nn/a,3/22/2010\n", "There is no name and no code."),
        ("Name,DOB\n12345,3/22/2010\n", "A name consists of digits."),
        ("Name,Age\nAna Cruz,140\n", "The age is above 120."),
        ("Name,DOB\nAna Cruz,soon\n", "The date of birth cannot be read as a date."),
        ("Name,DOB\nAna Cruz,3/22/2031\n", "The date of birth lies in the future."),
        (f"Name,DOB\n{'a' * 201},\n", "A name is longer than 200 characters."),
    ],
)
def test_bad_rows_say_why(text: str, reason: str) -> None:
    row = bad(text)
    assert row.reasons == (reason,)
    assert row.number == 2


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("Name,DOB\nAna Cruz,3/22/1990\n", "18 or older"),
        ("Name,Age\nAna Cruz,19\n", "18 or older"),
        ("Name,DOB\nAna Cruz,3/2/2010\n", "month/day or as day/month"),
        ("Name,DOB\nAna Cruz,3/22/2010\n", "no text about the concern"),
        ("Name,DOB,Age\nAna Cruz,3/22/2010,17\n", "higher than the date of birth allows"),
        ("Name,Age\nAna Cruz,teen\n", "age could not be read"),
        ("Name,DOB\nAna Cruz,\n", "no date of birth and no age"),
        ("ID,Name\nX-7,\n", "only a code"),
        ("First name,Last name\nAna,\n", "only a first name"),
        ("Last name,First name\nMart:nez,Ana\n", "unusual character"),
        ("Name,Phone\nAna Cruz,555-01\n", "looks incomplete"),
        ("Name\nAna Cruz\n", "divided into first and last"),
        ("Name,Alias,City\nAna Cruz,Unknown,X\n", "divided"),
    ],
)
def test_warnings(text: str, warning: str) -> None:
    assert any(warning in said for said in good(text).warnings)


def test_adult_is_no_bad_row() -> None:
    assert good("First name,Last name,DOB\nAna,Cruz,3/22/1961\n").names.first == "Ana"


def test_same_number_twice_is_said() -> None:
    found = opened("ID,Name\nA,Ana Cruz\nA,Bo Li\n")[2]
    assert isinstance(found[0], ReferralRow) and isinstance(found[1], ReferralRow)
    assert not any("same referral number" in said for said in found[0].warnings)
    assert any("same referral number" in said for said in found[1].warnings)


@pytest.mark.parametrize(
    ("full", "first", "middle", "last", "suffix"),
    [
        ("Ana Cruz", "Ana", "", "Cruz", ""),
        ("Cruz, Ana Luz", "Ana", "Luz", "Cruz", ""),
        ("García López, María José", "María", "José", "García López", ""),
        ("Ana Luz de la Cruz", "Ana", "Luz", "de la Cruz", ""),
        ("John Smith Jr.", "John", "", "Smith", "Jr."),
        ("John Smith, Jr.", "John", "", "Smith", "Jr."),
        ("Star", "Star", "", "", ""),
    ],
)
def test_full_names(full: str, first: str, middle: str, last: str, suffix: str) -> None:
    names = good(f'Full name\n"{full}"\n').names
    assert (names.first, names.middle, names.last, names.suffix) == (first, middle, last, suffix)
    assert names.full == full


def test_surnames_that_look_like_nothing_are_kept() -> None:
    assert good("First name,Last name\nJen,Null\n").names.last == "Null"
    assert good("First name,Last name\nMin,Na\n").names.last == "Na"
    assert good("First name,Last name\nMin,NA\n").names.last == ""


def test_two_surnames_become_one_last_name() -> None:
    row = good("Nombre,Apellido paterno,Apellido materno\nAna,García,López\n")
    assert (row.names.first, row.names.last) == ("Ana", "García López")


def test_birth_date_in_three_columns() -> None:
    row = good("Name,Birth year,Birth month,Birth day\nAna Cruz,2010,3,22\n")
    assert str(row.births[0].exact) == "2010-03-22"


def test_several_concerns_stand_under_their_headings() -> None:
    row = good("Name,Reason,Notes\nAna Cruz,Missing,Seen twice\n")
    assert row.concern == "Reason: Missing\n\nNotes: Seen twice"


def test_numbers_of_a_workbook_lose_nothing() -> None:
    data = xlsx(["ID", "Name", "ZIP", "Phone", "Age"], [7.0, "Ana Cruz", 2139, 5105550100.0, 15.0])
    book = read("sent.xlsx", data)
    row = next(iter(rows(book, propose(book.headings), day=DAY)))
    assert isinstance(row, ReferralRow)
    assert (row.reference, row.address.postal_code, row.phones, row.age) == (
        "7", "02139", ("5105550100",), 15,
    )  # fmt: skip


def test_numbered_ticked_and_prefilled_rows_are_nobody() -> None:
    lines: list[list[object]] = [[n, None, None, False, "Alameda"] for n in range(2, 40)]
    data = xlsx(
        ["No.", "Name", "DOB", "Consent", "City"], [1, "Ana Cruz", None, False, "Alameda"], *lines
    )
    book = read("sent.xlsx", data)
    assert len(list(rows(book, propose(book.headings), day=DAY))) == 1


def test_one_row_that_names_nobody_is_reported() -> None:
    found = opened("Name,DOB,City\nAna Cruz,,Alameda\n,,Alameda\n")[2]
    assert len(found) == 2


def test_old_excel_file_is_read() -> None:
    data = xls((0, 0, "Name"), (0, 1, "DOB"), (1, 0, "José Muñoz"), (1, 1, 39516.0))
    book = read("old.xls", data)
    row = next(iter(rows(book, propose(book.headings), day=DAY)))
    assert isinstance(row, ReferralRow)
    assert (row.names.last, str(row.births[0].exact)) == ("Muñoz", "2008-03-09")


def test_totals_are_nobody() -> None:
    assert bad("Name,DOB\nTotal,\n").reasons == ("There is no name and no code.",)


def test_tick_boxes_become_answers() -> None:
    row = good(
        "Name,Means of control: Debt bondage,Means of control: False promises,Race (choice=White),"
        "Race (choice=Black),meansThreats\nAna Cruz,1,0,Checked,Unchecked,1\n"
    )
    assert row.exploitation.controls == ("Debt bondage",)
    assert row.race_ethnicity == ("White",)


def test_sheet_of_people_is_chosen_and_can_be_changed() -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "About"
    first.append(["This workbook"])
    lists = book.create_sheet("Validation")
    lists.append(["First Name", "Last Name", "Gender"])
    lists.append(["x", "y", "z"])
    people = book.create_sheet("Intake")
    people.append(["Name", "DOB"])
    people.append(["Ana Cruz", "3/22/2010"])
    kept = io.BytesIO()
    book.save(kept)
    found = read("sent.xlsx", kept.getvalue())
    assert found.sheet.name == "Intake"
    assert found.sheet_names == ("About", "Validation", "Intake")
    assert found.on_sheet("Validation").headings[0].label == "First Name"
