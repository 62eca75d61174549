"""Files that other people made: everything is accounted for, nothing is invented."""

import csv
import io
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from time import process_time

import openpyxl
import pytest

from safetynet.referrals.sheets import (
    BadRow,
    DateOrder,
    ReferralRow,
    SheetError,
    propose,
    read,
    rows,
    summary,
)
from tests.referrals.sheets.making import DAY, shared

TEMPLATES = (
    "HTCDS_Excel_Spreadsheet_v2.0.xlsx",
    "HTCDS_Excel_Spreadsheet_single_select_with_validation_v2.0.xlsx",
    "HTCDS_Excel_Spreadsheet_multi_select_with_validation_v2.0.xlsm",
)
HTCDS = "vocab/htcds/Toolkit/Excel"
PEOPLE = "people/FakeNameGenerator.com_100.csv"


def told(path: Path) -> list[ReferralRow | BadRow]:
    book = read(path.name, path.read_bytes())
    return list(rows(book, propose(book.headings), day=DAY))


def people() -> list[dict[str, str]]:
    with shared(PEOPLE).open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def us_date(text: str) -> date | None:
    """A second opinion on a birth date, for the comparison only."""
    for order in ("%m/%d/%Y", "%d/%m/%Y"):
        try:
            found = datetime.strptime(text, order).date()  # noqa: DTZ007
        except ValueError:
            continue
        return found if date(1904, 11, 22) < found <= DAY else None
    return None


@pytest.mark.parametrize("name", ["agency_a.csv", "agency_b.csv"])
def test_every_person_of_an_agency_is_accounted_for(name: str) -> None:
    path = shared(f"linkage/two_agency/{name}")
    with path.open(encoding="utf-8", newline="") as source:
        sent = list(csv.DictReader(source))
    begun = process_time()
    found = told(path)
    assert process_time() - begun < 2
    assert len(found) == len(sent) == 1501
    for number, (row, person) in enumerate(zip(found, sent, strict=True), start=2):
        assert row.number == number
        written = person["date_of_birth"]
        if isinstance(row, BadRow):
            assert row.reasons and us_date(written) is None and written
            continue
        last = person["last_name"].replace("No Name", "")
        assert (row.names.first, row.names.last) == (person["first_name"], last)
        assert row.reference == person["referral_id"]
        assert [birth.exact for birth in row.births] == ([us_date(written)] if written else [])
        assert row.address.postal_code == person["zipcode"]


def test_summary_of_an_agency_adds_up() -> None:
    path = shared("linkage/two_agency/agency_a.csv")
    book = read(path.name, path.read_bytes())
    count = summary(book, propose(book.headings), day=DAY)
    assert (count.read, count.empty, count.good, count.bad) == (1501, 0, 1474, 27)
    assert sum(number for _, number in count.reasons) == 27
    assert len(count.first) == 20
    assert (count.date_order, count.date_order_certain) == (DateOrder.MONTH_FIRST, True)


@pytest.mark.parametrize("name", TEMPLATES)
def test_empty_template_holds_nobody(name: str) -> None:
    path = shared(f"{HTCDS}/{name}")
    book = read(path.name, path.read_bytes())
    mapping = propose(book.headings)
    assert list(rows(book, mapping, day=DAY)) == []
    assert book.heading_row == 2
    assert book.sheet.name in {"Sheet1", "Case Sheet"}
    # The template itself names its city column for the street; people follow what they see.
    assert [c.heading.label for c in mapping.disagreeing][:2] == ["Mailing Street", "Mailing City"]


def filled(name: str, *, dates_as_text: bool) -> bytes:
    """Fill a template with the hundred people, as somebody at a desk would."""
    book = openpyxl.load_workbook(shared(f"{HTCDS}/{name}"), keep_vba=name.endswith("m"))
    page = book.worksheets[0]
    at = {page.cell(2, column).value: column for column in range(1, 40)}
    for line, person in enumerate(people(), start=3):
        born = datetime.strptime(person["Birthday"], "%m/%d/%Y")  # noqa: DTZ007
        page.cell(line, at["First Name"], unicodedata.normalize("NFD", person["GivenName"]))
        page.cell(line, at["Second Name"], person["Surname"])
        page.cell(line, at["Birthdate"], person["Birthday"] if dates_as_text else born)
        page.cell(line, at["Mailing Street"], person["StreetAddress"])
        page.cell(line, at["Mailing City"], person["City"])
        page.cell(line, at["Mobile Phone"], person["TelephoneNumber"])
        page.cell(line, at["Type of Exploitation"], "Sexual exploitation;Servitude")
        page.cell(line, at["Incoming Referral Details"], f"Seen near {person['City']}.\nTwice.")
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.filterwarnings("ignore:Data Validation extension")
@pytest.mark.parametrize("dates_as_text", [False, True])
@pytest.mark.parametrize("name", TEMPLATES)
def test_filled_template_holds_its_hundred_people(name: str, dates_as_text: bool) -> None:
    book = read(name, filled(name, dates_as_text=dates_as_text))
    mapping = propose(book.headings)
    found = list(rows(book, mapping, day=DAY))
    sent = people()
    assert len(found) == len(sent) == 100
    for row, person in zip(found, sent, strict=True):
        assert isinstance(row, ReferralRow)
        assert row.names.first == unicodedata.normalize("NFC", person["GivenName"])
        assert row.names.last == unicodedata.normalize("NFC", person["Surname"])
        assert [birth.exact for birth in row.births] == [us_date(person["Birthday"])]
        assert row.address.city == unicodedata.normalize("NFC", " ".join(person["City"].split()))
        assert row.exploitation.types == ("Sexual exploitation", "Servitude")
        assert row.concern.endswith("Twice.")


def test_people_of_thirty_countries_keep_their_names() -> None:
    found = told(shared(PEOPLE))
    assert [(row.names.first, row.names.last) for row in found if isinstance(row, ReferralRow)] == [
        (unicodedata.normalize("NFC", p["GivenName"]), unicodedata.normalize("NFC", p["Surname"]))
        for p in people()
    ]
    assert not any(
        "unusual character" in w for r in found if isinstance(r, ReferralRow) for w in r.warnings
    )


def refused(path: Path) -> str:
    """Read a file to its end; return the sentence with which it was refused, or ""."""
    try:
        book = read(path.name, path.read_bytes())
        summary(book, propose(book.headings), day=DAY)
    except SheetError as error:
        return str(error)
    return ""


def all_files() -> Sequence[str]:
    return (
        "xlsx", "csv", "xml", "hmis/fy2024_validation", "hmis/fy2024_bad_data", "hmis/fy2024_bom",
        "strings", "payloads", "linkage", "people", "sdc", "vocab", "directories", "ical", "asvs",
    )  # fmt: skip


@pytest.mark.parametrize("folder", all_files())
def test_any_file_is_read_or_refused_with_a_sentence(folder: str) -> None:
    files = sorted(path for path in shared(folder).rglob("*") if path.is_file())
    assert files
    for path in files:
        begun = process_time()
        sentence = refused(path)
        assert sentence == "" or (sentence.startswith(path.name) and sentence.endswith("."))
        assert process_time() - begun < 10, path


@pytest.mark.parametrize("name", ["xmlbomb.xml", "quadratic.xml", "external.xml", "cyclic.xml"])
def test_xml_is_no_spreadsheet(name: str) -> None:
    with pytest.raises(SheetError, match="not a spreadsheet"):
        read(name, shared(f"xml/{name}").read_bytes())


def test_workbook_with_a_password_says_so() -> None:
    with pytest.raises(SheetError, match="has a password"):
        read("locked.xlsx", shared("xlsx/calamine/pass_protected.xlsx").read_bytes())
